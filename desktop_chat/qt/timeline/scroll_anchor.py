"""ScrollAnchor: the scroll position, and the arithmetic of visible rows. Pure, in whole pixels; no Qt.

A view is either at the end (`None`) or at a ScrollAnchor: an entry, and the distance from the upper edge of its *body*
to the upper edge of the viewport. Lines above a body (day line, name) may appear or disappear with the neighbours of
the entry; the body that a person reads does not move.
"""

from __future__ import annotations

from collections.abc import Callable

from desktop_chat.value_class import value

UNIT = 256
"""Steps of the scroll bar for one entry."""


@value
class ScrollAnchor:
    """The entry at the upper edge of the viewport, with `offset` pixels of its body above the edge.

    A negative `offset` is the distance from the edge down to the body.
    """

    index: int
    offset: int

    def shifted_by(self, first: int, count: int) -> ScrollAnchor:
        """Return the anchor after `count` entries were inserted at `first`."""
        return ScrollAnchor(self.index + count, self.offset) if first <= self.index else self


@value
class Extent:
    """The height of a row in pixels: above the body, and in total."""

    above: int
    height: int


@value
class PlacedRow:
    """The row of an entry, with its upper edge `y` in pixels from the top of the viewport."""

    index: int
    y: int
    extent: Extent

    @property
    def bottom(self) -> int:
        return self.y + self.extent.height


@value
class Arrangement:
    """The rows that touch the viewport, in order, and the anchor (None at the end)."""

    placed: tuple[PlacedRow, ...]
    top: ScrollAnchor | None


Measure = Callable[[int], Extent]


def arrange_rows(
    count: int, measure: Measure, height: int, top: ScrollAnchor | None, bottom_margin: int = 0
) -> Arrangement:
    """Fill a viewport of `height` pixels from an anchor. `bottom_margin` pixels stay free below the last row.

    Measures only the visible rows, and the rows between the anchor and the viewport.
    """
    if not count:
        return Arrangement((), None)
    if top is None:
        return _from_the_end(count, measure, height, bottom_margin)
    index = min(max(top.index, 0), count - 1)
    extent = measure(index)
    placed = [PlacedRow(index, -top.offset - extent.above, extent)]
    while placed[0].y > 0 and placed[0].index > 0:
        placed.insert(0, _rows_above(placed[0], measure))
    if placed[0].y > 0:
        return arrange_rows(count, measure, height, ScrollAnchor(0, -placed[0].extent.above), bottom_margin)
    while placed[-1].bottom < height and placed[-1].index < count - 1:
        placed.append(_rows_below(placed[-1], measure))
    if placed[-1].index == count - 1 and placed[-1].bottom + bottom_margin <= height:
        return _from_the_end(count, measure, height, bottom_margin)
    return _only_visible(placed, height)


def _rows_above(of: PlacedRow, measure: Measure) -> PlacedRow:
    extent = measure(of.index - 1)
    return PlacedRow(of.index - 1, of.y - extent.height, extent)


def _rows_below(of: PlacedRow, measure: Measure) -> PlacedRow:
    return PlacedRow(of.index + 1, of.bottom, measure(of.index + 1))


def _from_the_end(count: int, measure: Measure, height: int, bottom_margin: int) -> Arrangement:
    extent = measure(count - 1)
    placed = [PlacedRow(count - 1, height - bottom_margin - extent.height, extent)]
    while placed[-1].y > 0 and placed[-1].index > 0:
        placed.append(_rows_above(placed[-1], measure))
    placed.reverse()
    return Arrangement(_only_visible(placed, height).placed, None)


def _only_visible(placed: list[PlacedRow], height: int) -> Arrangement:
    """Return the arrangement of the rows inside the viewport, anchored at the uppermost of them."""
    seen = tuple(p for p in placed if p.bottom > 0 and p.y < height) or tuple(placed[:1])
    first = seen[0]
    return Arrangement(seen, ScrollAnchor(first.index, -(first.y + first.extent.above)))


def scroll_by(arrangement: Arrangement, pixels: int) -> ScrollAnchor | None:
    """Return the anchor `pixels` further down (negative: up). `arrange_rows` limits it to the first and last row."""
    if not arrangement.placed:
        return None
    first = arrangement.placed[0]
    return ScrollAnchor(first.index, -(first.y + first.extent.above) + pixels)


def bar_value(arrangement: Arrangement) -> int:
    """Return the value of the scroll bar for an arrangement."""
    if not arrangement.placed:
        return 0
    first = arrangement.placed[0]
    return first.index * UNIT + min(UNIT - 1, max(0, -first.y) * UNIT // max(1, first.extent.height))


def from_bar(value: int, measure: Measure, count: int) -> ScrollAnchor:
    """Return the anchor for a value of the scroll bar."""
    index, fraction = divmod(max(0, value), UNIT)
    index = min(index, max(0, count - 1))
    extent = measure(index)
    return ScrollAnchor(index, fraction * extent.height // UNIT - extent.above)
