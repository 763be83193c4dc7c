"""Entries among their neighbours: grouped, condensed, below lines."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.client.entry import Entry, EntryKind
from desktop_chat.qt.timeline.row_plan import QUIET, RowPlan, plan_row
from desktop_chat.qt.timeline.strings import local_day
from tests.qt.timeline.scenes import entry


def plans(entries: list[Entry], unread_after: int | None = None) -> list[RowPlan]:
    return [plan_row(i, len(entries), entries.__getitem__, local_day, unread_after) for i in range(len(entries))]


def test_author_is_named_once_within_five_minutes() -> None:
    made = plans([entry(1), entry(2, minute=4), entry(3, minute=9.5), entry(4, nick="bob", minute=9.6)])
    assert [p.named for p in made] == [True, False, True, True]


def test_unread_line_and_day_line_begin_a_group() -> None:
    made = plans([entry(1), entry(2), entry(3), entry(4, minute=24 * 60)], unread_after=2)
    assert [p.unread for p in made] == [False, False, True, False]
    assert [p.new_day for p in made] == [True, False, False, True]
    assert [p.named for p in made] == [True, False, True, True]


def test_joins_and_quits_are_condensed() -> None:
    entries = [
        entry(1),
        entry(2, nick="bob", kind=EntryKind.JOIN),
        entry(3, nick="cid", kind=EntryKind.QUIT),
        entry(4),
        entry(5, kind=EntryKind.PART),
    ]
    made = plans(entries)
    assert [p.hidden for p in made] == [False, False, True, False, False]
    assert made[1].run == tuple(entries[1:3])
    assert made[4].run == (entries[4],)


@given(
    st.lists(st.sampled_from([EntryKind.JOIN, EntryKind.NICK, EntryKind.MESSAGE]), max_size=300), st.integers(1, 1000)
)
def test_every_quiet_entry_is_in_exactly_one_run(kinds: list[EntryKind], first_id: int) -> None:
    entries = [entry(first_id + i, kind=kind) for i, kind in enumerate(kinds)]
    made = plans(entries)
    told = [e.id for p in made for e in p.run]
    assert told == [e.id for e in entries if e.kind in QUIET]
    assert all(len(p.run) <= 64 for p in made)


def test_deleted_message_stays_in_its_group() -> None:
    kinds = (EntryKind.MESSAGE, EntryKind.DELETED, EntryKind.MESSAGE, EntryKind.NOTICE, EntryKind.DELETED)
    entries = [entry(number, nick="ann", kind=kind) for number, kind in enumerate(kinds, 1)]
    plans = [plan_row(index, 5, entries.__getitem__, lambda time: 0, None) for index in range(5)]
    assert [one.named for one in plans] == [True, False, False, True, True]
