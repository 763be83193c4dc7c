"""Where the view stands and what is seen from there. Pure arithmetic in whole pixels; no Qt.

The view stands either at the end (`None`) or at a `Top`: an entry and how far the viewport's upper edge is below the
upper edge of that entry's *body*. What is above a body (a day's line, a name) may come and go when neighbours change;
the body that somebody is reading stays.
"""

from __future__ import annotations

from collections.abc import Callable

from desktop_chat.values import value

UNIT = 256
"""Steps of the scroll bar for one entry."""


@value
class Top:
    """The entry at the viewport's upper edge; `offset` pixels of its body are above it (negative: none is)."""

    index: int
    offset: int

    def shifted(self, first: int, count: int) -> Top:
        """The same place after `count` entries were inserted at `first`."""
        return Top(self.index + count, self.offset) if first <= self.index else self


@value
class Extent:
    """The height of an entry in pixels: what is above its body, and in all."""

    above: int
    height: int


@value
class Placed:
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

    placed: tuple[Placed, ...]
    top: Top | None


Measure = Callable[[int], Extent]


def arrange(count: int, measure: Measure, height: int, top: Top | None, foot: int = 0) -> Arrangement:
    """Fill a viewport of `height` pixels from a place. `foot` pixels stay free below the last entry.

    Asks for the extents of what is seen only, and of what lies between the place and that.
    """
    if not count:
        return Arrangement((), None)
    if top is None:
        return _from_the_end(count, measure, height, foot)
    index = min(max(top.index, 0), count - 1)
    extent = measure(index)
    placed = [Placed(index, -top.offset - extent.above, extent)]
    while placed[0].y > 0 and placed[0].index > 0:
        placed.insert(0, _above(placed[0], measure))
    if placed[0].y > 0:
        return arrange(count, measure, height, Top(0, -placed[0].extent.above), foot)
    while placed[-1].bottom < height and placed[-1].index < count - 1:
        placed.append(_below(placed[-1], measure))
    if placed[-1].index == count - 1 and placed[-1].bottom + foot <= height:
        return _from_the_end(count, measure, height, foot)
    return _seen(placed, height)


def _above(of: Placed, measure: Measure) -> Placed:
    extent = measure(of.index - 1)
    return Placed(of.index - 1, of.y - extent.height, extent)


def _below(of: Placed, measure: Measure) -> Placed:
    return Placed(of.index + 1, of.bottom, measure(of.index + 1))


def _from_the_end(count: int, measure: Measure, height: int, foot: int) -> Arrangement:
    extent = measure(count - 1)
    placed = [Placed(count - 1, height - foot - extent.height, extent)]
    while placed[-1].y > 0 and placed[-1].index > 0:
        placed.append(_above(placed[-1], measure))
    placed.reverse()
    return Arrangement(_seen(placed, height).placed, None)


def _seen(placed: list[Placed], height: int) -> Arrangement:
    """Without what ended up outside; the place becomes that of the uppermost entry that is really seen."""
    seen = tuple(p for p in placed if p.bottom > 0 and p.y < height) or tuple(placed[:1])
    first = seen[0]
    return Arrangement(seen, Top(first.index, -(first.y + first.extent.above)))


def scrolled(arrangement: Arrangement, pixels: int) -> Top | None:
    """The place `pixels` further down (negative: up). `arrange` sees to it that it does not leave the entries."""
    if not arrangement.placed:
        return None
    first = arrangement.placed[0]
    return Top(first.index, -(first.y + first.extent.above) + pixels)


def bar_value(arrangement: Arrangement) -> int:
    """The place of the uppermost entry for the scroll bar."""
    if not arrangement.placed:
        return 0
    first = arrangement.placed[0]
    return first.index * UNIT + min(UNIT - 1, max(0, -first.y) * UNIT // max(1, first.extent.height))


def from_bar(value: int, measure: Measure, count: int) -> Top:
    """The place that a value of the scroll bar stands for."""
    index, fraction = divmod(max(0, value), UNIT)
    index = min(index, max(0, count - 1))
    extent = measure(index)
    return Top(index, fraction * extent.height // UNIT - extent.above)
