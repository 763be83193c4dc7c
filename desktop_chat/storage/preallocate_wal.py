"""The file of the write-ahead log, made as long as it will get before anything is written to it.

A commit that makes the file longer has to sync what the file system knows of the file too, which takes as long again as
the commit itself: half of the first thousand commits of each run would be waited for in vain.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

FRAME = 4096 + 24
"""Bytes of the log that a page takes."""
LENGTH = 1000 * FRAME + 32
"""Bytes: SQLite copies the log into the database at 1,000 pages, and begins at its start again."""
LOG_PIECE = 256 << 10
"""Bytes by which the log is made longer at once while others wait."""
_SPARE = 64
"""So many times the length must be free on the disk."""


def preallocate_wal(database: Path, length: int = LENGTH, piece: int = LENGTH) -> bool:
    """Fill the log up with zeros, which SQLite reads as the end of what is valid in it: to `length` bytes, by `piece`
    at once. The database is open, nobody writes. Whether it is to be longer still. Blocks for some ms; where it cannot
    be done, commits are slower for a while."""
    log = Path(f"{database}-wal")
    with suppress(OSError):
        missing = length - log.stat().st_size
        if missing <= 0 or shutil.disk_usage(log.parent).free < _SPARE * LENGTH:
            return False
        with log.open("ab") as file:
            file.write(bytes(min(missing, piece)))
            file.flush()
            os.fsync(file.fileno())
        return missing > piece
    return False
