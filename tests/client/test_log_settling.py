"""The older entries of a long connection are read from the archive, and nobody notices."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from desktop_chat.client.entry import Entry, EntryKind
from desktop_chat.client.log_settling import KEPT, STEP, LogSettling
from desktop_chat.client.room_log import Inserted, RoomLog

_MOST = KEPT + STEP


class Stored:
    """A log, and what an archive has of its room. The archive is slow: a flush is done when `finish` is called."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.flushes: list[Callable[[], None]] = []
        self.counted = 0
        self.log = RoomLog(0, lambda first, count: self.entries[first : first + count])
        self.settling = LogSettling(self.log, self._count_between)

    def _count_between(self, first: Entry, end: Entry) -> int:
        self.counted += 1
        return sum((first.time, first.id) <= (one.time, one.id) < (end.time, end.id) for one in self.entries)

    def receive(self, count: int, *, stored: bool = True) -> None:
        """Add entries, ten a second."""
        first = len(self.log)
        new = [
            Entry(number, EntryKind.MESSAGE, number * 100, "bob", f"text {number}", msgid=f"m{number}")
            for number in range(first, first + count)
        ]
        assert self.log.merge_entries(new) == [Inserted(first, count)]
        if stored:
            self.entries += new
        self.settling.note_growth(self.flushes.append)

    def finish(self) -> None:
        self.flushes.pop()()

    @property
    def shown(self) -> list[int]:
        return [self.log.entry_at(index).id for index in range(len(self.log))]


def test_older_entries_are_left_to_the_archive() -> None:
    room = Stored()
    room.receive(_MOST - 1)
    assert room.flushes == []
    room.receive(301)
    room.receive(1)
    assert room.log.entry_at(_MOST) is not None  # a page, and the tail
    room.finish()
    assert (room.log.tail_length, room.flushes) == (KEPT, [])
    room.receive(STEP - 1)
    assert room.flushes == []
    room.receive(1)
    room.finish()
    assert room.log.tail_length == KEPT
    assert room.shown == [*range(_MOST + 301 + STEP)]
    old, recent = room.log.entry_at(5), room.log.entry_at(len(room.log) - 5)
    assert room.log.merge_entries([replace(old, id=99_998), replace(recent, id=99_999)]) == []  # known by the msgid
    room.receive(10)
    assert room.shown == [*range(_MOST + 301 + STEP + 10)]


def test_entries_that_are_not_stored_stay_in_memory() -> None:
    room = Stored()
    room.receive(1, stored=False)
    room.receive(_MOST)
    room.finish()
    assert room.log.tail_length == _MOST + 1
    room.receive(STEP - 1)
    assert room.flushes == []  # the archive is asked again after many more
    room.receive(1)
    room.finish()
    assert (room.log.tail_length, room.counted) == (_MOST + STEP + 1, 2)


def test_an_entry_that_changes_meanwhile_stays_in_memory() -> None:
    room = Stored()
    room.receive(_MOST)
    room.log.replace_entry(replace(room.log.entry_at(7), text="edited"))
    room.finish()
    assert (room.log.tail_length, room.log.entry_at(7).text, room.counted) == (_MOST, "edited", 0)


def test_entries_near_which_new_ones_are_compared_stay_in_memory() -> None:
    room = Stored()
    same = [Entry(number, EntryKind.MESSAGE, 5_000, "bob", "flood", msgid=f"m{number}") for number in range(_MOST)]
    room.log.merge_entries(same)
    room.entries += same
    room.settling.note_growth(room.flushes.append)
    room.finish()
    assert room.log.tail_length == _MOST
