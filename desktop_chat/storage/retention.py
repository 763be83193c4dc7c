"""What is past its time is gone: found in small pieces, and deleted in small pieces between commits.

Words go by way of the table `forgotten`, from which the full-text index learns what it has to forget; what happened
beside them goes at once.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

ENTRIES_PER_PIECE = 200
"""Entries deleted at once: a commit that waits behind it waits for about 2 ms."""

Statement = tuple[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class ExpiryChore:
    """Whatever stands in the room below this sequence has been kept for long enough: its words, or its events."""

    room: int
    below: int
    events: bool = False


@dataclass(frozen=True, slots=True)
class ForgetChore:
    """The full-text index has let go of these Entries, (room, sequence) each: their words need not be known longer."""

    places: tuple[tuple[int, int], ...]


Chore = ExpiryChore | ForgetChore
"""What the store does in its own time. Each may be done twice."""

_CORRECTIONS = "sequence IN (SELECT later FROM edit WHERE edit.room = ? AND edit.sequence < ?)"
_EXPIRE = (
    # A correction goes with what it corrects, however young it is; so it is not an original here.
    """INSERT INTO forgotten (room, sequence, original, source, text)
    SELECT room, sequence, sequence, source, text FROM entry WHERE room = ? AND sequence < ? AND command <> 'REDACT'
    ON CONFLICT (room, sequence) DO NOTHING""",
    """INSERT INTO forgotten (room, sequence, original, source, text)
    SELECT entry.room, entry.sequence, edit.sequence, source, text FROM edit JOIN entry
    ON entry.room = edit.room AND entry.sequence = edit.later WHERE edit.room = ? AND edit.sequence < ?
    ON CONFLICT (room, sequence) DO UPDATE SET original = excluded.original""",
    """DELETE FROM resend WHERE (identity, resend) IN (
        SELECT identity, resend FROM entry WHERE room = ? AND sequence < ? AND resend <> ''
    )""",
    f"DELETE FROM entry WHERE room = ? AND {_CORRECTIONS}",
    "DELETE FROM entry WHERE room = ? AND sequence < ?",
    "DELETE FROM edit WHERE room = ? AND sequence < ?",
)
_EXPIRE_EVENTS = "DELETE FROM event WHERE room = ? AND sequence < ?"
_UNINDEXED = "DELETE FROM forgotten WHERE room = ? AND sequence = ?"

# Of each room the first one, by the key. The table's name is put in.
_FIRSTS = """
    WITH RECURSIVE spoken (room) AS (
        SELECT min(room) FROM entry
        UNION ALL
        SELECT (SELECT min(entry.room) FROM entry WHERE entry.room > spoken.room) FROM spoken WHERE room IS NOT NULL
    )
    SELECT json_group_array(spoken.room) FROM spoken JOIN entry ON entry.room = spoken.room AND sequence = (
        SELECT min(sequence) FROM entry WHERE entry.room = spoken.room
    )
    WHERE time < ?"""
_PIECE = """
    SELECT max(sequence) FROM (
        SELECT sequence, time FROM entry WHERE room = ? ORDER BY sequence LIMIT ?
    ) piece WHERE time < ?"""


def chore_statements(chore: Chore) -> Iterator[Statement]:
    """What does it, in order."""
    match chore:
        case ExpiryChore(room, below, events):
            if events:
                yield _EXPIRE_EVENTS, (room, below)
                return
            for text in _EXPIRE:
                yield text, (room, below) if text.count("?") == 2 else (room, room, below)
        case ForgetChore(places):
            for place in places:
                yield _UNINDEXED, place


def find_expired_rooms(connection: sqlite3.Connection, before: int, *, events: bool = False) -> list[int]:
    """The rooms in which something was said (or happened) before this time (ms)."""
    row = connection.execute(_for_table(_FIRSTS, events), (before,)).fetchone()
    found: list[int] = json.loads(row[0]) if row is not None and row[0] is not None else []
    return found


def find_expired_piece(
    connection: sqlite3.Connection, room: int, before: int, *, events: bool = False
) -> ExpiryChore | None:
    """The next piece of this room that is past its time, or None."""
    row = connection.execute(_for_table(_PIECE, events), (room, ENTRIES_PER_PIECE, before)).fetchone()
    return None if row is None or row[0] is None else ExpiryChore(room, row[0] + 1, events)


def _for_table(statement: str, events: bool) -> str:
    return (
        statement.replace("FROM entry", "FROM event").replace("JOIN entry", "JOIN event").replace("entry.", "event.")
        if events
        else statement
    )
