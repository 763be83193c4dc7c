"""RoomLog against a plain sorted list, whatever arrives and in whatever order."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.client.entry import Entry, Kind, State
from desktop_chat.client.room_log import PAGE, Inserted, Replaced, Reset, RoomLog


def entry(id_: int, time: int, *, msgid: str = "", text: str = "", nick: str = "bob") -> Entry:
    return Entry(id_, Kind.MESSAGE, time, nick, text or f"text {id_}", msgid=msgid)


def log_over(stored: list[Entry]) -> RoomLog:
    return RoomLog(len(stored), lambda first, count: stored[first : first + count])


def shown(log: RoomLog) -> list[Entry]:
    return [log.entry(index) for index in range(len(log))]


def test_archived_entries_are_read_in_pages() -> None:
    asked: list[tuple[int, int]] = []
    stored = [entry(number, number) for number in range(1000)]

    def read(first: int, count: int) -> list[Entry]:
        asked.append((first, count))
        return stored[first : first + count]

    log = RoomLog(1000, read)
    assert log.entry(999) == stored[999]
    assert log.entry(800) == stored[800]
    assert asked == [(3 * PAGE, 1000 - 3 * PAGE)]
    with pytest.raises(IndexError):
        log.entry(-1)
    with pytest.raises(IndexError):
        log.entry(1000)


def test_new_entries_stand_at_the_end() -> None:
    log = log_over([entry(1, 10)])
    assert log.append(entry(2, 20)) == Inserted(1, 1)
    assert log.append(entry(3, 15)) == Inserted(1, 1)
    assert [item.id for item in shown(log)] == [1, 3, 2]


def test_what_is_known_is_not_doubled() -> None:
    log = log_over([entry(1, 10, msgid="a"), entry(2, 20, msgid="b")])
    assert log.append(entry(3, 20, msgid="b")) is None
    assert log.append(entry(4, 10, msgid="a")) is None
    assert log.append(entry(5, 30, msgid="c")) == Inserted(2, 1)
    assert log.append(entry(6, 30, msgid="c")) is None


def test_without_ids_doubles_are_removed_only_where_a_playback_overlaps() -> None:
    log = log_over([entry(1, 10, text="ha"), entry(2, 20, text="ho")])
    assert log.append(entry(3, 10, text="ha")) is None
    assert log.append(entry(4, 30, text="ha")) == Inserted(2, 1)
    assert log.append(entry(5, 30, text="ha")) == Inserted(3, 1)


def test_a_page_of_older_history_goes_below_the_tail() -> None:
    log = log_over([])
    log.append(entry(1, 100, msgid="z"))
    changes = log.merge([entry(2, 10, msgid="a"), entry(3, 20, msgid="b")])
    assert changes == [Inserted(0, 2)]
    assert [item.msgid for item in shown(log)] == ["a", "b", "z"]


def test_a_gap_in_the_archive_is_filled_in_place() -> None:
    log = log_over([entry(number, number * 10, msgid=f"m{number}") for number in range(1, 6)])
    changes = log.merge([entry(9, 35, msgid="x")])
    assert changes == [Inserted(3, 1)] or changes == [Reset()]
    assert [item.msgid for item in shown(log)] == ["m1", "m2", "m3", "x", "m4", "m5"]


def test_history_before_all_is_written_first() -> None:
    stored = [entry(number, 1000 + number, msgid=f"m{number}") for number in range(5)]
    log = log_over(stored)
    older = [entry(100, 5, msgid="a"), entry(101, 6, msgid="b")]
    assert log.fresh([*older, stored[0]]) == older
    assert log.is_before_all(older)
    assert not log.is_before_all([entry(102, 1002)])
    stored[:0] = older
    assert log.grow_below(2) == Inserted(0, 2)
    assert shown(log) == stored


def test_an_own_entry_is_replaced_and_moves_with_its_time() -> None:
    log = log_over([])
    pending = replace(entry(1, 10), own=True, state=State.PENDING)
    log.append(pending)
    log.append(entry(2, 20))
    assert log.replace(replace(pending, state=State.SENT)) == Replaced(0)
    assert log.replace(replace(pending, state=State.SENT, time=30, msgid="m")) == Reset()
    assert [item.id for item in shown(log)] == [2, 1]
    assert log.append(entry(3, 30, msgid="m")) is None


def test_an_archived_entry_is_replaced_where_it_stands() -> None:
    log = log_over([entry(1, 10), entry(2, 20)])
    assert log.replace(replace(entry(2, 20), text="unseen")) is None
    assert log.entry(1).text == "unseen"
    assert log.replace(replace(entry(1, 10), text="seen")) == Replaced(0)
    assert log.entry(0).text == "seen"
    assert log.find(1) == 0
    assert log.find(77) is None


@given(
    st.lists(st.integers(0, 40), max_size=12),
    st.lists(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 30)), max_size=6), max_size=8),
)
def test_it_is_a_sorted_set(archived: list[int], arrivals: list[list[tuple[int, int]]]) -> None:
    """Entries with ids: whatever order they come in, each stands once and in its place, and the changes say so."""
    times = sorted(archived)
    stored = [entry(number, time, msgid=f"s{number}") for number, time in enumerate(times, 1)]
    log = log_over(list(stored))
    mirror = list(stored)
    known = {item.msgid: item for item in stored}
    number = 1000
    for arrival in arrivals:
        batch = []
        for time, name in sorted(arrival):
            number += 1
            msgid = f"m{name}"
            batch.append(known.setdefault(msgid, entry(number, time, msgid=msgid)))
        unique = list({item.msgid: item for item in batch}.values())
        changes = log.merge(sorted(unique, key=lambda item: (item.time, item.id)))
        if any(isinstance(change, Reset) for change in changes):
            mirror = shown(log)
            continue
        for place in (change for change in changes if isinstance(change, Inserted)):
            mirror[place.first : place.first] = [entry(0, 0)] * place.count
        mirror = [old if old.id else new for old, new in zip(mirror, shown(log), strict=True)]
        assert mirror == shown(log)
    assert shown(log) == sorted(known.values(), key=lambda item: (item.time, item.id))
