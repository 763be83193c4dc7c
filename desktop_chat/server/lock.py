"""One server per data folder: a lock on DATA/lock that the system drops with the process, however it ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from desktop_chat.server.trouble import StartError

if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _try_lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class FolderLock:
    """Holds DATA/lock until `release`. The file stays: removing it would let two servers hold two different files."""

    def __init__(self, folder: Path) -> None:
        """Makes the folder too (readable by its owner only). Never waits. Raises StartError."""
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._descriptor = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise StartError(f"The data folder {folder} cannot be written: {error.strerror or error}.") from error
        try:
            _try_lock(self._descriptor)
        except OSError as error:
            os.close(self._descriptor)
            raise StartError(f"Another server uses the data folder {folder}: stop it, or name another one.") from error

    def release(self) -> None:
        """Idempotent."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
