"""The tables of the full-text index, and the statements for the index. Pure.

The index is a file of its own beside the database. So indexing never waits for a commit of the chat, no commit waits
for indexing, and the index can be deleted and rebuilt. The index holds terms and sequences, no text.
"""

from __future__ import annotations

from desktop_chat.irc.search_words import VERSION
from desktop_chat.storage import rows

SETTINGS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA journal_size_limit = 16777216",
)
TABLES = (
    # No positions and no sizes: a search only asks which Entries contain a term.
    """CREATE VIRTUAL TABLE words
    USING fts5 (terms, content = '', detail = none, columnsize = 0, tokenize = "ascii tokenchars ':@'")""",
    "CREATE TABLE mark (room INTEGER NOT NULL PRIMARY KEY, upto INTEGER NOT NULL)",
    "CREATE TABLE gone (room INTEGER NOT NULL, sequence INTEGER NOT NULL, PRIMARY KEY (room, sequence)) WITHOUT ROWID",
    "CREATE TABLE about (version INTEGER NOT NULL, chat INTEGER NOT NULL)",
)
ABOUT = f"INSERT INTO about (version, chat) VALUES ({VERSION}, ?)"
IS_OURS = f"SELECT 1 FROM about WHERE version = {VERSION} AND chat = ?"
CHAT = "SELECT min(at) FROM migration"
"""Reads the number by which databases of different chats are told apart."""

# A list of rows comes as one JSON value: a step for each row would release the GIL each time.
_ROWS = "json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?)"
ADD = f"INSERT INTO words (rowid, terms) SELECT {_ROWS}"
REMOVE = f"INSERT INTO words (words, rowid, terms) SELECT 'delete', {_ROWS}"
MARK = "INSERT INTO mark (room, upto) VALUES (?, ?) ON CONFLICT (room) DO UPDATE SET upto = excluded.upto"
GONE = "INSERT OR IGNORE INTO gone (room, sequence) SELECT ?, value FROM json_each(?)"
SETTLED = "DELETE FROM gone WHERE room = ? AND sequence IN (SELECT value FROM json_each(?))"
READ_MARKS = "SELECT room, upto FROM mark"
READ_GONE = "SELECT room, sequence FROM gone"
IS_STALE = "PRAGMA application_id"
MARK_STALE = "PRAGMA application_id = 1"
MARK_CLEAN = "PRAGMA application_id = 0"
"""IS_STALE reads whether the index may hold words that are only marked as deleted. The number `application_id` is
otherwise unused; it is part of the file and of the transaction."""
CHECKPOINT = "PRAGMA wal_checkpoint(PASSIVE)"
"""Moves removals to the disk before the text of the removed messages is deleted from `forgotten`."""

FOUND = """
    SELECT json_group_array(rowid) FROM (
        SELECT rowid FROM words WHERE words MATCH ? AND rowid >= ? AND rowid < ? ORDER BY rowid DESC LIMIT ?
    )"""
FOUND_FIRST = FOUND.replace(" DESC", "")

# For the chat's database. The messages of a room after a mark; values: room, mark, limit.
READ_NEW = """
    SELECT json_group_array(json_array(sequence, source, text, tags)) FROM (
        SELECT sequence, source, text, tags FROM entry
        WHERE room = ? AND sequence > ? AND command <> 'REDACT' ORDER BY sequence LIMIT ?
    ) page"""
READ_FORGOTTEN = "SELECT json_group_array(json_array(sequence, original, source, text)) FROM forgotten WHERE room = ?"
ROOMS_FORGOTTEN = "SELECT DISTINCT room FROM forgotten"
ROOMS_SPOKEN = """
    WITH RECURSIVE spoken (room) AS (
        SELECT min(room) FROM entry
        UNION ALL
        SELECT (SELECT min(entry.room) FROM entry WHERE entry.room > spoken.room) FROM spoken WHERE room IS NOT NULL
    )
    SELECT json_group_array(json_array(room, (SELECT max(sequence) FROM entry WHERE entry.room = spoken.room)))
    FROM spoken WHERE room IS NOT NULL"""
# The newest version of an Entry up to a mark. Values: room, sequence, room, sequence, mark.
VERSION_AT = """
    SELECT source, text FROM entry WHERE room = ? AND (sequence = ? OR sequence IN (
        SELECT later FROM edit WHERE edit.room = ? AND edit.sequence = ?
    )) AND sequence <= ? ORDER BY sequence DESC LIMIT 1"""
OWN_ROOMS = """
    SELECT json_group_array(id) FROM (
        SELECT id FROM room WHERE kind = 'direct' AND a = ? AND a <> '' AND sealed = 0
        UNION SELECT id FROM room WHERE kind = 'direct' AND b = ? AND b <> '' AND sealed = 0
        ORDER BY id DESC LIMIT ?
    ) own"""
_COLUMNS = ", ".join(f"page.{name}" for name in rows.ENTRY_COLUMNS.split(", "))
READ_FOUND = f"""
    SELECT json_group_array(json_array({_COLUMNS}, later.time, later.text)) FROM (
        SELECT {rows.ENTRY_COLUMNS},
        (SELECT max(later) FROM edit WHERE edit.room = entry.room AND edit.sequence = entry.sequence) AS edited
        FROM entry WHERE room IN (SELECT value FROM json_each(?)) AND sequence IN (SELECT value FROM json_each(?))
    ) page LEFT JOIN entry later ON later.room = page.room AND later.sequence = page.edited"""
# The first sequence at or after a time in any of some rooms. Values: rooms, time.
FIRST_AT = f"""
    WITH RECURSIVE search (id, low, step) AS (
        SELECT value, 0, {2**62} FROM (SELECT value FROM json_each(?))
        UNION ALL
        SELECT id, low + CASE WHEN coalesce(
            (SELECT time FROM entry WHERE room = id AND sequence < low + step ORDER BY sequence DESC LIMIT 1), -1
        ) < ? THEN step ELSE 0 END, step / 2
        FROM search WHERE step > 0
    )
    SELECT min(low) FROM search WHERE step = 0"""
