"""Notes: the hub's sentences for the host, written to the log at a limited rate."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterable

from desktop_chat.server.throttle import LineRateLimit
from desktop_chat.texts import log

BURST, PER_SECOND = 200, 10
_log = logging.getLogger(__name__)


class Notes:
    """The writer of notes. Blocks as long as the log blocks.

    Thread: any.
    """

    def __init__(self) -> None:
        self._pace = LineRateLimit(BURST, PER_SECOND, time.monotonic())
        self._left_out = 0
        self._writing = threading.Lock()

    def write(self, notes: Iterable[str]) -> None:
        """Log the notes. Notes above the rate are only counted, and the count is logged later."""
        with self._writing:
            for note in notes:
                if self._pace.lines_allowed(time.monotonic()) < 1:
                    self._left_out += 1
                    continue
                self._pace.count_lines(1)
                if self._left_out:
                    _log.info("%s", log.LINES_LEFT_OUT(self._left_out))
                    self._left_out = 0
                _log.info("%s", note)
