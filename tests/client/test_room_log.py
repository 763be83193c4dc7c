"""RoomLog against a plain sorted list, with entries in any order."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.client.entry import DeliveryState, Entry, EntryKind
from desktop_chat.client.room_log import PAGE, Inserted, Replaced, Reset, RoomLog


def entry(id_: int, time: int, *, msgid: str = "", text: str = "", nick: str = "bob") -> Entry:
    return Entry(id_, EntryKind.MESSAGE, time, nick, text or f"text {id_}", msgid=msgid)


def log_over(stored: list[Entry]) -> RoomLog:
    return RoomLog(len(stored), lambda first, count: stored[first : first + count])


def shown(log: RoomLog) -> list[Entry]:
    return [log.entry_at(index) for index in range(len(log))]


def test_archived_entries_are_read_in_pages() -> None:
    asked: list[tuple[int, int]] = []
    stored = [entry(number, number) for number in range(1000)]

    def read(first: int, count: int) -> list[Entry]:
        asked.append((first, count))
        return stored[first : first + count]

    log = RoomLog(1000, read)
    assert log.entry_at(999) == stored[999]
    assert log.entry_at(800) == stored[800]
    assert asked == [(3 * PAGE, 1000 - 3 * PAGE)]
    with pytest.raises(IndexError):
        log.entry_at(-1)
    with pytest.raises(IndexError):
        log.entry_at(1000)


def test_new_entries_stand_at_the_end() -> None:
    log = log_over([entry(1, 10)])
    assert log.append_entry(entry(2, 20)) == Inserted(1, 1)
    assert log.append_entry(entry(3, 15)) == Inserted(1, 1)
    assert [item.id for item in shown(log)] == [1, 3, 2]


def test_known_entries_are_not_doubled() -> None:
    log = log_over([entry(1, 10, msgid="a"), entry(2, 20, msgid="b")])
    assert log.append_entry(entry(3, 20, msgid="b")) is None
    assert log.append_entry(entry(4, 10, msgid="a")) is None
    assert log.append_entry(entry(5, 30, msgid="c")) == Inserted(2, 1)
    assert log.append_entry(entry(6, 30, msgid="c")) is None


def test_page_of_older_history_goes_below_the_tail() -> None:
    log = log_over([])
    log.append_entry(entry(1, 100, msgid="z"))
    changes = log.merge_entries([entry(2, 10, msgid="a"), entry(3, 20, msgid="b")])
    assert changes == [Inserted(0, 2)]
    assert [item.msgid for item in shown(log)] == ["a", "b", "z"]


def test_gap_in_the_archive_is_filled_in_place() -> None:
    log = log_over([entry(number, number * 10, msgid=f"m{number}") for number in range(1, 6)])
    changes = log.merge_entries([entry(9, 35, msgid="x")])
    assert changes == [Inserted(3, 1)] or changes == [Reset()]
    assert [item.msgid for item in shown(log)] == ["m1", "m2", "m3", "x", "m4", "m5"]


def test_history_before_the_archive_is_written_there() -> None:
    stored = [entry(number, 1000 + number, msgid=f"m{number}") for number in range(5)]
    log = log_over(stored)
    older = [entry(100, 5, msgid="a"), entry(101, 6, msgid="b")]
    assert log.unknown_entries([*older, stored[0]]) == older
    assert log.is_before_all(older)
    assert not log.is_before_all([entry(102, 1002)])
    stored[:0] = older
    assert log.prepend_archived(2) == Inserted(0, 2)
    assert shown(log) == stored


def test_own_entry_is_replaced_and_moves_with_its_time() -> None:
    log = log_over([])
    pending = replace(entry(1, 10), own=True, state=DeliveryState.PENDING)
    log.append_entry(pending)
    log.append_entry(entry(2, 20))
    assert log.replace_entry(replace(pending, state=DeliveryState.SENT)) == Replaced(0)
    assert log.replace_entry(replace(pending, state=DeliveryState.SENT, time=30, msgid="m")) == Reset()
    assert [item.id for item in shown(log)] == [2, 1]
    assert log.append_entry(entry(3, 30, msgid="m")) is None


def test_archived_entry_is_replaced_where_it_stands() -> None:
    log = log_over([entry(1, 10), entry(2, 20)])
    assert log.find_entry(1) is None  # no page was looked at yet
    assert log.replace_entry(replace(entry(1, 10), text="changed")) == Replaced(0)
    assert log.entry_at(0).text == "changed"
    assert log.replace_entry(replace(entry(2, 20), text="changed too")) == Replaced(1)
    assert [item.text for item in shown(log)] == ["changed", "changed too"]
    assert log.find_entry(1) == 0
    assert log.find_entry(77) is None
    assert log.replace_entry(entry(77, 50)) is None


class ArchivedRoom:
    """The rows of an archive, and a log that reads the present rows."""

    def __init__(self, times: list[int]) -> None:
        self.next = 0
        self.rows: list[Entry] = []
        for time in times:
            self.write(self.new(time))
        self.log = RoomLog(len(self.rows), lambda first, count: self.rows[first : first + count], page=4)

    def new(self, time: int, **more: Any) -> Entry:
        self.next += 1
        return replace(entry(self.next, time, msgid=f"m{self.next}"), **more)

    def write(self, *entries: Entry) -> None:
        """As the archive does: a msgid stands once."""
        self.rows.extend(item for item in entries if item.msgid not in {row.msgid for row in self.rows} - {""})
        self.rows.sort(key=lambda item: (item.time, item.id))

    def rewrite(self, changed: Entry) -> None:
        """Replace the row of this id, and remove another row of the same msgid."""
        others = (row for row in self.rows if row.id != changed.id)
        self.rows = [row for row in others if not changed.msgid or row.msgid != changed.msgid]
        self.write(changed)


_PLACES = st.integers(0, 1000)
_TIMES = st.integers(0, 5000)
_CHANGES = st.one_of(
    st.tuples(st.just("append"), _TIMES, _PLACES),
    st.tuples(st.just("say"), _TIMES, _PLACES),
    st.tuples(st.just("repeat"), _PLACES, _PLACES),
    st.tuples(st.just("page"), _TIMES, _PLACES),
    st.tuples(st.just("older"), _TIMES, _PLACES),
    st.tuples(st.just("replace"), _PLACES, _PLACES),
    st.tuples(st.just("move"), _PLACES, _TIMES),
    st.tuples(st.just("confirm"), _PLACES, _PLACES),
    st.tuples(st.just("look"), _PLACES, _PLACES),
)


@given(st.lists(_TIMES, max_size=40), st.lists(_CHANGES, max_size=25))
def test_log_shows_the_entries_of_the_archive(times: list[int], changes: list[tuple[str, int, int]]) -> None:
    """Log and archive are told the same and never disagree, though pages are forgotten and read again."""
    kept = ArchivedRoom(times)
    for what, first, second in changes:
        log, rows = kept.log, kept.rows
        match what:
            case "append" | "say":
                made = kept.new(first, **({"msgid": ""} if what == "say" else {}))
                log.append_entry(made)
                kept.write(made)
            case "repeat" if rows and rows[first % len(rows)].msgid:
                kept.next += 1
                again = replace(rows[first % len(rows)], id=kept.next)
                assert log.append_entry(again) is None
            case "page":
                page = [kept.new(first + number) for number in range(second % 6)]
                fresh = log.unknown_entries([*page, *rows[second % 7 : second % 7 + 2]])
                fresh = [item for item in fresh if item.msgid]
                log.merge_entries(fresh)
                kept.write(*(item for item in fresh if item not in rows))
            case "older" if rows and rows[0].time > 0:
                older = [kept.new(max(0, rows[0].time - 1 - number)) for number in range(second % 5)]
                if log.is_before_all(older):
                    kept.write(*older)
                    log.prepend_archived(len(older))
            case "replace" if rows:
                changed = replace(rows[first % len(rows)], text="changed")
                log.replace_entry(changed)
                kept.rewrite(changed)
            case "move" if rows:
                changed = replace(rows[first % len(rows)], time=second)
                log.replace_entry(changed)
                kept.rewrite(changed)
            case "confirm" if len(rows) > 1:
                double = rows[second % len(rows)]
                own = rows[first % len(rows)]
                if double.id != own.id and double.msgid:
                    changed = replace(own, msgid=double.msgid, time=double.time)
                    log.replace_entry(changed)
                    kept.rewrite(changed)
            case "look" if rows:
                assert log.entry_at(first % len(rows)) == rows[first % len(rows)]
            case _:
                continue
        assert shown(log) == kept.rows


def test_entry_from_long_ago_that_moves_to_the_end() -> None:
    rows = [entry(number, number, msgid=f"m{number}") for number in range(1, 400)]
    log = RoomLog(len(rows), lambda first, count: rows[first : first + count], page=4)
    moved = replace(rows[3], time=1000)
    assert log.replace_entry(moved) == Reset()
    rows[:] = [*rows[:3], *rows[4:], moved]
    assert shown(log) == rows
    stays = replace(rows[4], text="changed")
    rows[4] = stays
    assert log.replace_entry(stays) is None
    assert shown(log) == rows


@given(
    st.lists(st.integers(0, 40), max_size=12),
    st.lists(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 30)), max_size=6), max_size=8),
)
def test_log_is_a_sorted_set(archived: list[int], arrivals: list[list[tuple[int, int]]]) -> None:
    """Entries with msgids in any order stand once, at the place of their time, and the changes say so."""
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
        changes = log.merge_entries(sorted(unique, key=lambda item: (item.time, item.id)))
        if any(isinstance(change, Reset) for change in changes):
            mirror = shown(log)
            continue
        for place in (change for change in changes if isinstance(change, Inserted)):
            mirror[place.first : place.first] = [entry(0, 0)] * place.count
        mirror = [old if old.id else new for old, new in zip(mirror, shown(log), strict=True)]
        assert mirror == shown(log)
    assert shown(log) == sorted(known.values(), key=lambda item: (item.time, item.id))


def test_entry_changed_in_place_overrides_its_page() -> None:
    """An edit far up moves no later entries to the tail, and is shown before it is on disk."""
    stored = [entry(number, number, msgid=f"m{number}") for number in range(100_000)]
    log = log_over(stored)
    log.entry_at(90_500)
    now = replace(stored[90_500], text="corrected")
    assert log.replace_entry(now) == Replaced(90_500)
    assert log.entry_at(90_500) == now
    for index in range(0, 90_000, 300):
        log.entry_at(index)  # other pages take the place of that one
    assert log.entry_at(90_500) == now
    assert log._tail == []


def test_changed_entry_overrides_a_page_read_later() -> None:
    stored = [entry(number, number) for number in range(100_000)]
    log = log_over(stored)
    log.entry_at(99_999)
    now = replace(stored[50], text="corrected")
    assert log.replace_entry(now) is None
    assert log.entry_at(50) == now


def test_entries_are_found_by_msgid() -> None:
    stored = [entry(number, 2000 * number, msgid=f"m{number}") for number in range(1000)]
    log = log_over(stored)
    log.append_entry(entry(1000, 2_000_000, msgid="m1000"))
    assert log.find_by_msgid("m1000") == log.entry_at(1000)
    assert log.find_by_msgid("m999") == stored[999]
    assert log.find_by_msgid("m5") is None  # its page was not read: the archive knows
    assert log.find_by_msgid("") is None
