"""LiveLog: a log in memory for nodes on threads of their own. It keeps everything, and can stand still."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

from desktop_chat.cluster.port import LogEntry, LogUnavailable


class LiveLog:
    """Implements `port.Log`. Thread: any."""

    def __init__(self) -> None:
        self.entries: list[LogEntry] = []
        self.stands_still = False
        """Batches get lost."""
        self._changed = threading.Condition()
        self._closed = False

    def append(self, data: bytes) -> None:
        with self._changed:
            if self._closed:
                raise LogUnavailable("The log is closed.")
            if not self.stands_still:
                self._add(data, int(time.time() * 1000))

    def add_at(self, data: bytes, now: int) -> None:
        """Add an entry with this time, even if batches get lost."""
        with self._changed:
            self._add(data, now)

    def _add(self, data: bytes, now: int) -> None:
        self.entries.append(LogEntry(len(self.entries) + 1, now, data))
        self._changed.notify_all()

    def follow(self, after: int) -> Iterator[LogEntry]:
        position = after
        while True:
            with self._changed:
                while not self._closed and len(self.entries) <= position:
                    self._changed.wait()
                if self._closed:
                    raise LogUnavailable("The log is closed.")
                found = self.entries[position]
            position += 1
            yield found

    @property
    def last_position(self) -> int:
        return len(self.entries)

    def close(self) -> None:
        with self._changed:
            self._closed = True
            self._changed.notify_all()
