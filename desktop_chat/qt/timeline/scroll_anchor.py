"""Where the view stands and what is seen from there. Pure arithmetic in whole pixels; no Qt.

The view stands either at the end (`None`) or at a `Top`: an entry and how far the viewport's upper edge is below the
upper edge of that entry's *body*. What is above a body (a day's line, a name) may come and go when neighbours change;
the body that a person is reading stays.
"""

from __future__ import annotations

from collections.abc import Callable

from desktop_chat.value_class import value

UNIT = 256
"""Steps of the scroll bar for one entry."""


@value
class ScrollAnchor:
    """The entry at the viewport's upper edge; `offset` pixels of its body are above it (negative: none is)."""

    index: int
    offset: int

    def shifted_by(self, first: int, count: int) -> ScrollAnchor:
        """The same place after `count` entries were inserted at `first`."""
        return ScrollAnchor(self.index + count, self.offset) if first <= self.index else self


@value
class Extent:
    """The height of an entry in pixels: what is above its body, and in all."""

    above: int
    height: int


@value
class PlacedRow:
    """An entry and the pixel row of its upper edge, counted from the viewport's."""

    index: int
    y: int
    extent: Extent

    @property
    def bottom(self) -> int:
        return self.y + self.extent.height


@value
class Arrangement:
    """What is seen: the entries that touch the viewport, in order, and the place (None: at the end)."""

    placed: tuple[PlacedRow, ...]
    top: ScrollAnchor | None


Measure = Callable[[int], Extent]


def arrange_rows(count: int, measure: Measure, height: int, top: ScrollAnchor | None, foot: int = 0) -> Arrangement:
    """Fill a viewport of `height` pixels from a place. `foot` pixels stay free below the last entry.

    Asks for the extents of what is seen only, and of what lies between the place and that.
    """
    if not count:
        return Arrangement((), None)
    if top is None:
        return _from_the_end(count, measure, height, foot)
    index = min(max(top.index, 0), count - 1)
    extent = measure(index)
    placed = [PlacedRow(index, -top.offset - extent.above, extent)]
    while placed[0].y > 0 and placed[0].index > 0:
        placed.insert(0, _rows_above(placed[0], measure))
    if placed[0].y > 0:
        return arrange_rows(count, measure, height, ScrollAnchor(0, -placed[0].extent.above), foot)
    while placed[-1].bottom < height and placed[-1].index < count - 1:
        placed.append(_rows_below(placed[-1], measure))
    if placed[-1].index == count - 1 and placed[-1].bottom + foot <= height:
        return _from_the_end(count, measure, height, foot)
    return _only_visible(placed, height)


def _rows_above(of: PlacedRow, measure: Measure) -> PlacedRow:
    extent = measure(of.index - 1)
    return PlacedRow(of.index - 1, of.y - extent.height, extent)


def _rows_below(of: PlacedRow, measure: Measure) -> PlacedRow:
    return PlacedRow(of.index + 1, of.bottom, measure(of.index + 1))


def _from_the_end(count: int, measure: Measure, height: int, foot: int) -> Arrangement:
    extent = measure(count - 1)
    placed = [PlacedRow(count - 1, height - foot - extent.height, extent)]
    while placed[-1].y > 0 and placed[-1].index > 0:
        placed.append(_rows_above(placed[-1], measure))
    placed.reverse()
    return Arrangement(_only_visible(placed, height).placed, None)


def _only_visible(placed: list[PlacedRow], height: int) -> Arrangement:
    """Without what ended up outside; the place becomes that of the uppermost entry that is really seen."""
    seen = tuple(p for p in placed if p.bottom > 0 and p.y < height) or tuple(placed[:1])
    first = seen[0]
    return Arrangement(seen, ScrollAnchor(first.index, -(first.y + first.extent.above)))


def scroll_by(arrangement: Arrangement, pixels: int) -> ScrollAnchor | None:
    """The place `pixels` further down (negative: up). `arrange` sees to it that it does not leave the entries."""
    if not arrangement.placed:
        return None
    first = arrangement.placed[0]
    return ScrollAnchor(first.index, -(first.y + first.extent.above) + pixels)


def bar_value(arrangement: Arrangement) -> int:
    """The place of the uppermost entry for the scroll bar."""
    if not arrangement.placed:
        return 0
    first = arrangement.placed[0]
    return first.index * UNIT + min(UNIT - 1, max(0, -first.y) * UNIT // max(1, first.extent.height))


def from_bar(value: int, measure: Measure, count: int) -> ScrollAnchor:
    """The place that a value of the scroll bar stands for."""
    index, fraction = divmod(max(0, value), UNIT)
    index = min(index, max(0, count - 1))
    extent = measure(index)
    return ScrollAnchor(index, fraction * extent.height // UNIT - extent.above)
