"""Erasing in SQLite: nothing that was deleted stays in a file, and room that nobody needs goes back to the system.

A deleted row is overwritten where it stood (`prepare`). Three copies of it may be left then: in the full-text index,
which only marks what is gone until its segments are merged (`purge`), in the write-ahead log (`truncate_log`), and
where the row stood before its page was split (`gaps`). FTS5's own `secure-delete` is not used: it leaves the beginnings
of words that part two pages of the index, and SQLite before 3.42 cannot read what it wrote.

For the thread that owns the connection, which has no transaction open; everything blocks for the disk.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from desktop_chat.sqlite_page_gaps import Gaps

PIECE = 200
"""Pages of the index merged in one step: about 20 ms."""
GIVEN_BACK = 64
"""Pages given back in one step: about 2 ms."""
_MOST_FREE = 0.5
"""Part of a file's pages that may be free before they are given back, down to a quarter of this."""
_FEW_PAGES = 256
"""Free pages that are never worth it."""
_SMALL = 32 << 20
"""Bytes of living data up to which an older file is written anew once: a fifth of a second."""
_MOSTLY_FREE_SMALL = 128 << 20
"""The same for a file that is mostly free pages."""


def prepare(connection: sqlite3.Connection) -> None:
    """Overwrite what is deleted from now on. A file with nothing in it becomes one that can give back pages."""
    connection.execute("PRAGMA secure_delete = ON").fetchone()
    if not _number(connection, "page_count"):
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")


def make_compactable(connection: sqlite3.Connection) -> None:
    """Write a small file of an older version anew, so that it can give back pages and holds nothing that was deleted
    before. After `prepare`, before others read. What cannot be done now is done at another start."""
    if _number(connection, "auto_vacuum") == _INCREMENTAL or not _number(connection, "page_count"):
        return
    pages, free = _number(connection, "page_count"), _number(connection, "freelist_count")
    living = (pages - free) * _number(connection, "page_size")
    if living <= (_MOSTLY_FREE_SMALL if free > pages * _MOST_FREE else _SMALL):
        with suppress(sqlite3.Error):  # no room for a second copy, or somebody reads
            connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
            connection.execute("VACUUM")


_INCREMENTAL = 2


def purge(connection: sqlite3.Connection, table: str) -> Iterator[None]:
    """Take what is only marked as gone out of a full-text index, step by step, each a transaction of its own."""
    pages = -PIECE  # a negative number begins, positive ones go on
    while True:
        before = connection.total_changes
        connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('merge', ?)", (pages,))
        if connection.total_changes - before < 2:
            return
        yield
        pages = PIECE


def truncate_log(connection: sqlite3.Connection) -> int | None:
    """Bring the write-ahead log into the database and leave nothing of it: how many pages it held. None while a person
    reads an older state, whom it does not wait for."""
    with _impatient(connection):
        _, pages, _ = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        (busy, _, _) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return None if busy else max(0, pages)


def fill_gaps(connection: sqlite3.Connection, gaps: Gaps, pages: Sequence[int]) -> bool:
    """Overwrite what stands in the gaps of these pages. False while a person reads an older state."""
    if truncate_log(connection) is None:
        return False
    gaps.fill(connection, pages)
    return True


@contextmanager
def _impatient(connection: sqlite3.Connection) -> Iterator[None]:
    patience = _number(connection, "busy_timeout")
    connection.execute("PRAGMA busy_timeout = 0").fetchone()
    try:
        yield
    finally:
        connection.execute(f"PRAGMA busy_timeout = {patience}").fetchone()


def is_mostly_free(connection: sqlite3.Connection) -> bool:
    """Whether so many pages of the file are free that some should be given back."""
    free = _number(connection, "freelist_count")
    compactable = free > _FEW_PAGES and _number(connection, "auto_vacuum") == _INCREMENTAL
    return compactable and free > _number(connection, "page_count") * _MOST_FREE


def give_back(connection: sqlite3.Connection) -> bool:
    """Give some free pages back to the system, one step. Whether there are more that should be."""
    connection.execute(f"PRAGMA incremental_vacuum({GIVEN_BACK})").fetchall()
    free = _number(connection, "freelist_count")
    return free > _FEW_PAGES and free > _number(connection, "page_count") * _MOST_FREE / 4


def _number(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])
