"""JSON objects out of a stream, in any pieces and in linear time."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.server.codecs import json_objects
from desktop_chat.server.codecs.json_objects import DEEPEST, JsonObjectStream

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.lists(st.dictionaries(st.text(), VALUES, max_size=4), max_size=4), st.integers(1, 7), st.booleans())
def test_any_objects_in_any_pieces(values: list[dict[str, object]], size: int, escaped: bool) -> None:
    text = " , ".join(json.dumps(value, ensure_ascii=escaped, indent=size % 2 or None) for value in values)
    stream = JsonObjectStream(100_000)
    found = [value for at in range(0, len(text), size) for value in stream.feed(text[at : at + size])]
    assert found == values
    assert stream.pending_chars == 0


@given(st.text(alphabet='{}[]",:\\ \n1et', max_size=60), st.integers(1, 5))
def test_result_does_not_depend_on_the_pieces(text: str, size: int) -> None:
    whole, pieces = JsonObjectStream(1000), JsonObjectStream(1000)
    found = [value for at in range(0, len(text), size) for value in pieces.feed(text[at : at + size])]
    assert found == whole.feed(text)
    assert all(isinstance(value, dict) for value in found)


@pytest.mark.parametrize(
    "unit", ["{", '{"', '{"a":', "[", '{"}', '{"a":{"a":!', "}", '"}', '{"a":"}}}}', '{"a":[', "\\", '{"a":1e', "{}"]
)
def test_each_character_is_read_once(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = 0
    step = json_objects.JsonObjectStream._read_token

    def counted(self: JsonObjectStream, text: str, at: int) -> tuple[int, bool]:
        nonlocal steps
        steps += 1
        end, sound = step(self, text, at)
        assert end >= at
        return end, sound

    monkeypatch.setattr(json_objects.JsonObjectStream, "_read_token", counted)
    text = unit * (20_000 // len(unit))
    stream = JsonObjectStream(32_768)
    for at in range(0, len(text), 3):
        stream.feed(text[at : at + 3])
    assert steps <= 2 * len(text)
    assert stream.pending_chars <= 32_768


def test_object_after_a_too_deep_or_too_long_one_is_found() -> None:
    stream = JsonObjectStream(100)
    assert stream.feed('{"a":' * (DEEPEST + 5)) == []
    assert stream.feed('!{"x": 1}') == [{"x": 1}]
    assert stream.feed(json.dumps({"a": "y" * 200}) + '{"x": 2}') == [{"x": 2}]
    for _ in range(60):
        stream.feed('{"a": "zz')
    assert stream.pending_chars <= 100
