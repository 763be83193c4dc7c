"""JSON files of the profile: a damaged value costs only itself, and the damaged file is kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from desktop_chat.client.lenient_json import (
    PartlyDamagedError,
    free_name,
    read_json,
    read_object,
    set_aside,
    sound_value,
)


def double(value: Any) -> int:
    if not isinstance(value, int):
        raise TypeError
    return 2 * value


def test_missing_file_has_no_entries_and_no_copy(tmp_path: Path) -> None:
    assert read_object(tmp_path / "a.json", double) == ({}, None)


def test_undamaged_file_is_read_and_not_copied(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"a": 1, "b": 2}')
    assert read_object(tmp_path / "a.json", double) == ({"a": 2, "b": 4}, None)
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


def test_damaged_entry_costs_only_itself(tmp_path: Path, expected_warnings: list[object]) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"a": 1, "b": "x", "c": 3}')
    assert read_object(path, double) == ({"a": 2, "c": 6}, tmp_path / "a.damaged")
    assert path.read_text() == (tmp_path / "a.damaged").read_text()
    assert len(expected_warnings) == 1


def test_undamaged_part_of_an_entry_is_kept(tmp_path: Path, expected_warnings: list[object]) -> None:
    def first_of(value: Any) -> list[Any]:
        if len(value) > 1:
            raise PartlyDamagedError(value[:1])
        return list(value)

    path = tmp_path / "a.json"
    path.write_text('{"a": [1], "b": [2, "x"]}')
    assert read_object(path, first_of) == ({"a": [1], "b": [2]}, tmp_path / "a.damaged")
    assert len(expected_warnings) == 1


@pytest.mark.parametrize("content", [b"", b"[1]", b"{", b"\xff\xfe\x00", b"[" * 5000])
def test_file_that_is_no_object_is_copied(tmp_path: Path, content: bytes, expected_warnings: list[object]) -> None:
    (tmp_path / "a.json").write_bytes(content)
    assert read_object(tmp_path / "a.json", double) == ({}, tmp_path / "a.damaged")
    assert (tmp_path / "a.damaged").read_bytes() == content
    assert len(expected_warnings) == 1


def test_second_copy_gets_a_name_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("1")
    assert set_aside(path) == tmp_path / "a.damaged"
    assert set_aside(path) == free_name(path).with_name("a.damaged-2")
    assert free_name(path) == tmp_path / "a.damaged-3"


def test_json_that_is_nested_too_deeply_is_a_value_error(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("[" * 100_000)
    with pytest.raises(ValueError, match="nested"):
        read_json(tmp_path / "a.json")


@pytest.mark.parametrize(
    ("value", "like", "sound"),
    [
        (True, False, True),
        (1, False, None),
        (120.0, 1, 120),
        (1.5, 1, None),
        (True, 1, None),
        (1 << 70, 1, None),
        ("a", "", "a"),
        (1, "", None),
        ({"a": "b", "c": 1}, {}, {"a": "b"}),
        ([], {}, None),
        (["a", 1, "b"], (), ("a", "b")),
        ("a", (), None),
    ],
)
def test_value_is_sound_if_it_is_of_the_kind_of_the_default(value: object, like: object, sound: object) -> None:
    assert sound_value(value, like) == sound
