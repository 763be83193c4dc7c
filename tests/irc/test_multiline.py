from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.irc.multiline import (
    Limits,
    Line,
    cut_lines,
    is_several,
    join_lines,
    limits_of,
    lines_of,
    split_into_batches,
    undo_cuts,
)

_TEXT = st.text(st.characters(exclude_characters="\r\n\0"))
_LINES = st.builds(
    lambda first, rest: [Line(first), *(Line(text, goes_on) for text, goes_on in rest)],
    _TEXT,
    st.lists(st.tuples(_TEXT, st.booleans()), max_size=5),
)


@given(_LINES)
def test_joined_lines_are_restored(lines: list[Line]) -> None:
    text = join_lines(lines)
    assert lines_of(text) == lines
    assert is_several(text) == (len(lines) > 1)


def test_cuts_are_undone_for_people() -> None:
    text = join_lines([Line("how is "), Line("everyone?", goes_on=True), Line(""), Line("bye")])
    assert undo_cuts(text) == "how is everyone?\n\nbye"


@pytest.mark.parametrize(
    ("announced", "limits"),
    [
        ("max-bytes=4096,max-lines=24", Limits(4096, 24, 400)),
        ("max-bytes=100", Limits(100, 100, 100)),
        ("max-lines=24", None),
        ("max-bytes=many", None),
        ("max-bytes=٤٠٩٦", None),
        ("", None),
    ],
)
def test_limits_are_read_from_the_capability(announced: str, limits: Limits | None) -> None:
    assert limits_of(announced, 400) == limits


def test_long_line_is_continued() -> None:
    assert cut_lines("one two three\n\nbye", 8) == [
        Line("one two "), Line("three", goes_on=True), Line(""), Line("bye"),
    ]  # fmt: skip


_WORDS = st.text(st.sampled_from("ab я😀 \n"), max_size=80)


@given(_WORDS, st.integers(8, 40), st.integers(1, 5), st.integers(4, 20))
def test_parts_fit_and_lose_nothing_but_blanks(text: str, most: int, lines: int, line_bytes: int) -> None:
    limits = Limits(most, lines, min(line_bytes, most))
    parts = split_into_batches(text, limits)
    for part in parts:
        sent = cut_lines(part, limits.line_bytes)
        assert len(sent) <= lines
        assert sum(len(line.text.encode()) + (not line.goes_on) for line in sent) <= most + 1
        assert split_into_batches(part, limits) == [part]
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_text_that_fits_is_one_part() -> None:
    assert split_into_batches("\n\n  def tea():\n\n    pour()\n \n", Limits(100, 10, 50)) == [
        "  def tea():\n\n    pour()"
    ]
    assert split_into_batches(" \n \n", Limits(100, 10, 50)) == []
    assert split_into_batches("a\nb\nc", Limits(100, 2, 50)) == ["a\nb", "c"]
