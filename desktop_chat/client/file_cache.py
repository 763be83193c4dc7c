"""FileCache: downloaded files on disk. When they need more than the limit, the files that were used last stay.

The names on disk are hashes of addresses. A download goes to a part, which becomes the file at its end.
Thread: any.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import threading
from contextlib import suppress
from pathlib import Path

from desktop_chat.files import make_private

LIMIT_BYTES = 500_000_000
_PART = ".part"
_LEFT_NS = 24 * 3600 * 1_000_000_000


class FileCache:
    """The files in one folder, which belongs to the cache alone."""

    def __init__(self, folder: Path, limit: int = LIMIT_BYTES) -> None:
        """The folder is made with the first file. `limit` is in bytes."""
        self.folder = folder
        self.limit = limit
        self._guard = threading.Lock()

    def find_file(self, address: str) -> Path | None:
        """Return the file of an address, and note its use; None if it is not here."""
        path = self.path_of(address)
        try:
            os.utime(path)
        except OSError:
            return None
        return path

    def make_part(self) -> Path:
        """Make an empty file for a download.

        Raises: OSError.
        """
        with self._guard:
            make_private(self.folder)
        descriptor, name = tempfile.mkstemp(_PART, dir=self.folder)
        os.close(descriptor)
        return Path(name)

    def keep_part(self, part: Path, address: str) -> Path:
        """Make the part of a download the file of its address, and delete what is beyond the limit.

        Raises: OSError.
        """
        path = self.path_of(address)
        with self._guard:
            os.replace(part, path)
            self._evict_oldest(keep=path)
        return path

    @property
    def opened(self) -> Path:
        """The folder for copies of files that other programs show."""
        return self.folder / "opened"

    def drop_leftovers(self, now: int) -> None:
        """Delete the parts and the copies that an earlier run has left: all that are older than a day. `now`: Unix
        ns."""
        for path, _, used in self._list_files():
            if path.suffix == _PART and used < now - _LEFT_NS:
                with suppress(OSError):
                    path.unlink()
        with suppress(OSError):
            if self.opened.stat().st_mtime_ns < now - _LEFT_NS:
                shutil.rmtree(self.opened, ignore_errors=True)

    def clear(self) -> None:
        """Delete all files but those of downloads under way."""
        shutil.rmtree(self.opened, ignore_errors=True)
        with self._guard:
            for path, _, _ in self._list_files():
                if path.suffix != _PART:
                    with suppress(OSError):
                        path.unlink()

    def size(self) -> int:
        """Return the bytes of all files."""
        return sum(size for _, size, _ in self._list_files())

    def path_of(self, address: str) -> Path:
        """Return the path of the file of an address, which may not be there."""
        return self.folder / hashlib.sha256(address.encode()).hexdigest()

    def _evict_oldest(self, keep: Path) -> None:
        files = sorted((one for one in self._list_files() if one[0].suffix != _PART), key=lambda one: one[2])
        left = sum(size for _, size, _ in files)
        for path, size, _ in files:
            if left <= self.limit:
                return
            if path != keep:
                with suppress(OSError):
                    path.unlink()
                    left -= size

    def _list_files(self) -> list[tuple[Path, int, int]]:
        """Return path, bytes and the time of the last use of each file."""
        found = []
        with suppress(OSError), os.scandir(self.folder) as entries:
            for entry in entries:
                with suppress(OSError):
                    if entry.is_dir():
                        continue
                    state = entry.stat()
                    found.append((Path(entry.path), state.st_size, state.st_mtime_ns))
        return found
