"""Python counts code points, Qt counts UTF-16 units: an emoji is one of the former and two of the latter."""

from __future__ import annotations

from bisect import bisect_right


class Utf16:
    """Positions in one text, both ways. Free for texts without characters beyond U+FFFF."""

    __slots__ = ("_wide",)

    def __init__(self, text: str) -> None:
        self._wide: list[int] = []
        if not text.isascii() and max(text) > "\uffff":
            self._wide = [i for i, c in enumerate(text) if c > "\uffff"]

    def unit_of_char(self, char: int) -> int:
        """The unit where code point `char` begins."""
        return char + bisect_right(self._wide, char - 1) if self._wide else char

    def char_of_unit(self, unit: int) -> int:
        """The code point at a unit; the middle of a pair is its beginning."""
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
