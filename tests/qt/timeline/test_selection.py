"""Selections by character."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.qt.timeline.selection import Selection, Spot

spots = st.builds(Spot, st.integers(0, 20), st.integers(0, 30))


def test_range_within_an_entry_ends_at_the_spots() -> None:
    selection = Selection(Spot(4, 2), Spot(2, 5))
    assert (selection.start, selection.end) == (Spot(2, 5), Spot(4, 2))
    assert [selection.range_within(i, 9) for i in range(1, 6)] == [(0, 0), (5, 9), (0, 9), (0, 2), (0, 0)]
    assert selection.range_within(2, 3) == (3, 3)


@given(spots, spots, st.integers(0, 25), st.integers(1, 9))
def test_shifted_selection_keeps_its_entries(anchor: Spot, head: Spot, first: int, count: int) -> None:
    names = list(range(40))
    selection = Selection(anchor, head)
    selected = [(name, *selection.range_within(i, 30)) for i, name in enumerate(names)]
    new = [*names[:first], *([-1] * count), *names[first:]]
    shifted = selection.shifted_by(first, count)
    after = [(name, *shifted.range_within(i, 30)) for i, name in enumerate(new) if name >= 0]
    assert after == selected


def test_extension_by_words_keeps_the_first_word() -> None:
    grain = (Spot(3, 4), Spot(3, 8))
    selection = Selection(*grain)
    assert selection.extended_to(Spot(3, 1), Spot(3, 3), grain) == Selection(Spot(3, 8), Spot(3, 1))
    assert selection.extended_to(Spot(5, 0), Spot(5, 2), grain) == Selection(Spot(3, 4), Spot(5, 2))
