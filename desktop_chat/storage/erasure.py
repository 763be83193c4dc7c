"""Erasure: when what was taken back goes from the files beside its rows: the index, and both write-ahead logs.

It is gathered for some seconds, because a log is emptied as a whole. Pages that are free in either file are given back
with it.
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
"""How long what was taken back may still stand in the index or in a log."""
RETRY_SECONDS = 1.0
"""After which it is tried again where somebody was reading."""


_REST = 10.0
"""Times what it took: the rest before it is begun again."""
_FILLED_AT_ONCE = 128
"""Pages whose gaps are overwritten while commits wait: some ms."""


class Chores(Protocol):
    """What the store's thread does in its own time, a small step each. All block until that is done."""

    def do(self, chore: Chore) -> bool:
        """Commit a chore; False when it cannot be done now."""

    def erase_log(self) -> bool:
        """Leave nothing in the write-ahead log; False when that cannot be done now."""

    def dirty_pages(self) -> Iterator[list[int]]:
        """Look through the database, step by step, for pages in whose gaps something stands."""

    def fill_gaps(self, pages: Sequence[int]) -> bool:
        """Overwrite what stands there; False when that cannot be done now."""

    def lengthen_log(self) -> bool:
        """Make the log longer again; whether more is to come."""

    def give_back(self) -> bool:
        """Give free pages back to the system; whether more is to come."""


class Erasure:
    """`mark` is for any thread, all else for the search thread."""

    def __init__(self, chores: Chores, pause: Callable[[float], bool]) -> None:
        """`pause` waits for so many seconds: whether there is no more time at all."""
        self._chores = chores
        self._pause = pause
        self._due: float | None = None
        self._rested = 0.0

    def mark(self) -> None:
        """Something was taken back that may still stand somewhere."""
        if self._due is None:
            self._due = max(time.monotonic() + GATHER_SECONDS, self._rested)

    @property
    def pending(self) -> bool:
        return self._due is not None

    @property
    def seconds(self) -> float | None:
        """How long it may wait; None when there is nothing to erase."""
        return None if self._due is None else max(0.0, self._due - time.monotonic())

    def begin(self, index: sqlite3.Connection) -> None:
        """The index was opened: the run before may not have come to its end."""
        if index.execute(search_sql.IS_STALE).fetchone()[0]:
            self.mark()

    def erase(self, index: sqlite3.Connection, gaps: Gaps, *, last: bool = False) -> None:
        """Erase now; `gaps` are those of the index. `last`: the server stops. Raises sqlite3.Error and OSError."""
        self._due = None
        began = time.monotonic()
        done = self._purge(index)
        if not last:
            self._give_back(index)
        done = truncate_log(index) is not None and done
        done = self._chores.erase_log() and done
        done = self._fill(self._chores.dirty_pages(), self._chores.fill_gaps) and done
        done = self._fill(gaps.find(), lambda pages: fill_gaps(index, gaps, pages)) and done
        while not last and self._chores.lengthen_log() and not self._pause(0.0):
            pass
        now = time.monotonic()
        self._rested = now + _REST * (now - began)
        if not done:
            self._due = now + RETRY_SECONDS

    def _fill(self, found: Iterator[list[int]], fill: Callable[[list[int]], bool]) -> bool:
        """Overwrite what stands in gaps, some pages at once, when all of the file has been looked through."""
        dirty: list[int] = []
        for pages in found:
            dirty += pages
            if self._pause(0.0):
                return False
        for first in range(0, len(dirty), _FILLED_AT_ONCE):
            if self._pause(0.0) or not fill(dirty[first : first + _FILLED_AT_ONCE]):
                return False
        return True

    def _purge(self, index: sqlite3.Connection) -> bool:
        if not index.execute(search_sql.IS_STALE).fetchone()[0]:
            return True
        began = time.monotonic()
        for _ in purge(index, "words"):
            if self._pause(time.monotonic() - began):  # others have the right of way
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
