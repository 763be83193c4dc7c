"""Answers to the Queries of the Store, on one connection. Blocks. Thread: a Job's.

Two facts shape the statements.

A room's Entries lie in the order of their sequence; no other index exists. A time is found by bisecting the sequences:
63 look-ups of about 2 microseconds, for any number of Entries. Each time in a query costs one search; writing costs
nothing.

Each row that SQLite returns to Python releases the GIL. Beside two busy threads the GIL comes back after 12 ms, so a
page of 100 rows would take a second. Therefore many rows are returned as one row of JSON. Entries up to `upto` never
change their place, so a query of two statements needs no transaction.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from desktop_chat.storage import rows
from desktop_chat.storage.records import Entry
from desktop_chat.storage.store_api import (
    EntryQuery,
    HistoryAnchor,
    HistoryQuery,
    HistorySlice,
    HistoryTarget,
    OwnEntriesQuery,
    ResendQuery,
    TargetsQuery,
)

_MAX_NUMBER = 2**63 - 1
"""The largest integer of SQLite: beyond every sequence and every time."""

_TOP_BIT = 2**62

# Set the bits of `low` from the top while all Entries below `low` are earlier than a time. Values: room, time.
_FIRST_AT = f"""
    WITH RECURSIVE search (low, step) AS (
        SELECT 0, {_TOP_BIT}
        UNION ALL
        SELECT low + CASE WHEN coalesce(
            (SELECT time FROM entry WHERE room = ? AND sequence < low + step ORDER BY sequence DESC LIMIT 1),
            {-_MAX_NUMBER}
        ) < ? THEN step ELSE 0 END, step / 2
        FROM search WHERE step > 0
    )
    SELECT low FROM search WHERE step = 0"""

_PAGE_COLUMNS = ", ".join(f"page.{name}" for name in rows.ENTRY_COLUMNS.split(", "))
_GATHERED = f"json_group_array(json_array({_PAGE_COLUMNS}, later.time, later.text))"
_LAST_EDIT = "(SELECT max(later) FROM edit WHERE edit.room = entry.room AND edit.sequence = entry.sequence) AS edited"
_WITH_LATER = "LEFT JOIN entry later ON later.room = page.room AND later.sequence = page.edited"

# Redactions are skipped one by one: there are few. Values: room, low, high, limit.
_PAGE = f"""
    SELECT {_GATHERED} FROM (
        SELECT {rows.ENTRY_COLUMNS}, {_LAST_EDIT} FROM entry WHERE room = ? AND sequence >= ? AND sequence < ?
        AND command <> 'REDACT' ORDER BY sequence LIMIT ?
    ) page {_WITH_LATER}"""
_HAPPENED = f"""
    SELECT json_group_array(json_array({_PAGE_COLUMNS})) FROM (
        SELECT {rows.ENTRY_COLUMNS} FROM event WHERE room = ? AND sequence >= ? AND sequence < ?
        ORDER BY sequence LIMIT ?
    ) page"""


class _Table(NamedTuple):
    """Statements for a page from either end, and for the sequence of a time."""

    oldest: str
    newest: str
    first_at: str


class _Source(NamedTuple):
    """A table and the room to read."""

    table: _Table
    room: int


_Part = tuple[_Source, int, int]
"""A source with the sequences to read: from the first up to, not including, the second."""


def _make_table(page: str, name: str) -> _Table:
    newest = page.replace("ORDER BY sequence", "ORDER BY sequence DESC")
    return _Table(page, newest, _FIRST_AT.replace("FROM entry", f"FROM {name}"))


_WORDS = _make_table(_PAGE, "entry")
_WORDS_AND_REDACTIONS = _make_table(_PAGE.replace("AND command <> 'REDACT' ", ""), "entry")
_EVENTS = _make_table(_HAPPENED, "event")
# Among a million joins SQLite would walk along the key.
_HAPPENED_REACTIONS = _HAPPENED.replace("FROM event", "FROM event INDEXED BY event_reaction")
_REACTIONS = _make_table(_HAPPENED_REACTIONS.replace("ORDER BY", "AND command = 'TAGMSG' ORDER BY"), "event")

_ONE = f"SELECT {rows.ENTRY_COLUMNS} FROM entry WHERE room = ? AND sequence = ?"
_ONE_EVENT = _ONE.replace("FROM entry", "FROM event")
_CORRECTIONS = f"""
    SELECT json_group_array(json_array({_PAGE_COLUMNS})) FROM edit JOIN entry page
    ON page.room = edit.room AND page.sequence = edit.later WHERE edit.room = ? AND edit.sequence = ?"""

# Values: rooms, identity, identity, end of the sequences, start time, end time.
_TARGETS = f"""
    WITH asked (id, kind, a, b, sealed) AS (
        SELECT {rows.ROOM_COLUMNS} FROM room WHERE id IN (SELECT value FROM json_each(?))
        UNION SELECT {rows.ROOM_COLUMNS} FROM room WHERE kind = 'direct' AND a = ? AND a <> '' AND sealed = 0
        UNION SELECT {rows.ROOM_COLUMNS} FROM room WHERE kind = 'direct' AND b = ? AND b <> '' AND sealed = 0
    )
    SELECT json_group_array(json_array(time, sequence, asked.id, kind, a, b, sealed))
    FROM asked JOIN entry ON room = id AND sequence = (
        SELECT max(sequence) FROM entry WHERE room = id AND sequence < ?
    )
    WHERE time > ? AND time < ?"""

_COUNTS = """
    SELECT json_group_array(json_array(room, messages, newest)) FROM (
        SELECT room, count(*) AS messages, max(time) AS newest FROM entry
        WHERE command <> 'REDACT' AND NOT EXISTS (
            SELECT 1 FROM edit WHERE edit.room = entry.room AND edit.later = entry.sequence AND edit.sequence < later
        ) GROUP BY room
    ) counted"""

# Edits are left out: they go with their originals. Values: room, sequence, end of the sequences, identity, time, limit.
_OWN = """
    SELECT json_group_array(json_array(sequence)) FROM (
        SELECT sequence FROM entry WHERE room = ? AND sequence > ? AND sequence < ? AND identity = ? AND time >= ?
        AND command IN ('PRIVMSG', 'NOTICE') AND NOT EXISTS (
            SELECT 1 FROM edit WHERE edit.room = entry.room AND edit.later = entry.sequence AND edit.sequence < later
        ) ORDER BY sequence LIMIT ?
    ) page"""

_RESENT = (
    f"SELECT {', '.join('entry.' + name for name in rows.ENTRY_COLUMNS.split(', '))}"
    " FROM resend JOIN entry ON entry.room = resend.room AND entry.sequence = resend.sequence"
    " WHERE resend.identity = ? AND resend.resend = ?"
)


def _clamp_number(number: int) -> int:
    """Clamp a number from a client to the range of SQLite."""
    return max(-_MAX_NUMBER, min(number, _MAX_NUMBER))


class QueryRunner:
    """Answers Queries on one connection. Every method raises sqlite3.Error."""

    __slots__ = ("_connection",)

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def read_history_page(self, query: HistoryQuery) -> tuple[Entry, ...]:
        """Return a page, oldest first."""
        limit, anchor = max(0, _clamp_number(query.limit)), query.anchor
        end = _clamp_number(query.upto + 1)
        words = _WORDS_AND_REDACTIONS if query.redactions else _WORDS
        tables = (words, _EVENTS) if query.events else (words, _REACTIONS) if query.reactions else (words,)
        sources = [_Source(table, room) for room in (query.room, *query.others) for table in tables]
        match query.slice:
            case HistorySlice.BEFORE:
                return self._read_newest(
                    query, limit, [(source, 0, self._first_sequence_at(source, anchor, end)) for source in sources]
                )
            case HistorySlice.AFTER:
                return self._read_oldest(
                    query, limit, [(source, self._first_sequence_after(source, anchor, 0), end) for source in sources]
                )
            case HistorySlice.LATEST:
                return self._read_newest(
                    query, limit, [(source, self._first_sequence_after(source, anchor, 0), end) for source in sources]
                )
            case HistorySlice.AROUND:
                middles = [min(self._first_sequence_at(source, anchor, end), end) for source in sources]
                before = [(source, 0, middle) for source, middle in zip(sources, middles, strict=True)]
                after = [(source, middle, end) for source, middle in zip(sources, middles, strict=True)]
                return self._read_newest(query, limit // 2, before) + self._read_oldest(
                    query, limit - limit // 2, after
                )
            case HistorySlice.BETWEEN:
                return self._read_between(query, sources, limit, end)

    def _read_between(
        self, query: HistoryQuery, sources: Sequence[_Source], limit: int, star: int
    ) -> tuple[Entry, ...]:
        points = [
            (self._first_sequence_at(source, query.anchor, star), self._first_sequence_at(source, query.end, star))
            for source in sources
        ]
        forth = all(first <= second for first, second in points)
        low = query.anchor if forth else query.end
        parts = [
            (source, self._first_sequence_after(source, low, star), point[1 if forth else 0])
            for source, point in zip(sources, points, strict=True)
        ]
        return self._read_oldest(query, limit, parts) if forth else self._read_newest(query, limit, parts)

    def _read_newest(self, query: HistoryQuery, limit: int, parts: Sequence[_Part]) -> tuple[Entry, ...]:
        """Return the last `limit` Entries of all parts, oldest first."""
        found = [
            entry
            for source, low, high in parts
            for entry in self._read_page(
                source.table.newest, source.room, max(low, query.since), min(high, _clamp_number(query.upto + 1)), limit
            )
        ]
        found.sort(key=attrgetter("sequence"))
        return tuple(found[max(0, len(found) - limit) :])

    def _read_oldest(self, query: HistoryQuery, limit: int, parts: Sequence[_Part]) -> tuple[Entry, ...]:
        """Return the first `limit` Entries of all parts, oldest first."""
        found = [
            entry
            for source, low, high in parts
            for entry in self._read_page(
                source.table.oldest, source.room, max(low, query.since), min(high, _clamp_number(query.upto + 1)), limit
            )
        ]
        found.sort(key=attrgetter("sequence"))
        return tuple(found[:limit])

    def read_versions(self, query: EntryQuery) -> tuple[Entry, ...]:
        """Return an Entry and its edits."""
        place = (_clamp_number(query.room), _clamp_number(query.sequence))
        if query.sequence > query.upto:
            return ()
        row = self._fetch_row(_ONE, place) or self._fetch_row(_ONE_EVENT, place)
        if row is None:
            return ()
        entry = rows.entry_of(*row)
        if entry.corrected_sequence:
            row = self._fetch_row(_ONE, (entry.room, entry.corrected_sequence))
            if row is None:
                return (entry,)
            entry = rows.entry_of(*row)
        later = [rows.entry_of(*row) for row in self._fetch_json_rows(_CORRECTIONS, (entry.room, entry.sequence))]
        return (entry, *sorted(later, key=attrgetter("sequence")))

    def read_own_entries(self, query: OwnEntriesQuery) -> tuple[tuple[Entry, ...], ...]:
        """Return messages of one author, each with its edits."""
        end = _clamp_number(query.upto + 1)
        values = (query.room, query.after, end, query.identity, _clamp_number(query.since), max(0, query.limit))
        found = self._fetch_json_rows(_OWN, values)
        return tuple(self.read_versions(EntryQuery(query.room, sequence, query.upto)) for (sequence,) in found)

    def read_targets(self, query: TargetsQuery) -> tuple[HistoryTarget, ...]:
        """Return the rooms whose newest message lies between two times. `limit` counts from `start`."""
        low, high = sorted((_clamp_number(query.start), _clamp_number(query.end)))
        asked = json.dumps([_clamp_number(room) for room in query.rooms])
        values = (asked, query.identity, query.identity, _clamp_number(query.upto + 1), low, high)
        found = self._fetch_json_rows(_TARGETS, values)
        found.sort()
        limit = max(0, query.limit)
        kept = found[:limit] if query.start <= query.end else found[max(0, len(found) - limit) :]
        return tuple(HistoryTarget(rows.room_of(*row), time, sequence) for time, sequence, *row in kept)

    def count_messages(self) -> dict[int, tuple[int, int]]:
        """Return number and newest time of the messages of each room. Edits and redactions do not count."""
        return {room: (messages, newest) for room, messages, newest in self._fetch_json_rows(_COUNTS, ())}

    def find_resent(self, query: ResendQuery) -> Entry | None:
        """Return the Entry with a resend id, or None."""
        row = self._fetch_row(_RESENT, (query.identity, query.resend))
        return None if row is None else rows.entry_of(*row)

    def _read_page(self, statement: str, room: int, low: int, high: int, limit: int) -> list[Entry]:
        """Return the first or last `limit` Entries from `low` up to, not including, `high`, in any order."""
        return [
            rows.entry_of(*row) for row in self._fetch_json_rows(statement, (_clamp_number(room), low, high, limit))
        ]

    def _first_sequence_at(self, source: _Source, anchor: HistoryAnchor, star: int) -> int:
        """Return the first sequence at or after the anchor; `star` for `*`."""
        if anchor.sequence is not None:
            return _clamp_number(anchor.sequence)
        return star if anchor.time is None else self._first_sequence_of_time(source, anchor.time)

    def _first_sequence_after(self, source: _Source, anchor: HistoryAnchor, star: int) -> int:
        """Return the first sequence after the anchor; `star` for `*`."""
        if anchor.sequence is not None:
            return _clamp_number(anchor.sequence + 1)
        return star if anchor.time is None else self._first_sequence_of_time(source, anchor.time + 1)

    def _first_sequence_of_time(self, source: _Source, time: int) -> int:
        """Return the sequence that divides Entries before `time` from later Entries."""
        row = self._fetch_row(source.table.first_at, (_clamp_number(source.room), _clamp_number(time)))
        return _MAX_NUMBER if row is None else int(row[0])

    def _fetch_json_rows(self, statement: str, values: rows.Row) -> list[list[Any]]:
        """Return the rows of a statement that returns all rows as one JSON array."""
        row = self._fetch_row(statement, values)
        found: list[list[Any]] = json.loads(row[0]) if row is not None and row[0] is not None else []
        return found

    def _fetch_row(self, statement: str, values: rows.Row) -> tuple[Any, ...] | None:
        row: tuple[Any, ...] | None = self._connection.execute(statement, values).fetchone()
        return row
