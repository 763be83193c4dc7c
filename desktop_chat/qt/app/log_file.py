"""LogFile: the log of the windows on disk, and its predecessor. Thread: any; blocks for the disk."""

from __future__ import annotations

import logging
from contextlib import suppress
from pathlib import Path

from desktop_chat.files import keep_file_private

MOST = 500_000
"""Size in bytes at which a new file begins. (logging.handlers takes 8 ms to import at each start.)"""


class LogFile(logging.FileHandler):
    """A log file, created with its first line. The file before is kept as `.1`."""

    def __init__(self, path: Path, most: int = MOST) -> None:
        super().__init__(path, encoding="utf-8", delay=True)
        self._path = path
        self._most = most
        self.setLevel(logging.INFO)
        self.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        if self._is_full():
            self.close()  # Windows does not rename an open file
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
