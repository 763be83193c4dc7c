"""PageIndex: the places of some entries of a room, so that SQLite need not count from an end to a page in the middle.
(SQLite steps over 30 entries in a microsecond: half a million take 16 ms.)

Each walk to a page leaves a mark every 4,096 entries and begins at the nearest mark. Entries that are added at the end
change no mark. A change that may move entries drops all marks, and no mark is made until the change is on disk. For the
thread that reads the archive, within one transaction; `note_written` is for any thread.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_right, insort
from typing import Any

from desktop_chat.client import archive_schema as schema

STEP = 4096
EntryOrder = tuple[int, int]
"""(time, id): the order of entries."""
_BEGINNING, _END = (-1, -1), (1 << 62, 0)


class PageIndex:
    """One for each room."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._at: list[int] = []
        self._orders: dict[int, EntryOrder] = {}
        self._newest: int | None = None
        self._disturbed = 0
        self._settled = 0

    def may_shift_pages(self, oldest: int, newest: int) -> bool:
        """Return True if new entries of these times (ms) may stand before others, or if no time is known yet."""
        before, self._newest = self._newest, max(newest, self._newest or 0)
        return before is None or oldest < before

    def invalidate(self) -> int:
        """Drop all marks before a change. Return the number to give to `note_written` once the change is on disk."""
        self._at.clear()
        self._orders.clear()
        self._disturbed += 1
        return self._disturbed

    def note_written(self, number: int) -> None:
        self._settled = number

    def read_page(self, reader: sqlite3.Connection, first: int, count: int, total: int) -> list[Any]:
        """Return the rows of `count` entries from index `first`. `total`: entries of the room on disk."""
        if self._disturbed != self._settled:
            return self._read_by_offset(reader, first, count, total)
        number = bisect_right(self._at, first)
        below = self._at[number - 1] if number else 0
        above = self._at[number] if number < len(self._at) else total
        if first - below <= above - first:
            below = self._walk_up(reader, below, first)
        else:
            below = self._walk_down(reader, above, first)
        order = self._orders.get(below, _BEGINNING)
        return reader.execute(schema.PAGE_FROM_MARK, (self._room, *order, count, first - below)).fetchall()

    def _walk_up(self, reader: sqlite3.Connection, at: int, first: int) -> int:
        """Walk forward from the mark (or the beginning) at `at`. Return the last mark that is not after `first`."""
        while first - at >= STEP:
            self._keep_mark(reader, schema.MARK_AFTER, self._orders.get(at, _BEGINNING), at + STEP)
            at += STEP
        return at

    def _walk_down(self, reader: sqlite3.Connection, at: int, first: int) -> int:
        """Walk back from the mark (or the end) at `at`. Return the first mark that is not after `first`."""
        while at > first:
            if at < STEP:
                return 0
            self._keep_mark(reader, schema.MARK_BEFORE, self._orders.get(at, _END), at - STEP)
            at -= STEP
        return at

    def _keep_mark(self, reader: sqlite3.Connection, statement: str, order: EntryOrder, at: int) -> None:
        offset = STEP if statement is schema.MARK_AFTER else STEP - 1
        time, number = reader.execute(statement, (self._room, *order, offset)).fetchone()
        if at not in self._orders:
            insort(self._at, at)
        self._orders[at] = (int(time), int(number))

    def _read_by_offset(self, reader: sqlite3.Connection, first: int, count: int, total: int) -> list[Any]:
        if first + count // 2 <= total // 2:
            return reader.execute(schema.PAGE_FROM_START, (self._room, count, first)).fetchall()
        rows = reader.execute(schema.PAGE_FROM_END, (self._room, count, total - first - count)).fetchall()
        return rows[::-1]
