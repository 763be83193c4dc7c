"""Rescue of a damaged archive: all readable rows move to a new file. The old file is kept. Blocks.

Rows are read in ranges; an unreadable range is halved, down to the lost rows. Afterwards each room has a gap from its
beginning, so that the Session fetches the history again; entries that are known already are recognised by msgid.
"""

from __future__ import annotations

import json
import logging
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from desktop_chat.client import archive_schema as schema
from desktop_chat.client.archive_erasure import mark_new
from desktop_chat.client.entry import SPOKEN, DeliveryState, EntryKind
from desktop_chat.client.lenient_json import free_name
from desktop_chat.files import keep_database_private, write_whole
from desktop_chat.sqlite_erasure import prepare
from desktop_chat.texts import client as texts

_log = logging.getLogger(__name__)
_ROWS = 5_000
_LAST = 1 << 32
"""Greater than all ids."""
_MOST_FAILURES = 50_000
"""Failed reads after which the rest counts as lost."""
_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_KINDS = frozenset(kind.value for kind in EntryKind)
_STATES = frozenset(state.value for state in DeliveryState)
_READ_ROOM_COLUMNS = (
    "network, key, name, kind, joined, shown, read, draft, muted, pinned, read_id, older, answers, corrects, correction"
)
_ROOM_COLUMNS = f"{_READ_ROOM_COLUMNS}, muted_until, rule, position, category"
_NO_RULE = (0, "", 0, "")
"""The values of the last columns in an older archive."""
_MARKED_ROOM_COLUMNS = "network, key, name, kind, joined, shown, read, draft, muted, pinned, 0, '[]', '', '', ''"
_OLDER_ROOM_COLUMNS = _MARKED_ROOM_COLUMNS.replace("muted, pinned", "0, 0")
_ROOM_KINDS = (int, str, str, str, str, int, int, int, str, int, int, int, str, str, str, str, int, str, int, str)
_ENTRY_KINDS = (int, int, int, str, str, str, str, int, str, str, str, str, str, str)


