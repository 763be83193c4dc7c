"""ArchiveWriter: the archive thread, which writes queued changes in order, many in one synced transaction.

Entries are inserted by large statements, counted once for each statement, and indexed once for each transaction. Row by
row with triggers the work takes four times as long, at the cost of the GUI thread.
"""

from __future__ import annotations

import json
import logging
import queue
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from desktop_chat.client import archive_schema as schema
from desktop_chat.client.archive_erasure import ArchiveErasure
from desktop_chat.client.archive_rescue import is_damage, note_damage
from desktop_chat.client.entry import Entry
from desktop_chat.texts import client as texts
from desktop_chat.value_class import value

_log = logging.getLogger(__name__)
_MOST_IN_ONE = 20_000
"""Changes in one transaction."""
_GATHER = 0.25
"""Seconds to wait for more changes while no caller waits for the present ones."""
_LAST_TRIES = 6
_LAST_SECONDS = 1.5
"""Seconds to erase at the end of the program; the next start continues."""
_PATIENCE = 60.0

WriteCallback = Callable[[], None]
"""Called on the archive thread once all changes queued before are on disk."""


@value
class AddedEntries:
    """New entries of a room, by the id of the room."""

    room: int
    entries: Sequence[Entry]
    then: WriteCallback | None = None


@value
class ReplacedEntry:
    """A changed or new entry."""

    room: int
    entry: Entry
    then: WriteCallback | None = None


@value
class StatementChange:
    """One statement for each of `rows`; "" only calls `then`."""

    statement: str
    rows: Sequence[tuple[object, ...]]
    then: WriteCallback | None = None


@value
class ClearRequest:
    """A request to delete some entries of closed rooms."""

    then: WriteCallback | None = None


@value
class EraseRequest:
    """A request to erase redacted text now."""

    then: WriteCallback | None = None


ArchiveChange = AddedEntries | ReplacedEntry | StatementChange | ClearRequest | EraseRequest


