"""The log of a server: on stderr or in a file, and its last lines for the control channel."""

from __future__ import annotations

import json
import logging
import sys
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from desktop_chat.files import keep_file_private, make_private, open_to_append
from desktop_chat.net.control_values import LogLine
from desktop_chat.server.data_files import LOG
from desktop_chat.texts import CodedText
from desktop_chat.texts.codes import encode_text

KEPT = 5000
"""Lines kept for launchers."""
ROOT = "desktop_chat"


class LogFormat(StrEnum):
    """How a line of the log is written."""

    TEXT = "text"
    JSON = "json"


class JsonFormatter(logging.Formatter):
    """Writes a record as one JSON object in one line.

    `time` is RFC 3339 in UTC. A text with a code also has `code`, the code and the arguments (`texts/codes`); an
    exception has `error`, the traceback.
    """

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "message": record.getMessage(),
            "source": record.name,
            "thread": record.threadName,
        }
        told = record.args[0] if isinstance(record.args, tuple) and len(record.args) == 1 else record.msg
        if (code := encode_text(told) if isinstance(told, str) else None) is not None:
            line["code"] = code
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


class LogRing(logging.Handler):
    """The last `KEPT` lines of the log. The lines of a run are numbered from 1. CodedTexts stay translatable.

    Thread: any.
    """

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self._lines: deque[LogLine] = deque(maxlen=KEPT)
        self.count = 0
        """The number of the newest line."""
        self.on_line: Callable[[], None] = lambda: None
        """Called after each line. Never blocks."""
        self._reading = threading.Lock()

    def emit(self, record: logging.LogRecord) -> None:
        told = record.args[0] if record.msg == "%s" and isinstance(record.args, tuple) and record.args else None
        text = told if isinstance(told, CodedText) else record.getMessage()
        if record.exc_info and record.exc_info[1] is not None:
            text = f"{text} ({type(record.exc_info[1]).__name__}: {record.exc_info[1]})"
        with self._reading:
            self._lines.append(LogLine(int(record.created * 1000), record.levelname, text))
            self.count += 1
        self.on_line()

    def lines_after(self, number: int) -> tuple[int, tuple[LogLine, ...]]:
        """Return the number of the newest line, and the kept lines after `number`."""
        with self._reading:
            wanted = min(self.count - number, len(self._lines))
            lines = tuple(self._lines)[len(self._lines) - wanted :] if wanted > 0 else ()
            return self.count, lines


def start_logging(data: Path) -> logging.Handler:
    """Log this program's records from INFO on, a line each, to stderr. Return the handler, which the caller closes.

    Without stderr (a windowed program on Windows) the log goes to DATA/server.log.
    """
    handler: logging.Handler = logging.NullHandler()
    if sys.stderr is not None:
        handler = logging.StreamHandler(sys.stderr)
    else:
        with suppress(OSError):  # ChatServer tells what is wrong with the folder
            make_private(data)
            keep_file_private(data / LOG)
            handler = logging.FileHandler(data / LOG, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s", "%Y-%m-%d %H:%M:%S"))
    logger = logging.getLogger(ROOT)
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    return handler


def set_format(handler: logging.Handler, kind: str) -> None:
    """Write the lines from now on as `kind`, a LogFormat, says."""
    if kind == LogFormat.JSON:
        handler.setFormatter(JsonFormatter())


def report_failure(data: Path, sentence: str) -> None:
    """Write the reason of a failed start as the last line, where a supervisor reads it."""
    if sys.stderr is not None:
        print(sentence, file=sys.stderr, flush=True)
        return
    with suppress(OSError), open_to_append(data / LOG) as file:
        file.write(f"{sentence}\n".encode())
