"""Erasure in SQLite: deleted rows leave the files, and free pages return to the file system.

A deleted row is overwritten in place (`prepare`). Three copies may remain: in the full-text index, which only marks
deleted rows until segments are merged (`purge`), in the write-ahead log (`truncate_log`), and at the place of the row
before the page was split (`sqlite_page_gaps`). FTS5's own `secure-delete` is not used: it leaves beginnings of words
that separate two pages of the index, and SQLite before 3.42 cannot read the result.

All functions block for the disk. Thread: the owner of the connection, without an open transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from desktop_chat.sqlite_page_gaps import Gaps

PIECE = 200
"""Pages of the index merged in one step: about 20 ms."""
GIVEN_BACK = 64
"""Pages returned in one step: about 2 ms."""
_MOST_FREE = 0.5
"""If a greater part of a file is free, pages are returned until a quarter of this part is free."""
_FEW_PAGES = 256
"""So few free pages are never returned."""
_SMALL = 32 << 20
"""Bytes of data up to which an older file is rewritten once: a fifth of a second."""
_MOSTLY_FREE_SMALL = 128 << 20
"""The same for a file that is mostly free pages."""


def prepare(connection: sqlite3.Connection) -> None:
    """Overwrite rows that are deleted from now on. An empty file becomes one that can return pages."""
    connection.execute("PRAGMA secure_delete = ON").fetchone()
    if not _read_number(connection, "page_count"):
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")


def make_compactable(connection: sqlite3.Connection) -> None:
    """Rewrite a small file of an older version, so that it can return pages and contains no deleted rows.

    Call it after `prepare`, before other connections read. After a failure, the next start tries again.
    """
    if _read_number(connection, "auto_vacuum") == _INCREMENTAL or not _read_number(connection, "page_count"):
        return
    pages, free = _read_number(connection, "page_count"), _read_number(connection, "freelist_count")
    living = (pages - free) * _read_number(connection, "page_size")
    if living <= (_MOSTLY_FREE_SMALL if free > pages * _MOST_FREE else _SMALL):
        with suppress(sqlite3.Error):  # no room for a second copy, or a reader is in the way
            connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
            connection.execute("VACUUM")


_INCREMENTAL = 2


def purge(connection: sqlite3.Connection, table: str) -> Iterator[None]:
    """Remove the rows marked as deleted from a full-text index. Each step is a transaction of its own."""
    pages = -PIECE  # a negative number begins, positive ones go on
    while True:
        before = connection.total_changes
        connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('merge', ?)", (pages,))
        if connection.total_changes - before < 2:
            return
        yield
        pages = PIECE


def truncate_log(connection: sqlite3.Connection) -> int | None:
    """Move the write-ahead log into the database and empty the log. Return the number of pages in the log.

    Return None, without waiting, while a reader uses an older state.
    """
    with _without_waiting(connection):
        _, pages, _ = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        (busy, _, _) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return None if busy else max(0, pages)


def fill_gaps(connection: sqlite3.Connection, gaps: Gaps, pages: Sequence[int]) -> bool:
    """Overwrite the gaps of these pages. Return False while a reader uses an older state."""
    if truncate_log(connection) is None:
        return False
    gaps.fill(connection, pages)
    return True


@contextmanager
def _without_waiting(connection: sqlite3.Connection) -> Iterator[None]:
    patience = _read_number(connection, "busy_timeout")
    connection.execute("PRAGMA busy_timeout = 0").fetchone()
    try:
        yield
    finally:
        connection.execute(f"PRAGMA busy_timeout = {patience}").fetchone()


def is_mostly_free(connection: sqlite3.Connection) -> bool:
    """Return True if enough pages are free that some should be returned."""
    free = _read_number(connection, "freelist_count")
    compactable = free > _FEW_PAGES and _read_number(connection, "auto_vacuum") == _INCREMENTAL
    return compactable and free > _read_number(connection, "page_count") * _MOST_FREE


def give_back(connection: sqlite3.Connection) -> bool:
    """Return some free pages to the file system, in one step. Return True if more should follow."""
    connection.execute(f"PRAGMA incremental_vacuum({GIVEN_BACK})").fetchall()
    free = _read_number(connection, "freelist_count")
    return free > _FEW_PAGES and free > _read_number(connection, "page_count") * _MOST_FREE / 4


def _read_number(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])
