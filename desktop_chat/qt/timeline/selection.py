"""Selection by character over any number of entries. Pure; no Qt.

A `Spot` is (index of the entry, character): a caret between the code points of the text that the entry shows.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from desktop_chat.value_class import value


class Spot(NamedTuple):
    """Before character `char` of the entry with this index. Spots order like the text."""

    entry: int
    char: int


@value
class Selection:
    """From where the mouse went down (`anchor`) to where it is (`head`); empty when both are one."""

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
        """The same characters after `count` entries were inserted at `first`."""
        return Selection(_shift_spot(self.anchor, first, count), _shift_spot(self.head, first, count))

    def range_within(self, index: int, length: int) -> tuple[int, int]:
        """(from, to) of the selected characters of an entry that shows `length` of them; equal when there are none."""
        start, end = self.start, self.end
        if not start.entry <= index <= end.entry:
            return 0, 0
        first = min(start.char, length) if index == start.entry else 0
        last = min(end.char, length) if index == end.entry else length
        return first, last

    def extended_to(self, low: Spot, high: Spot, grain: tuple[Spot, Spot]) -> Selection:
        """Towards a word or an entry (`low` to `high`), keeping whole the one (`grain`) where it began."""
        if low < grain[0]:
            return replace(self, anchor=grain[1], head=low)
        return replace(self, anchor=grain[0], head=max(high, grain[1]))


def _shift_spot(spot: Spot, first: int, count: int) -> Spot:
    return Spot(spot.entry + count, spot.char) if first <= spot.entry else spot
