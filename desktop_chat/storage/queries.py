"""Answer the queries of the port on one connection. Blocks; belongs on a Job's thread.

Two rules make these statements what they are.

A room's Entries lie in the order of their sequence, and there is no other order to look them up by. A time is found
by halving the range of sequences: 63 look-ups of about 2 microseconds, whatever the number of Entries. That is paid
once for each time in a query; writing pays nothing.

Between Python and SQLite each row is a step, and each step gives up the interpreter's lock. While two busy threads
want that lock too it takes 12 ms to come back: a page of 100 rows would need a second. So whatever is many comes as one
row of JSON. Entries up to `upto` are there for good, which is why a query that needs two statements needs no
transaction around them.
"""

from __future__ import annotations

import json
import sqlite3
from operator import attrgetter
from typing import Any

from desktop_chat.storage import rows
from desktop_chat.storage.dialect import Dialect
from desktop_chat.storage.port import (
    Anchor,
    Answer,
    Entry,
    HistoryQuery,
    Query,
    ResendQuery,
    Slice,
    Target,
    TargetsQuery,
)

_LAST = 2**63 - 1
"""The largest number that a database keeps: beyond every sequence and every time."""

_TOP_BIT = 2**62

# Set the bits of `low` from the top as long as all Entries below it are earlier than a time. Values: room, time.
_FIRST_AT = f"""
    WITH RECURSIVE search (low, step) AS (
        SELECT 0, {_TOP_BIT}
        UNION ALL
        SELECT low + CASE WHEN coalesce(
            (SELECT time FROM entry WHERE room = ? AND sequence < low + step ORDER BY sequence DESC LIMIT 1), {-_LAST}
        ) < ? THEN step ELSE 0 END, step / 2
        FROM search WHERE step > 0
    )
    SELECT low FROM search WHERE step = 0"""

_PAGE = f"""
    SELECT {{gather}}({{array}}({rows.ENTRY_COLUMNS})) FROM (
        SELECT {rows.ENTRY_COLUMNS} FROM entry WHERE room = ? AND sequence >= ? AND sequence < ?
        ORDER BY sequence LIMIT ?
    ) page"""
_OLDEST_PAGE = _PAGE
_NEWEST_PAGE = _PAGE.replace("ORDER BY sequence", "ORDER BY sequence DESC")

# The same search in many rooms at once; a room whose newest Entry is early enough skips it (step 0).
# Values: rooms, identity, identity, end of the sequences, end time three times, start time.
_TARGETS = f"""
    WITH RECURSIVE
    asked (id, kind, a, b, sealed) AS (
        SELECT {rows.ROOM_COLUMNS} FROM room WHERE id IN ({{numbers}})
        UNION SELECT {rows.ROOM_COLUMNS} FROM room WHERE kind = 'direct' AND a = ? AND a <> '' AND sealed = 0
        UNION SELECT {rows.ROOM_COLUMNS} FROM room WHERE kind = 'direct' AND b = ? AND b <> '' AND sealed = 0
    ),
    newest (id, past, time) AS (
        SELECT id, sequence + 1, time FROM asked JOIN entry ON room = id AND sequence = (
            SELECT max(sequence) FROM entry WHERE room = id AND sequence < ?
        )
    ),
    search (id, past, low, step) AS (
        SELECT id, past, CASE WHEN time < ? THEN past ELSE 0 END, CASE WHEN time < ? THEN 0 ELSE {_TOP_BIT} END
        FROM newest
        UNION ALL
        SELECT id, past, low + CASE WHEN coalesce(
            (SELECT time FROM entry WHERE room = id AND sequence < low + step ORDER BY sequence DESC LIMIT 1), {-_LAST}
        ) < ? THEN step ELSE 0 END, step / 2
        FROM search WHERE step > 0
    ),
    found (id, sequence, time) AS (
        SELECT id, sequence, time FROM search JOIN entry ON room = id AND sequence = (
            SELECT max(sequence) FROM entry WHERE room = id AND sequence < low AND sequence < past
        )
        WHERE step = 0 AND time > ?
    )
    SELECT {{gather}}({{array}}(time, sequence, asked.id, kind, a, b, sealed))
    FROM found JOIN asked ON asked.id = found.id"""

