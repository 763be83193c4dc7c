"""Code points and UTF-16 units are converted both ways."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.qt.timeline.utf16 import Utf16


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_units_are_utf16_units(text: str) -> None:
    units = Utf16(text)
    for char in range(len(text) + 1):
        assert units.unit_of_char(char) == len(text[:char].encode("utf-16-le")) // 2
        assert units.char_of_unit(units.unit_of_char(char)) == char


def test_middle_of_a_surrogate_pair_belongs_to_its_code_point() -> None:
    assert Utf16("a😀b").char_of_unit(2) == 1
