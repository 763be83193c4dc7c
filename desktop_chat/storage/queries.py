"""Answer the queries of the port on one connection. Blocks; belongs on a Job's thread.

A room's Entries lie in the order of their sequence, and there is no other order to look them up by. A time is found
by halving the range of the room's sequences: at most 63 look-ups of a few microseconds each (about 40 for a room that
is a year old), whatever the number of Entries. That is paid once per time in a query; writing pays nothing.
"""

from __future__ import annotations

import sqlite3

from desktop_chat.storage import rows
from desktop_chat.storage.dialect import Dialect
from desktop_chat.storage.port import (
    Anchor,
    Answer,
    Entry,
    HistoryQuery,
    Query,
    ResendQuery,
    Room,
    Slice,
    Target,
    TargetsQuery,
)

_LAST = 2**63 - 1
"""The largest number that a database keeps: beyond every sequence."""

_COLUMNS = ", ".join(f"entry.{name}" for name in rows.ENTRY_COLUMNS.split(", "))
_RANGE = f"SELECT {rows.ENTRY_COLUMNS} FROM entry WHERE room = ? AND sequence >= ? AND sequence < ?"
_OLDEST = f"{_RANGE} ORDER BY sequence LIMIT ?"
_NEWEST = f"{_RANGE} ORDER BY sequence DESC LIMIT ?"
_NEXT = "SELECT sequence, time FROM entry WHERE room = ? AND sequence >= ? ORDER BY sequence LIMIT 1"
_BEFORE = "SELECT sequence, time FROM entry WHERE room = ? AND sequence < ? ORDER BY sequence DESC LIMIT 1"
_ROOM = f"SELECT {rows.ROOM_COLUMNS} FROM room WHERE id = ?"
_DIRECT_A = f"SELECT {rows.ROOM_COLUMNS} FROM room WHERE kind = 'direct' AND a = ? AND sealed = 0"
_DIRECT_B = f"SELECT {rows.ROOM_COLUMNS} FROM room WHERE kind = 'direct' AND b = ? AND sealed = 0"
_RESENT = (
    f"SELECT {_COLUMNS} FROM resend JOIN entry ON entry.room = resend.room AND entry.sequence = resend.sequence"
    " WHERE resend.identity = ? AND resend.resend = ?"
)


def answer(connection: sqlite3.Connection, dialect: Dialect, query: Query) -> Answer:
    """The answer to `query` as of one moment. Raises sqlite3.Error."""
    reading = _Reading(connection, dialect)
    connection.execute(dialect.begin_read)
    try:
        match query:
            case HistoryQuery():
                return reading.history(query)
            case TargetsQuery():
                return reading.targets(query)
            case ResendQuery():
                return reading.resent(query)
    finally:
        if connection.in_transaction:
            connection.execute("COMMIT")


def _bounded(number: int) -> int:
    """A number that came from outside, as one that fits into the database."""
    return max(-_LAST, min(number, _LAST))


