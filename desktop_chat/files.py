"""Files that survive a crash, private files and folders, and a lock that ends with its process. Blocks for the disk.

Permissions do not depend on the umask. On Windows permissions are left to the system.
Thread: any.
"""

from __future__ import annotations

import codecs
import os
import stat
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

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


_FOLDER, _FILE, _OTHERS = 0o700, 0o600, 0o077
_BESIDE = ("", "-wal", "-shm", "-journal")
"""The endings of a database and of SQLite's files beside the database."""


def make_private(folder: Path) -> None:
    """Make a private folder, and missing folders above. Raises OSError."""
    missing = [folder]
    while not missing[-1].exists() and missing[-1].parent != missing[-1]:
        missing.append(missing[-1].parent)
    for one in reversed(missing[:-1]):
        one.mkdir(mode=_FOLDER, exist_ok=True)
        if sys.platform != "win32":
            one.chmod(_FOLDER)
    folder.mkdir(exist_ok=True)  # raises if another file has the name


def is_private(folder: Path) -> bool:
    """Return True for a folder of this user, no symbolic link, without permissions for other users."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    if not stat.S_ISDIR(found.st_mode):
        return False
    if sys.platform == "win32":
        return True
    return found.st_uid == os.geteuid() and not found.st_mode & _OTHERS


def is_open_to_others(folder: Path) -> bool:
    """Return True if other users may read or write in the folder."""
    try:
        return sys.platform != "win32" and bool(folder.stat().st_mode & _OTHERS)
    except OSError:
        return False


def restrict_files(folder: Path, beginnings: tuple[str, ...]) -> None:
    """Make the files whose names begin so private. Older versions made files that all users could read."""
    for path in _files_of(folder, beginnings):
        _restrict(path)


def _files_of(folder: Path, beginnings: str | tuple[str, ...]) -> list[Path]:
    """Return the files of a folder whose names begin so. A `glob` for each would compile a pattern at each start."""
    with suppress(OSError), os.scandir(folder) as found:
        return [folder / entry.name for entry in found if entry.name.startswith(beginnings)]
    return []


def _restrict(path: Path) -> None:
    if sys.platform == "win32":
        return
    with suppress(OSError):
        found = path.lstat()
        if stat.S_ISREG(found.st_mode) and found.st_uid == os.geteuid() and found.st_mode & _OTHERS:
            path.chmod(stat.S_IMODE(found.st_mode) & ~_OTHERS)


def keep_file_private(path: Path) -> None:
    """Create the file if it is missing, and make it private. Errors are ignored: opening the file will raise them."""
    with suppress(OSError):
        # An existing file is not opened: closing it would drop SQLite's locks of this process.
        os.close(_open_private(path, os.O_RDWR | os.O_CREAT | os.O_EXCL))
    _restrict(path)


def keep_database_private(path: Path) -> None:
    """Make a database and SQLite's files beside it private. Call it before opening the database."""
    keep_file_private(path)
    for suffix in _BESIDE:
        _restrict(Path(f"{path}{suffix}"))


def _open_private(path: str | Path, flags: int) -> int:
    descriptor = os.open(path, flags | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0), _FILE)
    if sys.platform != "win32" and flags & os.O_CREAT and not os.fstat(descriptor).st_size:
        os.fchmod(descriptor, _FILE)
    return descriptor


def open_to_append(path: Path) -> BinaryIO:
    """Open a private file for appending. Raises OSError."""
    keep_file_private(path)
    return path.open("ab")


def decode_text(data: bytes) -> str:
    """Decode the text of a file that a person has edited: UTF-8, or UTF-16 with a byte order mark.

    Raises: UnicodeDecodeError.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16")
    return data.decode("utf-8-sig")


def write_whole(path: Path, data: bytes) -> None:
    """Replace a private file by `data`, synced. After a crash the file is either old or new.

    Raises: OSError.
    """
    draft = path.with_name(f".{path.name}.new")
    draft.unlink(missing_ok=True)
    with os.fdopen(_open_private(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, path)


def begin_write_back(descriptor: int, start: int, size: int) -> None:
    """Let the system begin to write a part of a file to the disk, so that a later sync takes less time. A hint.

    Systems other than Linux have no such call.
    """
    if sys.platform == "linux":
        with suppress(OSError):
            os.posix_fadvise(descriptor, start, size, os.POSIX_FADV_DONTNEED)


def read_from_memory(descriptor: int, buffer: bytearray | memoryview, position: int) -> int:
    """Read a part of a file that the system has in memory. Return the number of bytes. Never waits for the disk.

    0: the first byte is on the disk only, the file ends here, or the system has no such call; only Linux has.
    """
    if sys.platform == "linux":
        with suppress(OSError):
            return os.preadv(descriptor, [buffer], position, os.RWF_NOWAIT)
    return 0


def sync_folder(folder: Path) -> None:
    """Make the names of new files in a folder durable. Blocks; Windows does so by itself. Raises OSError."""
    if sys.platform != "win32":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


COPY_DAYS = 7
"""How long a copy from an upgrade is kept. The copy still contains messages that are deleted later."""


def remove_old_copies(path: Path) -> None:
    """Delete copies of a file (`NAME.before-vN`) that an upgrade made more than `COPY_DAYS` ago."""
    for copy in _files_of(path.parent, f"{path.name}.before-v"):
        with suppress(OSError):
            if copy.stat().st_mtime < time.time() - COPY_DAYS * 86_400:
                copy.unlink()


class FolderLock:
    """The lock on FOLDER/lock, held until `release`.

    The file stays: after a removal two processes could lock two different files.
    """

    def __init__(self, folder: Path) -> None:
        """Make the folder and lock it. Never waits. Raises FolderBusy, OSError."""
        make_private(folder)
        self._descriptor = _open_private(folder / "lock", os.O_RDWR | os.O_CREAT)
        try:
            _try_lock(self._descriptor)
        except OSError:
            os.close(self._descriptor)
            raise FolderBusy(str(folder)) from None

    def release(self) -> None:
        """Drop the lock. Idempotent."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
