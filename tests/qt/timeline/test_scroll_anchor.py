"""Scroll anchors: which rows are visible, and where."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.qt.timeline.scroll_anchor import (
    UNIT,
    Arrangement,
    Extent,
    ScrollAnchor,
    arrange_rows,
    bar_value,
    from_bar,
    scroll_by,
)

HEIGHT = 300

extents = st.builds(lambda above, body: Extent(above, above + body), st.integers(0, 60), st.integers(1, 900))
rows = st.lists(extents, min_size=1, max_size=60)


def arrange(row: list[Extent], top: ScrollAnchor | None, height: int = HEIGHT) -> Arrangement:
    return arrange_rows(len(row), lambda i: row[i], height, top, 12)


def body_y(arrangement: Arrangement, index: int) -> int | None:
    return next((p.y + p.extent.above for p in arrangement.placed if p.index == index), None)


def test_empty_timeline_is_at_the_end() -> None:
    assert arrange_rows(0, lambda i: Extent(0, 1), HEIGHT, ScrollAnchor(3, 4)) == Arrangement((), None)


def test_few_entries_are_placed_at_the_bottom() -> None:
    found = arrange([Extent(0, 20)] * 3, ScrollAnchor(0, 0))
    assert found.top is None
    assert [p.y for p in found.placed] == [228, 248, 268]


@given(rows, st.integers(-5, 70), st.integers(-2000, 2000))
def test_viewport_is_filled_without_gap_or_overlap(row: list[Extent], index: int, offset: int) -> None:
    found = arrange(row, ScrollAnchor(index, offset))
    for one, following in zip(found.placed, found.placed[1:], strict=False):
        assert following.index == one.index + 1
        assert following.y == one.bottom
    assert found.placed[0].y <= 0 or found.placed[0].index == 0
    assert found.placed[-1].bottom >= HEIGHT or found.placed[-1].index == len(row) - 1
    if sum(e.height for e in row) + 12 > HEIGHT:
        assert found.placed[0].y <= 0
    assert arrange(row, found.top) == found


@given(rows, st.integers(0, 59), st.integers(-200, 900), rows)
def test_insertion_above_moves_no_body(row: list[Extent], index: int, offset: int, more: list[Extent]) -> None:
    before = arrange(row, ScrollAnchor(index % len(row), offset))
    if before.top is None:
        return
    at = before.top.index
    after = arrange(row[:at] + more + row[at:], before.top.shifted_by(at, len(more)))
    assert body_y(after, at + len(more)) == body_y(before, at)


@given(rows, st.integers(0, 59), st.integers(0, 900), rows)
def test_insertion_below_moves_no_body(row: list[Extent], index: int, offset: int, more: list[Extent]) -> None:
    before = arrange(row, ScrollAnchor(index % len(row), offset))
    if before.top is None:
        return
    after = arrange(row + more, before.top.shifted_by(len(row), len(more)))
    assert body_y(after, before.top.index) == body_y(before, before.top.index)


@given(rows, st.integers(0, 59), st.integers(0, 900), st.integers(0, 60))
def test_name_that_appears_or_disappears_moves_no_body(row: list[Extent], index: int, offset: int, above: int) -> None:
    before = arrange(row, ScrollAnchor(index % len(row), offset))
    if before.top is None:
        return
    at = before.top.index
    body = row[at].height - row[at].above
    after = arrange([*row[:at], Extent(above, above + body), *row[at + 1 :]], before.top)
    if before.top.offset >= 0 and after.top is not None:
        assert body_y(after, at) == body_y(before, at)


@given(rows, st.lists(st.integers(-700, 700), max_size=12))
def test_scrolling_moves_rows_by_exactly_the_pixels(row: list[Extent], moves: list[int]) -> None:
    now = arrange(row, None)
    for pixels in moves:
        after = arrange(row, scroll_by(now, pixels))
        seen = {p.index: p.y for p in now.placed}
        moved = {seen[p.index] - p.y for p in after.placed if p.index in seen}
        assert len(moved) <= 1
        if moved and after.top is not None and after.top.index > 0:
            assert moved == {pixels}
        now = after


@given(rows, st.integers(0, 60 * UNIT))
def test_scroll_bar_value_leads_to_its_entry(row: list[Extent], value: int) -> None:
    value = min(value, len(row) * UNIT - 1)
    found = arrange(row, from_bar(value, lambda i: row[i], len(row)))
    if found.top is not None and found.placed[0].index == value // UNIT:
        assert abs(bar_value(found) - value) <= UNIT // row[value // UNIT].height + 1
