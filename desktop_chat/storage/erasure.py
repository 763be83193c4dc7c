"""Erasure of deleted text from the files: the full-text index, both write-ahead logs and the gaps of pages.

Deletions gather for some seconds, because a log can only be emptied as a whole. Free pages of both files are returned
to the file system at the same time.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from desktop_chat.sqlite_erasure import fill_gaps, give_back, is_mostly_free, purge, truncate_log
from desktop_chat.sqlite_page_gaps import Gaps
from desktop_chat.storage import search_sql
from desktop_chat.storage.retention import Chore

GATHER_SECONDS = 20.0
"""How long deleted text may still stand in the index or in a log."""
RETRY_SECONDS = 1.0
"""The pause before the next attempt if a reader was in the way."""


_REST = 10.0
"""The rest after an erasure, as a multiple of the time that the erasure took."""
_FILLED_AT_ONCE = 128
"""Pages whose gaps are overwritten at once, while commits wait: some ms."""


class Chores(Protocol):
    """Background work of the store thread, in small steps. Each method blocks until the step is done."""

    def do(self, chore: Chore) -> bool:
        """Commit a Chore. Return False if that is impossible now."""

    def erase_log(self) -> bool:
        """Empty the write-ahead log. Return False if that is impossible now."""

    def dirty_pages(self) -> Iterator[list[int]]:
        """Walk through the database and yield pages with text in their gaps."""

    def fill_gaps(self, pages: Sequence[int]) -> bool:
        """Overwrite the gaps of the pages. Return False if that is impossible now."""

    def lengthen_log(self) -> bool:
        """Lengthen the log by a piece. Return True if more is missing."""

    def give_back(self) -> bool:
        """Return some free pages to the file system. Return True if more are left."""


class Erasure:
    """The due time of the next erasure, and the erasure itself. Thread: search; `mark`: any."""

    def __init__(self, chores: Chores, pause: Callable[[float], bool]) -> None:
        """`pause` waits for some seconds and returns True if the server must stop now."""
        self._chores = chores
        self._pause = pause
        self._due: float | None = None
        self._rested = 0.0

    def mark(self) -> None:
        """Note that deleted text may still stand in a file."""
        if self._due is None:
            self._due = max(time.monotonic() + GATHER_SECONDS, self._rested)

    @property
    def pending(self) -> bool:
        return self._due is not None

    @property
    def seconds(self) -> float | None:
        """Seconds until the erasure is due; None if there is nothing to erase."""
        return None if self._due is None else max(0.0, self._due - time.monotonic())

    def begin(self, index: sqlite3.Connection) -> None:
        """Continue an erasure that the last run did not finish. Call it after opening the index."""
        if index.execute(search_sql.IS_STALE).fetchone()[0]:
            self.mark()

    def erase(self, index: sqlite3.Connection, gaps: Gaps, *, last: bool = False) -> None:
        """Erase now. `gaps` belongs to the index. `last`: the server stops. Raises sqlite3.Error, OSError."""
        self._due = None
        began = time.monotonic()
        done = self._purge_index(index)
        if not last:
            self._give_back(index)
        done = truncate_log(index) is not None and done
        done = self._chores.erase_log() and done
        done = self._fill_gaps(self._chores.dirty_pages(), self._chores.fill_gaps) and done
        done = self._fill_gaps(gaps.find(), lambda pages: fill_gaps(index, gaps, pages)) and done
        while not last and self._chores.lengthen_log() and not self._pause(0.0):
            pass
        now = time.monotonic()
        self._rested = now + _REST * (now - began)
        if not done:
            self._due = now + RETRY_SECONDS

    def _fill_gaps(self, found: Iterator[list[int]], fill: Callable[[list[int]], bool]) -> bool:
        """Find all pages with text in their gaps, then overwrite the gaps, some pages at once."""
        dirty: list[int] = []
        for pages in found:
            dirty += pages
            if self._pause(0.0):
                return False
        for first in range(0, len(dirty), _FILLED_AT_ONCE):
            if self._pause(0.0) or not fill(dirty[first : first + _FILLED_AT_ONCE]):
                return False
        return True

    def _purge_index(self, index: sqlite3.Connection) -> bool:
        if not index.execute(search_sql.IS_STALE).fetchone()[0]:
            return True
        began = time.monotonic()
        for _ in purge(index, "words"):
            if self._pause(time.monotonic() - began):  # commits go first
                return False
            began = time.monotonic()
        index.execute(search_sql.MARK_CLEAN)
        return True

    def _give_back(self, index: sqlite3.Connection) -> None:
        more = is_mostly_free(index)
        while more and not self._pause(0.0):
            more = give_back(index)
        while self._chores.give_back() and not self._pause(0.0):
            pass
