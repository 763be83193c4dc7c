"""Erasure of redacted and edited text from every part of the archive's file. Archive thread.

The thread works in steps of some ms and writes queued changes between the steps, which `desktop_chat.sqlite_erasure`
describes.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

from desktop_chat.client.entry import Entry, EntryKind
from desktop_chat.sqlite_erasure import fill_gaps, give_back, is_mostly_free, purge, truncate_log
from desktop_chat.sqlite_page_gaps import Gaps

GATHER_SECONDS = 20.0
"""How long redacted text may stay in the file before its erasure starts."""
_RETRY_SECONDS = 1.0
_REST = 10.0
"""The pause before the next erasure, as a multiple of the duration of the last one."""
_FILLED_AT_ONCE = 128
_CLEAN, _STALE = 1, 2
"""Values of the file's `application_id`, which has no other use; 0 is a file of an older version."""


def mark_new(connection: sqlite3.Connection) -> None:
    """Mark a new file, which has nothing to erase."""
    connection.execute(f"PRAGMA application_id = {_CLEAN}")


class ArchiveErasure:
    """Erases step by step. The owner closes `gaps` after all connections."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self.gaps = Gaps(path, connection)
        self._due: float | None = None
        self._rested = 0.0
        self._steps: Iterator[bool] | None = None
        (state,) = connection.execute("PRAGMA application_id").fetchone()
        if state != _CLEAN:
            self._due = time.monotonic() + GATHER_SECONDS

    def note(self, entry: Entry) -> None:
        """Plan an erasure if `entry`, within a transaction, replaces a text that must go."""
        if entry.kind is EntryKind.DELETED or entry.edited_at:
            self.plan()

    def plan(self) -> None:
        """Plan an erasure, within a transaction that removes text."""
        self._connection.execute(f"PRAGMA application_id = {_STALE}")
        if self._due is None:
            self._due = max(time.monotonic() + GATHER_SECONDS, self._rested)

    @property
    def patience(self) -> float | None:
        """The seconds until the next step, or None if there is nothing to erase."""
        if self._steps is not None:
            return 0.0
        return None if self._due is None else max(0.0, self._due - time.monotonic())

    def step(self) -> None:
        """Do one step. A failed erasure is tried again later."""
        if self._steps is None:
            self._due = None
            self._steps = self._all()
        try:
            done = next(self._steps, None)
        except (sqlite3.Error, OSError):
            done = False
        if done is not None and done:
            return
        self._steps = None
        if done is False:
            self._due = time.monotonic() + _RETRY_SECONDS

    def finish(self, seconds: float) -> None:
        """Erase now for at most `seconds`; the next start continues."""
        end = time.monotonic() + seconds
        if self._due is None and self._steps is None:
            return
        self._due = time.monotonic()
        while self.patience is not None and time.monotonic() < end:
            self.step()
            if self.patience:  # a reader is in the way
                time.sleep(min(self.patience, 0.01))
                self._due = time.monotonic()

    def _all(self) -> Iterator[bool]:
        """Yield True after each step, or False if the erasure cannot go on now."""
        connection, began = self._connection, time.monotonic()
        for _ in purge(connection, "found"):
            yield True
        more = is_mostly_free(connection)
        while more:
            more = give_back(connection)
            yield True
        if truncate_log(connection) is None:
            yield False
            return
        dirty: list[int] = []
        for pages in self.gaps.find():
            dirty += pages
            yield True
        for first in range(0, len(dirty), _FILLED_AT_ONCE):
            if not fill_gaps(connection, self.gaps, dirty[first : first + _FILLED_AT_ONCE]):
                yield False
                return
            yield True
        now = time.monotonic()
        self._rested = now + _REST * (now - began)
        if self._due is None:
            connection.execute(f"PRAGMA application_id = {_CLEAN}")
            if truncate_log(connection) is None:
                yield False