def is_damage(error: Exception) -> bool:
    """Return True if the file is damaged; a full disk, for example, is no damage."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGE


def note_damage(path: Path) -> None:
    """Have the archive rescued at the next opening. Thread: any."""
    with suppress(OSError):
        _damage_note(path).touch()


def is_noted(path: Path) -> bool:
    return _damage_note(path).exists()


def _damage_note(path: Path) -> Path:
    return path.with_name(f"{path.name}.is-damaged")


def _list_of_rooms(path: Path) -> Path:
    return path.with_suffix(".rooms.json")


def keep_rooms(path: Path, connection: sqlite3.Connection) -> None:
    """Write the list of rooms to a file beside the archive, for a rescue."""
    rows = connection.execute(f"SELECT id, {_ROOM_COLUMNS} FROM room").fetchall()
    listed = [[*row[:8], "", *row[9:12], "[]", "", "", "", *row[16:]] for row in rows]
    data = json.dumps(listed, ensure_ascii=False).encode("utf-8", "replace")
    file = _list_of_rooms(path)
    with suppress(OSError):
        if not file.exists() or file.read_bytes() != data:
            write_whole(file, data)


def rescue(path: Path) -> str:
    """Move the readable rows to a new archive at `path`. Return a sentence for the person.

    Raises: sqlite3.Error, OSError.
    """
    aside = free_name(path)
    _move_file(path, aside)
    lost = True
    keep_database_private(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as new:
        prepare(new)
        schema.migrate_archive(new, path)
        mark_new(new)
        new.execute("PRAGMA journal_mode = WAL")
        new.execute("BEGIN IMMEDIATE")
        lost = _copy_rows(aside, path, new)
        new.execute("UPDATE room SET count = (SELECT count(*) FROM entry WHERE entry.room = room.id)")
        new.execute("UPDATE room SET gap_msgid = '', gap_time = 1 WHERE kind != 'server'")
        new.execute("UPDATE room SET read_id = min(read_id, (SELECT coalesce(max(id), 0) FROM entry))")
        new.execute("INSERT INTO found (found) VALUES ('rebuild')")
        new.execute("COMMIT")
    _damage_note(path).unlink(missing_ok=True)
    _log.warning("The archive %s was damaged%s; it is kept as %s.", path, ", and something is lost" * lost, aside)
    return texts.ARCHIVE_RESCUED(str(aside))


def _move_file(path: Path, aside: Path) -> None:
    """Move the file with its write-ahead log."""
    shutil.move(path, aside)
    for end in ("-wal", "-shm"):
        beside = path.with_name(path.name + end)
        if beside.exists():
            shutil.move(beside, aside.with_name(aside.name + end))


def _copy_rows(aside: Path, path: Path, new: sqlite3.Connection) -> bool:
    """Copy rooms and entries. Return True if some are lost."""
    rooms = _listed_rooms(path)
    entries, lost = _Rows(aside, "entry", f"id, room, {schema.REST_OF_COLUMNS}"), False
    older = (f"{names}, 0, '', 0, ''" for names in (_READ_ROOM_COLUMNS, _MARKED_ROOM_COLUMNS, _OLDER_ROOM_COLUMNS))
    for row in _Rows(aside, "room", *(f"id, {names}" for names in (_ROOM_COLUMNS, *older))):
        if _is_room(row):
            rooms[row[0]] = row
    marks = ", ".join("?" * len(_ROOM_KINDS))
    for row in rooms.values():
        new.execute(f"INSERT OR IGNORE INTO room (id, {_ROOM_COLUMNS}) VALUES ({marks})", row)
    marks = ", ".join("?" * len(_ENTRY_KINDS))
    statement = f"INSERT OR IGNORE INTO entry (id, room, {schema.REST_OF_COLUMNS}) VALUES ({marks})"
    for row in entries:
        if _is_entry(row) and row[1] in rooms:
            new.execute(statement, (*row[:-1], schema.index_words(row[5]) if row[3] in SPOKEN else ""))
        else:
            lost = True
    return lost or entries.failures > 0


def _is_room(row: tuple[Any, ...]) -> bool:
    return all(isinstance(value, kind) for value, kind in zip(row, _ROOM_KINDS, strict=True))


def _is_entry(row: tuple[Any, ...]) -> bool:
    sound = all(isinstance(value, kind) for value, kind in zip(row, _ENTRY_KINDS, strict=True))
    return sound and row[3] in _KINDS and row[8] in _STATES


def _listed_rooms(path: Path) -> dict[int, tuple[Any, ...]]:
    try:
        rows = json.loads(_list_of_rooms(path).read_bytes())
        whole = len(_ROOM_KINDS)
        found = [
            (*row, *_NO_RULE[len(row) - whole + len(_NO_RULE) :])
            for row in rows
            if isinstance(row, list) and len(row) in (whole, whole - len(_NO_RULE))
        ]
    except (OSError, ValueError, TypeError, RecursionError):
        return {}
    return {row[0]: row for row in found if _is_room(row)}


class _Rows:
    """The readable rows of a table, by id."""

    def __init__(self, path: Path, table: str, *columns: str) -> None:
        """`columns`: lists of columns; the first list that the table has is read."""
        self._path = path
        self._statements = [
            f"SELECT {names} FROM {table} WHERE id BETWEEN ? AND ? ORDER BY id LIMIT {_ROWS}" for names in columns
        ]
        self.failures = 0

    def _first_readable(self, connection: sqlite3.Connection) -> str | None:
        """Return the first statement that fits the table; None if the file's list of tables cannot be read."""
        for statement in self._statements:
            with suppress(sqlite3.Error):
                connection.execute(f"EXPLAIN {statement}", (0, 0)).fetchall()
                return statement
        return None

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        with closing(sqlite3.connect(self._path, isolation_level=None)) as connection:
            connection.text_factory = lambda data: data.decode("utf-8", "replace")
            ranges, statement = [(0, _LAST)], self._first_readable(connection)
            if statement is None:
                self.failures += 1
                return
            while ranges and self.failures < _MOST_FAILURES:
                low, high = ranges.pop()
                try:
                    rows = connection.execute(statement, (low, high)).fetchall()
                except sqlite3.Error:
                    self.failures += 1
                    middle = (low + high) // 2
                    if low < high:
                        ranges += [(middle + 1, high), (low, middle)]
                    continue
                yield from rows
                if len(rows) == _ROWS:
                    ranges.append((rows[-1][0] + 1, high))
