"""Limits of one search: the number of terms, and the time."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from desktop_chat.storage.store_api import SearchTooWide
from desktop_chat.texts import storage as texts

MOST_TERMS = 3_000
"""Words multiplied by rooms."""
MOST_SECONDS = 1.0
_CHECKED = 100
"""Steps of SQLite's virtual machine between two looks at the clock: some milliseconds at most."""
_TOO_WIDE = texts.SEARCH_TOO_BROAD


def require_terms(count: int) -> None:
    """Raise SearchTooWide if a search has too many terms."""
    if count > MOST_TERMS:
        raise SearchTooWide(_TOO_WIDE)


@contextmanager
def bounded(index: sqlite3.Connection, clock: Callable[[], float] = time.monotonic) -> Iterator[None]:
    """Interrupt a query of this connection after MOST_SECONDS. Raises SearchTooWide."""
    end = clock() + MOST_SECONDS
    index.set_progress_handler(lambda: clock() > end, _CHECKED)
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT and clock() > end:
            raise SearchTooWide(_TOO_WIDE) from error
        raise
    finally:
        index.set_progress_handler(None, 0)