class _Reading:
    """One transaction that reads."""

    __slots__ = ("_connection", "_sql")

    def __init__(self, connection: sqlite3.Connection, dialect: Dialect) -> None:
        self._connection = connection
        self._sql = dialect.sql

    def history(self, query: HistoryQuery) -> tuple[Entry, ...]:
        """A page, oldest first."""
        room, limit, anchor = _bounded(query.room), query.limit, query.anchor
        end = min(_bounded(query.upto), _LAST - 1) + 1
        match query.slice:
            case Slice.BEFORE:
                return self._newest(room, 0, min(self._at(room, anchor, end), end), limit)
            case Slice.AFTER:
                return self._oldest(room, self._after(room, anchor, 0), end, limit)
            case Slice.LATEST:
                return self._newest(room, self._after(room, anchor, 0), end, limit)
            case Slice.AROUND:
                middle = min(self._at(room, anchor, end), end)
                before = self._newest(room, 0, middle, limit // 2)
                return before + self._oldest(room, middle, end, limit - limit // 2)
            case Slice.BETWEEN:
                first, second = self._at(room, anchor, end), self._at(room, query.end, end)
                if first <= second:
                    return self._oldest(room, self._after(room, anchor, end), min(second, end), limit)
                return self._newest(room, self._after(room, query.end, end), min(first, end), limit)

    def targets(self, query: TargetsQuery) -> tuple[Target, ...]:
        """Rooms by the time of what was said last between two times. A limit cuts from the side of `start` away."""
        low, high = sorted((_bounded(query.start), _bounded(query.end)))
        upto = min(_bounded(query.upto), _LAST - 1) + 1
        found: list[tuple[int, int, Room]] = []
        for room in self._rooms(query):
            newest = self._row(_BEFORE, room.id, upto)
            if newest is not None and newest[1] >= high:
                newest = self._row(_BEFORE, room.id, min(self._first_at(room.id, high), upto))
            if newest is not None and newest[1] > low:
                found.append((newest[1], newest[0], room))
        found.sort(key=lambda item: item[:2])
        limit = max(0, query.limit)
        kept = found[:limit] if query.start <= query.end else found[max(0, len(found) - limit) :]
        return tuple(Target(room, time) for time, _, room in kept)

    def resent(self, query: ResendQuery) -> Entry | None:
        """The Entry that was said under a resend id."""
        row = self._connection.execute(self._sql(_RESENT), (query.identity, query.resend)).fetchone()
        return None if row is None else rows.entry_of(*row)

    def _rooms(self, query: TargetsQuery) -> list[Room]:
        found: dict[int, Room] = {}
        execute = self._connection.execute
        for number in query.rooms:
            for row in execute(self._sql(_ROOM), (_bounded(number),)):
                found[row[0]] = rows.room_of(*row)
        if query.identity:
            for statement in (_DIRECT_A, _DIRECT_B):
                for row in execute(self._sql(statement), (query.identity,)):
                    found[row[0]] = rows.room_of(*row)
        return list(found.values())

    def _at(self, room: int, anchor: Anchor, star: int) -> int:
        """The sequence at which what is not before the anchor begins; `star` for `*`."""
        if anchor.sequence is not None:
            return _bounded(anchor.sequence)
        return star if anchor.time is None else self._first_at(room, anchor.time)

    def _after(self, room: int, anchor: Anchor, star: int) -> int:
        """The sequence at which what is after the anchor begins; `star` for `*`."""
        if anchor.sequence is not None:
            return _bounded(anchor.sequence + 1)
        return star if anchor.time is None else self._first_at(room, anchor.time + 1)

    def _first_at(self, room: int, time: int) -> int:
        """A sequence with all earlier than `time` below it and all others not."""
        time = _bounded(time)
        newest = self._row(_BEFORE, room, _LAST)
        if newest is None or newest[1] < time:
            return _LAST
        low, high = 0, newest[0]
        while low < high:
            middle = (low + high) // 2
            sequence, found = self._row(_NEXT, room, middle) or newest
            if found >= time:
                high = middle
            else:
                low = sequence + 1
        return low

    def _row(self, statement: str, room: int, sequence: int) -> tuple[int, int] | None:
        row: tuple[int, int] | None = self._connection.execute(self._sql(statement), (room, sequence)).fetchone()
        return row

    def _oldest(self, room: int, low: int, high: int, limit: int) -> tuple[Entry, ...]:
        """The first `limit` Entries from `low` up to, not including, `high`."""
        values = (room, low, high, max(0, _bounded(limit)))
        return tuple([rows.entry_of(*row) for row in self._connection.execute(self._sql(_OLDEST), values)])

    def _newest(self, room: int, low: int, high: int, limit: int) -> tuple[Entry, ...]:
        """The last `limit` Entries of the same, oldest first."""
        values = (room, low, high, max(0, _bounded(limit)))
        found = [rows.entry_of(*row) for row in self._connection.execute(self._sql(_NEWEST), values)]
        found.reverse()
        return tuple(found)
