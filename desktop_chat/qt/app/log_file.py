"""LogFile: the log of the windows on disk, and the one before it. Any thread; blocks for the disk."""

from __future__ import annotations

import logging
from contextlib import suppress
from pathlib import Path

from desktop_chat.files import keep_file_private

MOST = 500_000
"""Bytes at which a new file is begun. (The standard library's own takes 8 ms to be imported, at every start.)"""


class LogFile(logging.FileHandler):
    """Made with the first line. The file before is kept beside it under `.1`."""

    def __init__(self, path: Path, most: int = MOST) -> None:
        super().__init__(path, encoding="utf-8", delay=True)
        self._path = path
        self._most = most
        self.setLevel(logging.INFO)
        self.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        if self._is_full():
            self.close()  # a system may not let go of a name that is open
            with suppress(OSError):
                self._path.replace(self._path.with_name(self._path.name + ".1"))
        if self.stream is None:
            keep_file_private(self._path)
        super().emit(record)

    def _is_full(self) -> bool:
        if self.stream is not None:
            return self.stream.tell() >= self._most
        try:
            return self._path.stat().st_size >= self._most
        except OSError:
            return False
