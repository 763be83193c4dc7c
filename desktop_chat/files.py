"""Files that must survive a crash, and a lock that the system drops with its process.

Any thread; blocks for the disk.
"""

from __future__ import annotations

import codecs
import glob
import os
import sys
import time
from contextlib import suppress
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _try_lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class FolderBusy(Exception):
    """Another process holds the folder's lock."""


def make_private(folder: Path) -> None:
    """Make the folder, readable by its owner only, with all above it. Raises OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def decode_text(data: bytes) -> str:
    """The text of a file that a person has edited, with whatever mark their editor put at its beginning.

    Raises: UnicodeDecodeError.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16")
    return data.decode("utf-8-sig")


def write_whole(path: Path, data: bytes, mode: int = 0o644) -> None:
    """Replace the file by `data`, synced: after a crash there is the old file or the new one. Raises OSError."""
    draft = path.with_name(f".{path.name}.new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, path)


COPY_DAYS = 7
"""How long a copy of a file is kept that was made before an upgrade: what is deleted later stands in it."""


def remove_old_copies(path: Path) -> None:
    """Remove the copies of a file (`NAME.before-vN`) that an upgrade made more than `COPY_DAYS` ago."""
    for copy in path.parent.glob(f"{glob.escape(path.name)}.before-v*"):
        with suppress(OSError):
            if copy.stat().st_mtime < time.time() - COPY_DAYS * 86_400:
                copy.unlink()


class FolderLock:
    """Holds FOLDER/lock until `release`.

    The file stays: removing it would let two processes hold two different files.
    """

    def __init__(self, folder: Path) -> None:
        """Makes the folder too. Never waits. Raises FolderBusy, or OSError where the folder cannot be written."""
        make_private(folder)
        self._descriptor = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _try_lock(self._descriptor)
        except OSError:
            os.close(self._descriptor)
            raise FolderBusy(str(folder)) from None

    def release(self) -> None:
        """Idempotent."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
