"""Notes: what the hub tells the host of people, in the log, and no more of it than anybody could read."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterable

from desktop_chat.server.throttle import LineRateLimit

BURST, PER_SECOND = 200, 10
_log = logging.getLogger(__name__)


class Notes:
    """Thread: any. Blocks for as long as the log does."""

    def __init__(self) -> None:
        self._pace = LineRateLimit(BURST, PER_SECOND, time.monotonic())
        self._left_out = 0
        self._writing = threading.Lock()

    def write(self, notes: Iterable[str]) -> None:
        """Log these; those that come too fast are counted, and the number is logged once there is room again."""
        with self._writing:
            for note in notes:
                if self._pace.lines_allowed(time.monotonic()) < 1:
                    self._left_out += 1
                    continue
                self._pace.count_lines(1)
                if self._left_out:
                    _log.info("So much happened that %d lines are left out here.", self._left_out)
                    self._left_out = 0
                _log.info("%s", note)
