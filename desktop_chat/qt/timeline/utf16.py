"""Utf16: convert between code points (Python) and UTF-16 units (Qt). An emoji is one code point and two units."""

from __future__ import annotations

from bisect import bisect_right


class Utf16:
    """The positions in one text. Texts without characters beyond U+FFFF need no table."""

    __slots__ = ("_wide",)

    def __init__(self, text: str) -> None:
        self._wide: list[int] = []
        if not text.isascii() and max(text) > "\uffff":
            self._wide = [i for i, c in enumerate(text) if c > "\uffff"]

    def unit_of_char(self, char: int) -> int:
        """Return the unit at which code point `char` begins."""
        return char + bisect_right(self._wide, char - 1) if self._wide else char

    def char_of_unit(self, unit: int) -> int:
        """Return the code point at a unit; in the middle of a surrogate pair, the code point of the pair."""
        if not self._wide:
            return unit
        low, high = 0, unit
        while low < high:
            middle = (low + high + 1) // 2
            if self.unit_of_char(middle) <= unit:
                low = middle
            else:
                high = middle - 1
        return low
