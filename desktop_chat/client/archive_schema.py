"""The archive's tables, migrations and statements, and the conversion of Entries to rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from desktop_chat.client.entry import SPOKEN, DeliveryState, Entry, EntryKind
from desktop_chat.irc.message import NO_TAGS, encode_tags, parse_tags
from desktop_chat.sqlite_migration import NewerDatabaseError, apply_steps
from desktop_chat.texts import client as texts

_FIRST = (
    """CREATE TABLE room (
        id INTEGER PRIMARY KEY, network TEXT NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,
        joined INTEGER NOT NULL, shown INTEGER NOT NULL DEFAULT 1, read INTEGER NOT NULL DEFAULT 0,
        draft TEXT NOT NULL DEFAULT '', count INTEGER NOT NULL DEFAULT 0, UNIQUE (network, key))""",
    """CREATE TABLE entry (
        id INTEGER PRIMARY KEY, room INTEGER NOT NULL, time INTEGER NOT NULL, kind TEXT NOT NULL, nick TEXT NOT NULL,
        text TEXT NOT NULL, msgid TEXT NOT NULL, own INTEGER NOT NULL, state TEXT NOT NULL, target TEXT NOT NULL,
        account TEXT NOT NULL, resend TEXT NOT NULL, tags TEXT NOT NULL, words TEXT NOT NULL)""",
    "CREATE UNIQUE INDEX entry_order ON entry (room, time, id)",
    "CREATE UNIQUE INDEX entry_msgid ON entry (room, msgid) WHERE msgid != ''",
    "CREATE INDEX entry_pending ON entry (id) WHERE state = 'pending'",
    "CREATE VIRTUAL TABLE found USING fts5 (words, content='entry', content_rowid='id', tokenize='unicode61')",
    """CREATE TRIGGER entry_added AFTER INSERT ON entry BEGIN
        UPDATE room SET count = count + 1 WHERE id = new.room;
        INSERT INTO found (rowid, words) SELECT new.id, new.words WHERE new.words != '';
    END""",
    """CREATE TRIGGER entry_removed AFTER DELETE ON entry BEGIN
        UPDATE room SET count = count - 1 WHERE id = old.room;
        INSERT INTO found (found, rowid, words) SELECT 'delete', old.id, old.words WHERE old.words != '';
    END""",
)
# The beginning of a gap that the server has not filled yet.
_GAPS = (
    "ALTER TABLE room ADD COLUMN gap_msgid TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE room ADD COLUMN gap_time INTEGER NOT NULL DEFAULT 0",
)
# The writer counts and indexes many entries at once, without a trigger.
_BY_MANY = ("DROP TRIGGER entry_added",)
# Results are not ranked by length, so the index needs no lengths: a tenth less work for each entry.
_NO_LENGTHS = (
    "DROP TABLE found",
    """CREATE VIRTUAL TABLE found USING fts5 (words, content='entry', content_rowid='id', tokenize='unicode61',
        columnsize=0)""",
    "INSERT INTO found (found) VALUES ('rebuild')",
)
# Muted and pinned rooms. From here on there are entries of the kind "deleted", which earlier versions do not know.
_MARKED = (
    "ALTER TABLE room ADD COLUMN muted INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE room ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0",
)
# The read position is an entry id, independent of clocks; `read` is the time from which unread entries are searched.
# A draft may be a reply or an edit.
_READ_BY_ENTRY = (
    "ALTER TABLE room ADD COLUMN read_id INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE room ADD COLUMN older TEXT NOT NULL DEFAULT '[]'",
    """UPDATE room SET read_id = (SELECT coalesce(max(id), 0) FROM entry WHERE entry.room = room.id
        AND (entry.time <= room.read OR room.read = 0))""",
    "ALTER TABLE room ADD COLUMN answers TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE room ADD COLUMN corrects TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE room ADD COLUMN correction TEXT NOT NULL DEFAULT ''",
)
# Words in any script, as the server compares them (version 4 of irc/search_words). The index needs no positions.
_ANY_SCRIPT = (
    "DROP TABLE found",
    "UPDATE entry SET words = index_words(text) WHERE words != '' AND words IS NOT index_words(text)",
    """CREATE VIRTUAL TABLE found USING fts5 (words, content='entry', content_rowid='id', tokenize='ascii',
        columnsize=0, detail=none)""",
    "INSERT INTO found (found) VALUES ('rebuild')",
)
# The replies among the entries, few among many.
_REPLIES = ("CREATE INDEX entry_replies ON entry (room, id) WHERE instr(tags, 'reply=') > 0",)
# The term of a mute, and which messages of a room notify the person.
_RULES = (
    "ALTER TABLE room ADD COLUMN muted_until INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE room ADD COLUMN rule TEXT NOT NULL DEFAULT ''",
)
# Where a room stands in the sidebar.
_PLACES = (
    "ALTER TABLE room ADD COLUMN position INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE room ADD COLUMN category TEXT NOT NULL DEFAULT ''",
)
# Where a person left a room: the id of the entry at the upper edge, and the pixels of its body above the edge.
_READING_PLACES = (
    "ALTER TABLE room ADD COLUMN place_id INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE room ADD COLUMN place_offset INTEGER NOT NULL DEFAULT 0",
)
MIGRATIONS = (
    _FIRST,
    _GAPS,
    _BY_MANY,
    _NO_LENGTHS,
    _MARKED,
    _READ_BY_ENTRY,
    _ANY_SCRIPT,
    _REPLIES,
    _RULES,
    _PLACES,
    _READING_PLACES,
)
"""The statements from each version to the next. A released migration never changes."""
VERSION = len(MIGRATIONS)
"""Kept in PRAGMA user_version."""

ENTRY_COLUMNS = "id, kind, time, nick, text, msgid, own, state, target, account, resend, tags"
"""The columns for `entry_from_row`, in its order."""
REST_OF_COLUMNS = "time, kind, nick, text, msgid, own, state, target, account, resend, tags, words"
"""The columns of an entry after id and room, in the order of the table."""

LAST_ID = "SELECT coalesce(max(id), 0) FROM entry"
ROOM_IDS = "SELECT id, network, key FROM room"
OPEN_ROOM = """INSERT INTO room (id, network, key, name, kind, joined) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, kind = excluded.kind, joined = excluded.joined, shown = 1"""
CLOSE_ROOM = "UPDATE room SET shown = 0, joined = 0 WHERE id = ?"
KIND_ROOM = "UPDATE room SET kind = ? WHERE id = ?"
CLEAR_CLOSED = (
    "DELETE FROM entry WHERE id IN (SELECT entry.id FROM entry JOIN room ON room.id = entry.room WHERE NOT room.shown"
    " LIMIT 1000)"
)
CLOSED_COUNT = "SELECT coalesce(sum(count), 0) FROM room WHERE NOT shown"
WHOLE_COUNT = "SELECT coalesce(sum(count), 0) FROM room"
BLOCKED = "SELECT name FROM room WHERE network = ? AND kind = 'blocked' AND NOT shown ORDER BY name"
RENAME_ROOM = "UPDATE room SET key = ?, name = ? WHERE id = ?"
KEEP_GAP = "UPDATE room SET gap_msgid = ?, gap_time = ? WHERE id = ?"
GAPS = "SELECT key, gap_msgid, gap_time FROM room WHERE network = ? AND (gap_msgid != '' OR gap_time > 0)"
MARK_READ = "UPDATE room SET read_id = max(read_id, ?), read = ?, older = '[]' WHERE id = ?"
MARK_UNREAD = "UPDATE room SET read_id = ?, read = ? WHERE id = ?"
KEEP_OLDER = "UPDATE room SET older = ? WHERE id = ?"
MARK_ROOM = "UPDATE room SET muted = ?, muted_until = ?, pinned = ?, rule = ?, position = ?, category = ? WHERE id = ?"
KEEP_PLACE = "UPDATE room SET place_id = ?, place_offset = ? WHERE id = ?"
KEEP_DRAFT = "UPDATE room SET draft = ?, answers = ?, corrects = ?, correction = ? WHERE id = ?"
_ADD = f"INSERT OR IGNORE INTO entry (room, {ENTRY_COLUMNS}, words) VALUES "
_MARKS = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
MOST_ROWS = 256
# A confirmed own message replaces its double, if a playback has brought the double before.
REPLACE = f"INSERT OR REPLACE INTO entry (room, {ENTRY_COLUMNS}, words) VALUES {_MARKS}"
COUNT_UP = "UPDATE room SET count = count + ? WHERE id = ?"
ADDED = "SELECT id FROM entry WHERE id IN (SELECT value FROM json_each(?))"
INDEX = """INSERT INTO found (rowid, words) SELECT id, words FROM entry
    WHERE id IN (SELECT value FROM json_each(?)) AND words != ''"""
ROOM_COLUMNS = (
    "network, key, name, kind, joined, read_id, read, older, draft, answers, corrects, correction, count, muted,"
    " muted_until, pinned, rule, position, category, place_id, place_offset"
)
_ROOM = f"SELECT {ROOM_COLUMNS} FROM room"
ROOMS = f"{_ROOM} WHERE network = ? AND shown ORDER BY id"
ROOM = f"{_ROOM} WHERE network = ? AND key = ?"
COUNT = "SELECT count FROM room WHERE id = ?"
PAGE_FROM_START = f"SELECT {ENTRY_COLUMNS} FROM entry WHERE room = ? ORDER BY time, id LIMIT ? OFFSET ?"
PAGE_FROM_END = f"SELECT {ENTRY_COLUMNS} FROM entry WHERE room = ? ORDER BY time DESC, id DESC LIMIT ? OFFSET ?"
PAGE_FROM_MARK = (
    f"SELECT {ENTRY_COLUMNS} FROM entry WHERE room = ? AND (time, id) >= (?, ?) ORDER BY time, id LIMIT ? OFFSET ?"
)
MARK_AFTER = "SELECT time, id FROM entry WHERE room = ? AND (time, id) >= (?, ?) ORDER BY time, id LIMIT 1 OFFSET ?"
MARK_BEFORE = """SELECT time, id FROM entry WHERE room = ? AND (time, id) < (?, ?) ORDER BY time DESC, id DESC
    LIMIT 1 OFFSET ?"""
SAID = f"SELECT {ENTRY_COLUMNS} FROM entry WHERE room = ? AND msgid = ? AND msgid != ''"
ENTRY = f"SELECT {ENTRY_COLUMNS} FROM entry WHERE room = ? AND id = ?"
ENTRY_ABOVE = f"""SELECT {ENTRY_COLUMNS} FROM entry WHERE room = ? AND (time, id) < (?, ?)
    ORDER BY time DESC, id DESC LIMIT 1"""
# An unread entry that may call the person for another reason than its text: 1 in the last column.
UNREAD = """SELECT id, text, kind = 'invite' OR instr(tags, 'reply=') > 0 FROM entry
    WHERE room = ?1 AND time >= ?2 AND id > ?3 AND NOT own AND kind IN ('message', 'action', 'notice', 'invite')
    AND (nick != '' OR kind = 'invite' OR NOT ?5) AND (?4 = '[]' OR NOT EXISTS (SELECT 1 FROM json_each(?4)
    AS past WHERE entry.id BETWEEN json_extract(past.value, '$[0]') AND json_extract(past.value, '$[1]')))
    ORDER BY time, id LIMIT 1000"""
ENTRIES = f"""SELECT {ENTRY_COLUMNS} FROM entry WHERE id IN (SELECT value FROM json_each(?)) ORDER BY time, id"""
_CONFIRMED = "room = ? AND kind IN ('message', 'action', 'notice') AND state IN ('received', 'sent')"
NEWEST = f"SELECT msgid, time FROM entry WHERE {_CONFIRMED} AND time <= ? ORDER BY time DESC, id DESC LIMIT 1"
INVITER = "SELECT nick FROM entry WHERE room = ? AND kind = 'invite' ORDER BY id DESC LIMIT 1"
OLDEST = f"SELECT msgid, time FROM entry WHERE {_CONFIRMED} ORDER BY time, id LIMIT 1"
# CROSS JOIN keeps the order: SQLite would go through all entries of the network.
PENDING = f"""SELECT room.key, {", ".join("entry." + name for name in ENTRY_COLUMNS.split(", "))} FROM entry
    CROSS JOIN room ON room.id = entry.room WHERE entry.state = 'pending' AND room.network = ? ORDER BY entry.id"""
REPLIES = f"""SELECT {ENTRY_COLUMNS} FROM entry WHERE room = ? AND instr(tags, 'reply=') > 0 AND NOT own
    ORDER BY id DESC LIMIT ?"""
CALLS = f"""SELECT room.key, {", ".join("entry." + name for name in ENTRY_COLUMNS.split(", "))} FROM found
    JOIN entry ON entry.id = found.rowid JOIN room ON room.id = entry.room
    WHERE found MATCH ? AND room.network = ? AND NOT entry.own ORDER BY found.rowid DESC LIMIT ?"""
ANY_WORD = "SELECT rowid FROM found WHERE found MATCH 'a' LIMIT 1"
_THIS_ROOM = "room = (SELECT id FROM room WHERE network = ? AND key = ?)"
COUNT_BETWEEN = f"SELECT count(*) FROM entry WHERE {_THIS_ROOM} AND time >= ? AND time < ?"
PAGE_BETWEEN = f"""SELECT {ENTRY_COLUMNS} FROM entry WHERE {_THIS_ROOM} AND (time, id) > (?, ?) AND time < ?
    ORDER BY time, id LIMIT ?"""
INDEX_OF = "SELECT count(*) FROM entry WHERE room = ? AND (time, id) < (?, ?)"
COUNT_ENTRIES = f"{INDEX_OF} AND (time, id) >= (?, ?)"


class TooNewError(Exception):
    """A file of a newer version of this program."""


def migrate_archive(connection: sqlite3.Connection, path: Path) -> None:
    """Make the tables, or bring an older archive up to date after a copy.

    Raises: TooNewError, sqlite3.Error, OSError.
    """
    connection.create_function("index_words", 1, index_words, deterministic=True)
    try:
        apply_steps(connection, path, MIGRATIONS, _UserVersion())
    except NewerDatabaseError as error:
        raise TooNewError(texts.ARCHIVE_TOO_NEW(str(path))) from error


def index_words(text: str) -> str:
    """Return what the search finds of a text. Thread: any."""
    from desktop_chat.client import archive_words  # not before the first window is painted

    return archive_words.index_words(text)


def open_reader(path: Path) -> sqlite3.Connection:
    """Open an existing archive for reading, beside the connections of Archive.

    Raises: sqlite3.Error.
    """
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, isolation_level=None, timeout=5)
    connection.execute("PRAGMA query_only = 1")
    return connection


class _UserVersion:
    """The VersionRecord of an archive: PRAGMA user_version."""

    def read_version(self, connection: sqlite3.Connection) -> int:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])

    def write_version(self, connection: sqlite3.Connection, version: int) -> None:
        connection.execute(f"PRAGMA user_version = {version}")


_KINDS = {kind.value: kind for kind in EntryKind}
_STATES = {state.value: state for state in DeliveryState}


@cache
def add_statement(count: int) -> str:
    """Return the statement that adds `count` rows. A row whose msgid the room has is a double and is ignored."""
    return _ADD + ", ".join([_MARKS] * count)


def entry_row(room: int, entry: Entry) -> tuple[object, ...]:
    """Return the values for `add_statement` and REPLACE."""
    text = drop_surrogates(entry.text)
    words = index_words(text) if entry.kind in SPOKEN else ""
    tags = drop_surrogates(encode_tags(entry.tags)) if entry.tags is not NO_TAGS else ""
    return (
        room, entry.id, entry.kind._value_, entry.time, drop_surrogates(entry.nick), text, entry.msgid, entry.own,
        entry.state._value_, entry.target, entry.account, entry.resend, tags, words,
    )  # fmt: skip


def drop_surrogates(text: str) -> str:
    """Return the text without halves of surrogate pairs, which a keyboard may leave and SQLite refuses."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def entry_from_row(values: Sequence[Any]) -> Entry:
    """Return the Entry of a row."""
    id_, kind, time, nick, text, msgid, own, state, target, account, resend, tags = values
    known, how_far = _KINDS.get(kind, EntryKind.NEWS), _STATES.get(state, DeliveryState.RECEIVED)
    return Entry(
        id_, known, time, nick, text, msgid, bool(own), how_far, target, account, resend,
        parse_tags(tags) if tags else NO_TAGS,
    )  # fmt: skip
