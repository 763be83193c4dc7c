"""Deletion of expired Entries, and of deleted rooms, in small pieces between commits.

The text of messages first goes to the table `forgotten`, from which the full-text index learns what to remove. Events
are deleted at once.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from desktop_chat.storage.records import DELETED_KIND

ENTRIES_PER_PIECE = 200
"""Entries deleted at once: a commit waits about 2 ms for a piece."""

Statement = tuple[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class ExpiryChore:
    """Delete the messages of a room below a sequence, or the events."""

    room: int
    below: int
    events: bool = False


@dataclass(frozen=True, slots=True)
class ForgetChore:
    """Delete from `forgotten` the Entries (room, sequence) that the full-text index has removed."""

    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class DropRoomChore:
    """Delete the record of a deleted room, of which no Entry is left."""

    room: int


Chore = ExpiryChore | ForgetChore | DropRoomChore
"""A step of background work for the store thread. A Chore may be repeated."""

_CORRECTIONS = "sequence IN (SELECT later FROM edit WHERE edit.room = ? AND edit.sequence < ?)"
_EXPIRE = (
    # An edit is deleted with its original, however young the edit is. So an edit is not an original here.
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
_DROP_ROOM = f"""DELETE FROM room WHERE id = ? AND kind = '{DELETED_KIND}'
    AND NOT EXISTS (SELECT 1 FROM entry WHERE entry.room = room.id)
    AND NOT EXISTS (SELECT 1 FROM event WHERE event.room = room.id)"""
_KEPT_ROOMS = "SELECT json_group_array(json_array(id, keep_days)) FROM room WHERE keep_days > 0"
_DELETED_ROOMS = f"SELECT json_group_array(id) FROM room WHERE kind = '{DELETED_KIND}'"
FOR_EVER = 2**63 - 1
"""A time (ms) after all Entries."""

# The first Entry of each room, by the key. `_for_table` puts in the name of the table.
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
    """Yield the statements of a Chore, in order."""
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
        case DropRoomChore(room):
            yield _DROP_ROOM, (room,)


def find_deleted_rooms(connection: sqlite3.Connection) -> list[int]:
    """Return the rooms whose Entries are to be deleted."""
    row = connection.execute(_DELETED_ROOMS).fetchone()
    found: list[int] = json.loads(row[0])
    return found


def find_kept_rooms(connection: sqlite3.Connection) -> dict[int, int]:
    """Return for how many days a room keeps its Entries, for each room with a term of its own."""
    found: list[tuple[int, int]] = json.loads(connection.execute(_KEPT_ROOMS).fetchone()[0])
    return dict(found)


def find_expired_rooms(connection: sqlite3.Connection, before: int, *, events: bool = False) -> list[int]:
    """Return the rooms with messages (or events) before a time (ms)."""
    row = connection.execute(_for_table(_FIRSTS, events), (before,)).fetchone()
    found: list[int] = json.loads(row[0]) if row is not None and row[0] is not None else []
    return found


def find_expired_piece(
    connection: sqlite3.Connection, room: int, before: int, *, events: bool = False
) -> ExpiryChore | None:
    """Return the next expired piece of a room, or None."""
    row = connection.execute(_for_table(_PIECE, events), (room, ENTRIES_PER_PIECE, before)).fetchone()
    return None if row is None or row[0] is None else ExpiryChore(room, row[0] + 1, events)


def _for_table(statement: str, events: bool) -> str:
    return (
        statement.replace("FROM entry", "FROM event").replace("JOIN entry", "JOIN event").replace("entry.", "event.")
        if events
        else statement
    )
