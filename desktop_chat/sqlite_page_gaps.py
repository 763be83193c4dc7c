"""Gaps: the unused middle parts of a SQLite file's pages, with copies of rows that moved to other pages.

SQLite overwrites a deleted row at its present place (`secure_delete`), not at its place before a page was split. So
this module overwrites such copies in the file itself. SQLite never reads these bytes.

Spec: https://www.sqlite.org/fileformat2.html#b_tree_pages
"""

from __future__ import annotations

import os
import sqlite3
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path

PAGES_AT_ONCE = 256
"""Pages examined in one step: about 1 ms."""
_HEADERS = {2: 12, 5: 12, 10: 8, 13: 8}
"""The length of the header of each kind of page that holds rows."""
_MOST_PAGES = 1 << 24
"""From this number on, the first byte of other pages can look like a page with rows."""
_PENDING_BYTE = 1 << 30
_O_FLAGS = os.O_RDWR | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


class Gaps:
    """The gaps of the file `path`, which `connection` has open. Thread: one for `find`; the connection's for `fill`.

    Close the connection before these Gaps: closing the file earlier would drop SQLite's locks of this process.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._file = os.open(path, _O_FLAGS)
        self._size = int(connection.execute("PRAGMA page_size").fetchone()[0])
        maps = int(connection.execute("PRAGMA auto_vacuum").fetchone()[0]) != 0
        self._map_distance = self._size // 5 + 1 if maps else 0
        self._zeros = bytes(self._size)

    def find(self) -> Iterator[list[int]]:
        """Examine the file step by step. Yield the pages whose gaps are not empty. Raises OSError."""
        length = PAGES_AT_ONCE * self._size
        start = 0
        while data := self._read_bytes(start, length):
            first = start // self._size + 1
            count = len(data) // self._size
            if first + count > _MOST_PAGES:
                return
            yield [first + index for index in range(count) if self._gap_of(first + index, data, index * self._size)]
            start += length

    def fill(self, connection: sqlite3.Connection, pages: Iterable[int]) -> None:
        """Overwrite the gaps of these pages. The write-ahead log must be empty. Raises OSError, sqlite3.Error."""
        connection.execute("BEGIN IMMEDIATE")  # no other program writes meanwhile
        try:
            connection.execute("PRAGMA shrink_memory").fetchall()  # cached pages would bring the text back
            filled = [self._fill_page(page) for page in pages]
            if any(filled):
                os.fsync(self._file)
        finally:
            connection.execute("ROLLBACK")

    def _fill_page(self, page: int) -> bool:
        start = (page - 1) * self._size
        data = self._read_bytes(start, self._size)
        gap = self._gap_of(page, data, 0) if len(data) == self._size else None
        if gap is None:
            return False
        os.lseek(self._file, start + gap[0], os.SEEK_SET)
        return os.write(self._file, self._zeros[: gap[1] - gap[0]]) > 0

    def close(self) -> None:
        os.close(self._file)

    def _read_bytes(self, start: int, length: int) -> bytes:
        os.lseek(self._file, start, os.SEEK_SET)
        return os.read(self._file, length)

    def _gap_of(self, page: int, data: bytes, base: int) -> tuple[int, int] | None:
        """Return the gap of the page at `base`, or None if the gap is empty or the page has no rows."""
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
        """Return True for a page that describes other pages, and for the page that SQLite never uses."""
        if page == _PENDING_BYTE // self._size + 1:
            return True
        return bool(self._map_distance) and page % self._map_distance == 2 % self._map_distance