_RESENT = (
    f"SELECT {', '.join('entry.' + name for name in rows.ENTRY_COLUMNS.split(', '))}"
    " FROM resend JOIN entry ON entry.room = resend.room AND entry.sequence = resend.sequence"
    " WHERE resend.identity = ? AND resend.resend = ?"
)


def answer(connection: sqlite3.Connection, dialect: Dialect, query: Query) -> Answer:
    """The answer to `query`. Raises sqlite3.Error."""
    reading = _Reading(connection, dialect)
    match query:
        case HistoryQuery():
            return reading.history(query)
        case TargetsQuery():
            return reading.targets(query)
        case ResendQuery():
            return reading.resent(query)


def _bounded(number: int) -> int:
    """A number that came from outside, as one that fits into the database."""
    return max(-_LAST, min(number, _LAST))


class _Reading:
    """A connection to ask."""

    __slots__ = ("_connection", "_dialect")

    def __init__(self, connection: sqlite3.Connection, dialect: Dialect) -> None:
        self._connection = connection
        self._dialect = dialect

    def history(self, query: HistoryQuery) -> tuple[Entry, ...]:
        """A page, oldest first."""
        room, limit, anchor = _bounded(query.room), query.limit, query.anchor
        end = _bounded(query.upto + 1)
        match query.slice:
            case Slice.BEFORE:
                return self._page(_NEWEST_PAGE, room, 0, min(self._at(room, anchor, end), end), limit)
            case Slice.AFTER:
                return self._page(_OLDEST_PAGE, room, self._after(room, anchor, 0), end, limit)
            case Slice.LATEST:
                return self._page(_NEWEST_PAGE, room, self._after(room, anchor, 0), end, limit)
            case Slice.AROUND:
                middle = min(self._at(room, anchor, end), end)
                before = self._page(_NEWEST_PAGE, room, 0, middle, limit // 2)
                return before + self._page(_OLDEST_PAGE, room, middle, end, limit - limit // 2)
            case Slice.BETWEEN:
                first, second = self._at(room, anchor, end), self._at(room, query.end, end)
                if first <= second:
                    return self._page(_OLDEST_PAGE, room, self._after(room, anchor, end), min(second, end), limit)
                return self._page(_NEWEST_PAGE, room, self._after(room, query.end, end), min(first, end), limit)

    def targets(self, query: TargetsQuery) -> tuple[Target, ...]:
        """Rooms by the time of what was said last between two times; `limit` counts from the side of `start`."""
        low, high = sorted((_bounded(query.start), _bounded(query.end)))
        asked = json.dumps([_bounded(room) for room in query.rooms])
        values = (asked, query.identity, query.identity, _bounded(query.upto + 1), high, high, high, low)
        found = self._gathered(_TARGETS, values)
        found.sort()
        limit = max(0, query.limit)
        kept = found[:limit] if query.start <= query.end else found[max(0, len(found) - limit) :]
        return tuple(Target(rows.room_of(*row), time) for time, _, *row in kept)

    def resent(self, query: ResendQuery) -> Entry | None:
        """The Entry that was said under a resend id."""
        row = self._one(_RESENT, (query.identity, query.resend))
        return None if row is None else rows.entry_of(*row)

    def _page(self, statement: str, room: int, low: int, high: int, limit: int) -> tuple[Entry, ...]:
        """The first or last `limit` Entries from `low` up to, not including, `high`; oldest first."""
        entries = [rows.entry_of(*row) for row in self._gathered(statement, (room, low, high, max(0, _bounded(limit))))]
        # The order in which a database gathers rows is its own affair.
        entries.sort(key=attrgetter("sequence"))
        return tuple(entries)

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
        """A sequence with all that is earlier than `time` below it and all else not below."""
        row = self._one(_FIRST_AT, (room, _bounded(time)))
        return _LAST if row is None else int(row[0])

    def _gathered(self, statement: str, values: rows.Row) -> list[list[Any]]:
        """The rows of a statement that gathers them into one."""
        row = self._one(statement, values)
        found: list[list[Any]] = json.loads(row[0]) if row is not None and row[0] is not None else []
        return found

    def _one(self, statement: str, values: rows.Row) -> tuple[Any, ...] | None:
        row: tuple[Any, ...] | None = self._connection.execute(self._dialect.sql(statement), values).fetchone()
        return row