class ArchiveWriter:
    """Only `close` waits. Thread: any for `queue_change` and `error_text`."""

    def __init__(self, connection: sqlite3.Connection, path: Path, on_trouble: Callable[[], None]) -> None:
        """Own the connection: the thread closes it, and calls `on_trouble` when writing begins to fail."""
        self._path = path
        self._trouble = ""
        self._on_trouble = on_trouble
        self.damaged = False
        """Writing has found the file damaged."""
        self._added: list[int] = []
        """The ids of entries that were added in this transaction and are not indexed yet."""
        self._queue: queue.SimpleQueue[ArchiveChange | None] = queue.SimpleQueue()
        self._erasure = ArchiveErasure(connection, path)
        self._thread = threading.Thread(target=self._run, args=(connection,), name="archive")
        self._thread.start()

    @property
    def error_text(self) -> str:
        """The reason why writing fails at present, as a sentence; "" if it works."""
        return self._trouble

    def queue_change(self, change: ArchiveChange) -> None:
        self._queue.put(change)

    def release(self) -> None:
        """Close the file's last handle, after all connections."""
        self._erasure.gaps.close()

    def close(self) -> bool:
        """Write the queued changes, sync and end the thread. Return False if it has ended before. Waits for the disk,
        at most 5 s if it fails."""
        if not self._thread.is_alive():
            return False
        self._queue.put(None)
        self._thread.join()
        return True

    # The thread

    def _run(self, connection: sqlite3.Connection) -> None:
        attempts = 0
        with closing(connection):
            batch: list[ArchiveChange] = []
            going = True
            while going or batch:
                if not batch:
                    going = self._collect_batch(batch)
                if self._commit_batch(connection, batch):
                    attempts = 0
                    if any(isinstance(change, EraseRequest) for change in batch):
                        self._erasure.finish(_PATIENCE)
                    self._call_back(batch)
                    batch = []
                    if self._erasure.patience == 0.0:
                        self._erasure.step()
                    continue
                attempts += 1
                going = going and self._wait_before_retry(batch, min(2.0, 0.05 * 2**attempts))
                if not going and attempts > _LAST_TRIES:
                    _log.error("What was last received could not be kept: %s", self._trouble)
                    return
            self._erasure.finish(_LAST_SECONDS)

    def _next(self) -> ArchiveChange | None:
        """Wait for a change; erase redacted text meanwhile."""
        while True:
            patience = self._erasure.patience
            try:
                return self._queue.get(timeout=patience) if patience is not None else self._queue.get()
            except queue.Empty:
                self._erasure.step()

    def _collect_batch(self, batch: list[ArchiveChange]) -> bool:
        """Wait for a change, and collect more that follow soon. Return False at the end."""
        change = self._next()
        until = time.monotonic() + _GATHER
        while change is not None:
            batch.append(change)
            if len(batch) >= _MOST_IN_ONE:
                return True
            patience = 0.0 if change.then is not None else until - time.monotonic()
            try:
                change = self._queue.get(timeout=patience) if patience > 0 else self._queue.get_nowait()
            except queue.Empty:
                return True
        return False

    def _wait_before_retry(self, batch: list[ArchiveChange], seconds: float) -> bool:
        """Pause before the next attempt. Return False if the end was requested meanwhile."""
        try:
            change = self._queue.get(timeout=seconds)
        except queue.Empty:
            return True
        if change is None:
            return False
        batch.append(change)
        return True

    def _call_back(self, batch: Sequence[ArchiveChange]) -> None:
        """Call the `then` of each change. An exception there does not stop the writer."""
        for change in batch:
            if change.then is not None:
                try:
                    change.then()
                except Exception:
                    _log.exception("Whoever waited for the archive %s failed.", self._path)

    def _commit_batch(self, connection: sqlite3.Connection, batch: Sequence[ArchiveChange]) -> bool:
        self._added = []
        try:
            connection.execute("BEGIN IMMEDIATE")
            for change in batch:
                self._execute_change(connection, change)
            self._index_added(connection)
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            if is_damage(error):
                self.damaged = True
                note_damage(self._path)
            begins, self._trouble = not self._trouble, texts.ARCHIVE_CANNOT_BE_WRITTEN(str(error))
            if begins:
                _log.warning("The archive %s cannot be written: %s. It is tried again.", self._path, error)
                self._on_trouble()
            return False
        self._trouble = ""
        return True

    def _execute_change(self, connection: sqlite3.Connection, change: ArchiveChange) -> None:
        """Execute one change. A value that SQLite refuses is skipped, or else would block all later changes."""
        try:
            match change:
                case AddedEntries(room, entries):
                    self._insert_entries(connection, room, entries)
                case ReplacedEntry(room, entry):
                    self._index_added(connection)
                    connection.execute(schema.REPLACE, schema.entry_row(room, entry))
                    self._erasure.note(entry)
                    connection.execute(schema.COUNT_UP, (1, room))
                    self._added.append(entry.id)
                case ClearRequest():
                    self._index_added(connection)
                    connection.execute(schema.CLEAR_CLOSED)
                    self._erasure.plan()
                case StatementChange(statement, rows) if statement:
                    connection.executemany(statement, rows)
        except (ValueError, OverflowError, sqlite3.IntegrityError) as error:
            self._note_refusal(error)

    def _insert_entries(self, connection: sqlite3.Connection, room: int, entries: Sequence[Entry]) -> None:
        """Insert entries by statements of 256, 128 ... 1 rows, few enough to stay prepared."""
        rows = [schema.entry_row(room, entry) for entry in entries]
        first, size, before = 0, schema.MOST_ROWS, len(self._added)
        while first < len(rows):
            size = min(size, 1 << (len(rows) - first).bit_length() - 1)
            lump = rows[first : first + size]
            values = [value for row in lump for value in row]
            try:
                added = connection.execute(schema.add_statement(size), values).rowcount
                self._added.extend(self._added_ids(connection, [row[1] for row in lump], added))
            except (ValueError, OverflowError, sqlite3.IntegrityError) as error:
                if size > 1:
                    size //= 2  # one row is refused: try smaller groups
                    continue
                self._note_refusal(error)
            first += size
            size = schema.MOST_ROWS
        connection.execute(schema.COUNT_UP, (len(self._added) - before, room))

    def _added_ids(self, connection: sqlite3.Connection, ids: list[Any], added: int) -> list[int]:
        """Return the ids that were added. (RETURNING would cost a sixth of the statement.)"""
        if added == len(ids):
            return ids
        return [number for (number,) in connection.execute(schema.ADDED, (json.dumps(ids),))]

    def _index_added(self, connection: sqlite3.Connection) -> None:
        """Index the added entries for the search."""
        if self._added:
            connection.execute(schema.INDEX, (json.dumps(self._added),))
            self._added = []

    def _note_refusal(self, error: Exception) -> None:
        _log.error("Something could not be kept in the archive %s: %s.", self._path, error)
