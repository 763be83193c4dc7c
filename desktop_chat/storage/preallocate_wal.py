"""Preallocation of the write-ahead log: the file gets its full length before the first commit.

A commit that lengthens the file must also sync the metadata of the file system, which takes as long as the commit
itself. Without preallocation the first thousand commits of each run take twice as long.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

FRAME = 4096 + 24
"""Bytes of a page in the log."""
LENGTH = 1000 * FRAME + 32
"""Bytes. At 1,000 pages SQLite copies the log into the database and starts again at the beginning."""
LOG_PIECE = 256 << 10
"""Bytes by which the log grows in one step while commits wait."""
_SPARE = 64
"""The log grows only if this multiple of LENGTH is free on the disk."""


def preallocate_wal(database: Path, length: int = LENGTH, piece: int = LENGTH) -> bool:
    """Append at most `piece` zeros to the log, up to `length` bytes. Return True if more is missing.

    SQLite reads zeros as the end of the log. The database must be open, and no thread may write. Blocks for some ms.
    After an error, commits are only slower for a while.
    """
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
