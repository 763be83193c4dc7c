"""Where the log goes: stderr or a file, and the last lines kept for the control channel."""

from __future__ import annotations

import logging
import sys
import threading
from collections import deque
from contextlib import suppress
from pathlib import Path

from desktop_chat.files import keep_file_private, make_private, open_to_append
from desktop_chat.net.control import LogLine

KEPT = 5000
"""Lines kept for whoever opens the control channel."""
ROOT = "desktop_chat"
FILE = "server.log"
"""In the data folder."""


class LogRing(logging.Handler):
    """The last `KEPT` lines. Any thread logs; any thread reads. Lines are numbered from 1 in this run."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self._lines: deque[LogLine] = deque(maxlen=KEPT)
        self._count = 0
        self._reading = threading.Lock()

    def emit(self, record: logging.LogRecord) -> None:
        text = record.getMessage()
        if record.exc_info and record.exc_info[1] is not None:
            text = f"{text} ({type(record.exc_info[1]).__name__}: {record.exc_info[1]})"
        with self._reading:
            self._lines.append(LogLine(int(record.created * 1000), record.levelname, text))
            self._count += 1

    def lines_after(self, number: int) -> tuple[int, tuple[LogLine, ...]]:
        """The number of the newest line, and those after `number` that are still kept."""
        with self._reading:
            wanted = min(self._count - number, len(self._lines))
            lines = tuple(self._lines)[len(self._lines) - wanted :] if wanted > 0 else ()
            return self._count, lines


def start_logging(data: Path) -> logging.Handler:
    """Let everything of ours from INFO on go to stderr, one line each, or to DATA/server.log where there is none: a
    windowed program on Windows. Returns the handler, for the one who ends it."""
    handler: logging.Handler = logging.NullHandler()
    if sys.stderr is not None:
        handler = logging.StreamHandler(sys.stderr)
    else:
        with suppress(OSError):  # whatever ails the folder is found by the one who needs it
            make_private(data)
            keep_file_private(data / FILE)
            handler = logging.FileHandler(data / FILE, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s", "%Y-%m-%d %H:%M:%S"))
    logger = logging.getLogger(ROOT)
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    return handler


def report_failure(data: Path, sentence: str) -> None:
    """Say to whoever started this why it does not go on: the last line, as a supervisor reads it."""
    if sys.stderr is not None:
        print(sentence, file=sys.stderr, flush=True)
        return
    with suppress(OSError), open_to_append(data / FILE) as file:
        file.write(f"{sentence}\n".encode())
