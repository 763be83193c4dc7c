"""Selection by character over any number of entries. Pure; no Qt.

A Spot is a caret position: the index of an entry, and a code point of the text that the entry shows.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from desktop_chat.value_class import value


class Spot(NamedTuple):
    """The caret position before character `char` of an entry. Spots sort in reading order."""

    entry: int
    char: int


@value
class Selection:
    """A selection from the Spot of the mouse press (`anchor`) to the Spot of the mouse (`head`)."""

    anchor: Spot
    head: Spot

    @property
    def start(self) -> Spot:
        return min(self.anchor, self.head)

    @property
    def end(self) -> Spot:
        return max(self.anchor, self.head)

    @property
    def is_empty(self) -> bool:
        return self.anchor == self.head

    def shifted_by(self, first: int, count: int) -> Selection:
        """Return the selection of the same characters after `count` entries were inserted at `first`."""
        return Selection(_shift_spot(self.anchor, first, count), _shift_spot(self.head, first, count))

    def range_within(self, index: int, length: int) -> tuple[int, int]:
        """Return (first, last) of the selected characters of an entry of `length` characters; equal for none."""
        start, end = self.start, self.end
        if not start.entry <= index <= end.entry:
            return 0, 0
        first = min(start.char, length) if index == start.entry else 0
        last = min(end.char, length) if index == end.entry else length
        return first, last

    def extended_to(self, low: Spot, high: Spot, grain: tuple[Spot, Spot]) -> Selection:
        """Return the selection extended to a word or an entry (`low` to `high`).

        The word or entry of the press (`grain`) stays selected as a whole.
        """
        if low < grain[0]:
            return replace(self, anchor=grain[1], head=low)
        return replace(self, anchor=grain[0], head=max(high, grain[1]))


def _shift_spot(spot: Spot, first: int, count: int) -> Spot:
    return Spot(spot.entry + count, spot.char) if first <= spot.entry else spot
