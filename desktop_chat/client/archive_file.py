"""ArchiveFile: the database file of an archive: opened, migrated, looked through, and rescued if it is damaged."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import Any

from desktop_chat.client import archive_schema as schema
from desktop_chat.client.archive_erasure import mark_new
from desktop_chat.client.archive_rescue import is_damage, is_noted, keep_rooms, note_damage, rescue
from desktop_chat.files import keep_database_private, remove_old_copies
from desktop_chat.sqlite_erasure import make_compactable, prepare, truncate_log

LAST_TIME = (1 << 63) - 1
"""No entry is later (ms)."""
_FIRST_PAGE = 256
"""Entries that a room shows at first."""


class ArchiveFile:
    """Has a connection for the archive thread and one for reading. Thread: the opener's."""

    writer: sqlite3.Connection
    """For the archive thread, which closes it."""
    reader: sqlite3.Connection
    """The owner of the ArchiveFile closes it after the writer."""

    def __init__(self, path: Path, on_damage: Callable[[], None]) -> None:
        """Open or make the file. `on_damage` is called once if reading finds damage later; it must not block.

        Raises: archive_schema.TooNewError, sqlite3.Error, OSError.
        """
        self._path = path
        self._on_damage = on_damage
        self.rescued = ""
        """Where the damaged file is kept, as a sentence; "" if the file was not damaged."""
        self.is_damaged = False
        """Reading has found damage, which the next start rescues."""
        try:
            if is_noted(path):
                self.rescued = rescue(path)
            self._open()
        except sqlite3.DatabaseError as error:
            if self.rescued or not is_damage(error):
                raise
            self.rescued = rescue(path)
            self._open()

    def _open(self) -> None:
        path = self._path
        with ExitStack() as opened:
            writer = opened.enter_context(closing(_open_connection(path)))
            prepare(writer)
            schema.migrate_archive(writer, path)
            remove_old_copies(path)
            make_compactable(writer)
            truncate_log(writer)  # of a program that was killed
            reader = opened.enter_context(closing(_open_connection(path)))
            reader.execute("PRAGMA query_only = 1")
            self.last_id = int(reader.execute(schema.LAST_ID).fetchone()[0])
            """The greatest id of an entry."""
            if not self.last_id:
                mark_new(writer)
            self.writer, self.reader = writer, reader
            self._look_through()
            keep_rooms(path, reader)
            opened.pop_all()

    def room_numbers(self) -> dict[tuple[str, str], int]:
        """Return the numbers of all rooms by (network, key)."""
        return {(network, key): number for number, network, key in self.reader.execute(schema.ROOM_IDS)}

    def _look_through(self) -> None:
        """Read the rows that every start needs, to find damage early.

        Raises: sqlite3.Error.
        """
        rooms = self.room_numbers()
        for number in rooms.values():
            for statement in (schema.COUNT, schema.OLDEST):
                self.reader.execute(statement, (number,)).fetchall()
            self.reader.execute(schema.NEWEST, (number, LAST_TIME)).fetchall()
            self.reader.execute(schema.PAGE_FROM_END, (number, _FIRST_PAGE, 0)).fetchall()
        for network in {network for network, _ in rooms}:
            self.reader.execute(schema.PENDING, (network,)).fetchall()
        self.reader.execute(schema.ANY_WORD).fetchall()

    # Reading

    def read_rows(self, statement: str, values: Sequence[object] | dict[str, object] = ()) -> list[Any]:
        """Return the rows; [] if the file is damaged."""
        try:
            return self.reader.execute(statement, values).fetchall()
        except sqlite3.DatabaseError as error:
            self.note_error(error)
            return []

    def read_row(self, statement: str, values: Sequence[object]) -> Any:
        """Return the first row, or None."""
        return next(iter(self.read_rows(statement, values)), None)

    def begin_reading(self) -> None:
        """Let all reads up to `end_reading` see the file at one moment."""
        self.reader.execute("BEGIN")

    def end_reading(self) -> None:
        try:
            self.reader.execute("COMMIT")
        except sqlite3.DatabaseError as error:
            self.note_error(error)
            with suppress(sqlite3.Error):
                self.reader.execute("ROLLBACK")

    def note_error(self, error: sqlite3.DatabaseError) -> None:
        """Note damage, so that the next start rescues the file. Raise any other error again."""
        if not is_damage(error):
            raise error
        is_new, self.is_damaged = not self.is_damaged, True
        note_damage(self._path)
        if is_new:
            self._on_damage()


def _open_connection(path: Path) -> sqlite3.Connection:
    keep_database_private(path)
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=5)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA recursive_triggers = 1")  # a replaced row fires the triggers of DELETE
        connection.execute("PRAGMA fullfsync = 1")  # macOS: a sync that reaches the disk; nothing elsewhere
    except BaseException:
        connection.close()
        raise
    return connection
