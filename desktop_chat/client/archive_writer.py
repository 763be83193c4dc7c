"""The archive's own thread: many changes in one synced transaction, in the order in which they were queued.

Entries go in by large statements, are counted once for each of these, and are indexed for the search all at once: row
by row, with triggers, the same takes four times as long, and this thread takes turns with the windows'.
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
from desktop_chat.client.archive_erasure import Erasure
from desktop_chat.client.archive_rescue import is_damage, note_damage
from desktop_chat.client.entry import Entry
from desktop_chat.texts import client as texts
from desktop_chat.value_class import value

_log = logging.getLogger(__name__)
_MOST_IN_ONE = 20_000
"""Changes in one transaction."""
_GATHER = 0.25
"""Seconds in which more is waited for, where nobody waits for what is there."""
_LAST_TRIES = 6
_LAST_SECONDS = 1.5
"""How long what was taken back may take to be erased when the program ends; the next start goes on."""
_PATIENCE = 60.0

Then = Callable[[], None]
"""Called on the archive's thread, once all that was queued before is on disk."""


@value
class Added:
    """New entries of a room, by the room's number."""

    room: int
    entries: Sequence[Entry]
    then: Then | None = None


@value
class Replaced:
    """An entry that is different now, or new."""

    room: int
    entry: Entry
    then: Then | None = None


@value
class StatementChange:
    """One statement for each of these rows; none is a mere wish to be told."""

    statement: str
    rows: Sequence[tuple[object, ...]]
    then: Then | None = None


@value
class Erased:
    """What was taken back is to be gone from the file now, and not soon."""

    then: Then | None = None


Change = Added | Replaced | StatementChange | Erased


class ArchiveWriter:
    """`put` and `trouble` are for any thread; nothing but `close` waits."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        """Own the connection from now on: its thread closes it."""
        self._path = path
        self._trouble = ""
        self.damaged = False
        """Whether it was found damaged while it was written."""
        self._added: list[int] = []
        """The ids of what was added in this transaction and cannot be found by its words yet."""
        self._queue: queue.SimpleQueue[Change | None] = queue.SimpleQueue()
        self._erasure = Erasure(connection, path)
        self._thread = threading.Thread(target=self._run, args=(connection,), name="archive")
        self._thread.start()

    @property
    def error_text(self) -> str:
        """Why nothing can be written at present, in words; "" when all is well."""
        return self._trouble

    def queue_change(self, change: Change) -> None:
        """Queue a change."""
        self._queue.put(change)

    def release(self) -> None:
        """Close the file's last handle, after all connections."""
        self._erasure.gaps.close()

    def close(self) -> bool:
        """Write what is queued, sync, end the thread; False when that was done before. Waits for the disk, 5 s at most
        when it fails."""
        if not self._thread.is_alive():
            return False
        self._queue.put(None)
        self._thread.join()
        return True

    # The thread

    def _run(self, connection: sqlite3.Connection) -> None:
        attempts = 0
        with closing(connection):
            batch: list[Change] = []
            going = True
            while going or batch:
                if not batch:
                    going = self._collect_batch(batch)
                if self._commit_batch(connection, batch):
                    attempts = 0
                    if any(isinstance(change, Erased) for change in batch):
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

    def _next(self) -> Change | None:
        """Wait for a change; meanwhile erase what was taken back."""
        while True:
            patience = self._erasure.patience
            try:
                return self._queue.get(timeout=patience) if patience is not None else self._queue.get()
            except queue.Empty:
                self._erasure.step()

    def _collect_batch(self, batch: list[Change]) -> bool:
        """Wait for a change, and take what comes with it and soon after it. False when it was the end."""
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

    def _wait_before_retry(self, batch: list[Change], seconds: float) -> bool:
        """Pause before the next attempt; False when the end was asked for meanwhile."""
        try:
            change = self._queue.get(timeout=seconds)
        except queue.Empty:
            return True
        if change is None:
            return False
        batch.append(change)
        return True

    def _call_back(self, batch: Sequence[Change]) -> None:
        """Call back those who wait. What goes wrong there is theirs: the writing goes on."""
        for change in batch:
            if change.then is not None:
                try:
                    change.then()
                except Exception:
                    _log.exception("Whoever waited for the archive %s failed.", self._path)

    def _commit_batch(self, connection: sqlite3.Connection, batch: Sequence[Change]) -> bool:
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
            if not self._trouble:
                _log.warning("The archive %s cannot be written: %s. It is tried again.", self._path, error)
            self._trouble = texts.ARCHIVE_CANNOT_BE_WRITTEN(str(error))
            return False
        self._trouble = ""
        return True

    def _execute_change(self, connection: sqlite3.Connection, change: Change) -> None:
        """One change. A value that no database takes would be refused for ever, and all that is behind it with it."""
        try:
            match change:
                case Added(room, entries):
                    self._insert_entries(connection, room, entries)
                case Replaced(room, entry):
                    self._index_added(connection)
                    connection.execute(schema.REPLACE, schema.entry_row(room, entry))
                    self._erasure.note(entry)
                    connection.execute(schema.COUNT_UP, (1, room))
                    self._added.append(entry.id)
                case StatementChange(statement, rows) if statement:
                    connection.executemany(statement, rows)
        except (ValueError, OverflowError, sqlite3.IntegrityError) as error:
            self._note_refusal(error)

    def _insert_entries(self, connection: sqlite3.Connection, room: int, entries: Sequence[Entry]) -> None:
        """In statements of 256, 128 ... 1 rows, few enough to be kept prepared."""
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
                    size //= 2  # one of them is no good: let the others in
                    continue
                self._note_refusal(error)
            first += size
            size = schema.MOST_ROWS
        connection.execute(schema.COUNT_UP, (len(self._added) - before, room))

    def _added_ids(self, connection: sqlite3.Connection, ids: list[Any], added: int) -> list[int]:
        """Which of these were added. (To have each statement tell costs a sixth of it.)"""
        if added == len(ids):
            return ids
        return [number for (number,) in connection.execute(schema.ADDED, (json.dumps(ids),))]

    def _index_added(self, connection: sqlite3.Connection) -> None:
        """Make what was added findable by its words."""
        if self._added:
            connection.execute(schema.INDEX, (json.dumps(self._added),))
            self._added = []

    def _note_refusal(self, error: Exception) -> None:
        _log.error("Something could not be kept in the archive %s: %s.", self._path, error)
