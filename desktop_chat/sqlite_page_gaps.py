"""Gaps: the unused middles of a SQLite file's pages, where copies of rows stand that have moved to other pages.

SQLite overwrites what is deleted where it stands now (`secure_delete`), and not where a page was split before. So such
copies are looked for, and overwritten, in the file itself: SQLite neither reads these bytes nor minds what they are.
https://www.sqlite.org/fileformat2.html#b_tree_pages
"""

from __future__ import annotations

import os
import sqlite3
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path

PAGES_AT_ONCE = 256
"""Pages looked at in one step: about 1 ms."""
_HEADERS = {2: 12, 5: 12, 10: 8, 13: 8}
"""The length of the header of each kind of page that holds rows."""
_MOST_PAGES = 1 << 24
"""From here on the first byte of other pages may look like that of one with rows."""
_PENDING_BYTE = 1 << 30
_O_FLAGS = os.O_RDWR | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


class Gaps:
    """The gaps of the file `path`, which `connection` has open. `find` is for one thread, `fill` for the connection's.

    The file stays open until `close`, which comes after the connection's: to close it earlier would drop the locks that
    SQLite holds on it in this process.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._file = os.open(path, _O_FLAGS)
        self._size = int(connection.execute("PRAGMA page_size").fetchone()[0])
        maps = int(connection.execute("PRAGMA auto_vacuum").fetchone()[0]) != 0
        self._map_distance = self._size // 5 + 1 if maps else 0
        self._zeros = bytes(self._size)

    def find(self) -> Iterator[list[int]]:
        """Look through the file, step by step: the pages in whose gaps something stands. Raises OSError."""
        length = PAGES_AT_ONCE * self._size
        start = 0
        while data := self._read(start, length):
            first = start // self._size + 1
            count = len(data) // self._size
            if first + count > _MOST_PAGES:
                return
            yield [first + index for index in range(count) if self._gap(first + index, data, index * self._size)]
            start += length

    def fill(self, connection: sqlite3.Connection, pages: Iterable[int]) -> None:
        """Overwrite these pages' gaps. All that was committed must be in the file itself, and nothing of it in the
        write-ahead log. Raises OSError and sqlite3.Error."""
        connection.execute("BEGIN IMMEDIATE")  # no other program writes meanwhile
        try:
            connection.execute("PRAGMA shrink_memory").fetchall()  # or pages that are kept in memory bring it back
            filled = [self._fill(page) for page in pages]
            if any(filled):
                os.fsync(self._file)
        finally:
            connection.execute("ROLLBACK")

    def _fill(self, page: int) -> bool:
        start = (page - 1) * self._size
        data = self._read(start, self._size)
        gap = self._gap(page, data, 0) if len(data) == self._size else None
        if gap is None:
            return False
        os.lseek(self._file, start + gap[0], os.SEEK_SET)
        return os.write(self._file, self._zeros[: gap[1] - gap[0]]) > 0

    def close(self) -> None:
        os.close(self._file)

    def _read(self, start: int, length: int) -> bytes:
        os.lseek(self._file, start, os.SEEK_SET)
        return os.read(self._file, length)

    def _gap(self, page: int, data: bytes, base: int) -> tuple[int, int] | None:
        """Where in a page, which begins at `base`, the gap is; None when it is clean, or this is no page with rows."""
        header = base + (100 if page == 1 else 0)
        length = _HEADERS.get(data[header])
        if length is None or self._is_no_rows(page):
            return None
        (count, content) = struct.unpack_from(">HH", data, header + 3)
        low, high = header + length + 2 * count, base + (content or 65536)
        if not low < high <= base + self._size or data[low:high] == self._zeros[: high - low]:
            return None
        cells = struct.unpack_from(f">{count}H", data, header + length)
        return (low - base, high - base) if min(cells, default=self._size) >= high - base else None

    def _is_no_rows(self, page: int) -> bool:
        """Whether this page says what other pages are for, or is the one that is never used."""
        if page == _PENDING_BYTE // self._size + 1:
            return True
        return bool(self._map_distance) and page % self._map_distance == 2 % self._map_distance
