"""FileFolder: the folder of the contents, each under the hash, and of incomplete uploads.

A content appears whole or not at all: written and synced under another name, and then renamed. The folder holds only
contents of the database: the rest is deleted at a start.
"""

from __future__ import annotations

import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import FileIO
from pathlib import Path
from typing import BinaryIO

from desktop_chat.files import keep_file_private, make_private, sync_folder
from desktop_chat.paths import FILES_FOLDER, shared_file_path

_PARTIAL = "partial"
_CONTENT = re.compile(r"[0-9a-f]{64}")


class FileFolder:
    """All methods block for the disk, and raise OSError. Thread: any, but for the I/O threads."""

    def __init__(self, data: Path) -> None:
        """Make the folders, and delete the rests of interrupted uploads."""
        self._data = data
        self._folder = data / FILES_FOLDER
        self._partial = self._folder / _PARTIAL
        self._lock = threading.Lock()
        shutil.rmtree(self._partial, ignore_errors=True)
        make_private(self._folder)
        make_private(self._partial)

    def open_partial(self, name: str) -> BinaryIO:
        """Return a new file for an upload. `name`: letters and digits, unique for the upload."""
        path = self._partial / name
        keep_file_private(path)
        return path.open("r+b", buffering=0)

    def read_partial(self, name: str) -> BinaryIO:
        """Return the file of an upload for reading."""
        return (self._partial / name).open("rb")

    def drop_partial(self, name: str) -> None:
        """Delete the file of a failed upload."""
        with suppress(FileNotFoundError):
            (self._partial / name).unlink()

    def adopt(self, name: str, content: str, record: Callable[[], None]) -> None:
        """Move a complete, synced upload into place, and call `record` for the record of the file.

        If `record` raises, the content stays only as the content of another file.
        """
        place = self._path(content)
        with self._lock:
            if not place.parent.is_dir():
                make_private(place.parent)
                sync_folder(self._folder)
            if place.exists():  # the same bytes; a system may refuse to replace a file that is being read
                (self._partial / name).unlink()
            else:
                os.replace(self._partial / name, place)
                sync_folder(place.parent)
            record()

    def has_content(self, content: str) -> bool:
        """Return whether the content is here."""
        return self._path(content).exists()

    def open_content(self, content: str) -> FileIO:
        """Return the content for reading."""
        return self._path(content).open("rb", buffering=0)

    def delete_unused(self, content: str, is_used: Callable[[str], bool]) -> bool:
        """Delete a content unless `is_used` returns True. Return True after a deletion."""
        with self._lock:
            if is_used(content):
                return False
            with suppress(FileNotFoundError):
                self._path(content).unlink()
            return True

    def contents(self) -> Iterator[str]:
        """Return the present contents, in any order."""
        for path in self._folder.glob("??/*"):
            if _CONTENT.fullmatch(path.name):
                yield path.name

    def _path(self, content: str) -> Path:
        return shared_file_path(self._data, content)
