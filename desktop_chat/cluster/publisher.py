"""Publisher: the thread that puts the events of a node into the log, one bounded batch at a time.

The next batch leaves once the log has shown the one before: whatever comes meanwhile is the next batch. A batch that
the log does not show is repeated. A node without events publishes an empty batch each second, as its sign of life.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable

from desktop_chat.cluster.events import Batch, Event
from desktop_chat.cluster.port import Log, LogUnavailable
from desktop_chat.cluster.wire import encode_event, join_batch

BATCH_BYTES = 256 << 10
"""Bytes of a batch beyond which no further event joins. An event has at most 64 KiB of foreign bytes."""
BEAT_SECONDS = 1.0
"""Seconds between two batches of a node without events."""
REPEAT_SECONDS = 1.0
"""Seconds after which a batch is repeated that the log does not show."""
MOST_WAITING = 1 << 20
"""Bytes of waiting events above which no client is read."""


class Publisher(threading.Thread):
    """Owns the events that wait, and the batch under way."""

    def __init__(self, log: Log, seal: Callable[[bytes], bytes], node: str) -> None:
        """`seal` returns the bytes for the log."""
        super().__init__(name="cluster-publish")
        self.claim = (0, b"")
        """A position that the node has applied, and the hash of everything up to there. Set as one."""
        self._log = log
        self._seal = seal
        self._node = node
        self._boot = ""
        self._number = 0
        self._changed = threading.Condition()
        self._events: deque[bytes] = deque()
        self._bytes = 0
        self._batch: bytes | None = None
        self._is_due = False
        self._ended = False

    @property
    def waiting_bytes(self) -> int:
        """Bytes of the events that wait. Thread: any."""
        return self._bytes

    def begin_boot(self, boot: str, event: Event) -> None:
        """Forget the events and the batch of the boot before, and publish the first event of a boot. Thread: any.

        The event comes together with the boot: an empty batch before the event would be the first one of the boot, and
        no node takes a boot that begins without Hello.
        """
        data = encode_event(event)
        with self._changed:
            self._boot, self._number = boot, 0
            self._batch = None
            self._events.clear()
            self._events.append(data)
            self._bytes = len(data)
            self._changed.notify()

    def add_event(self, event: Event) -> None:
        """Publish an event after all earlier ones. Never blocks. Thread: any."""
        data = encode_event(event)
        with self._changed:
            self._events.append(data)
            self._bytes += len(data)
            self._changed.notify()

    def acknowledge(self) -> None:
        """Note that the log has shown the batch under way. Thread: any."""
        with self._changed:
            self._batch = None
            self._changed.notify()

    def hurry(self) -> None:
        """Publish a batch soon, even without events: a long answer continues with the next entry. Thread: any."""
        with self._changed:
            self._is_due = True
            self._changed.notify()

    def close(self) -> None:
        """End the thread. Thread: any."""
        with self._changed:
            self._ended = True
            self._changed.notify()

    def run(self) -> None:
        while (data := self._next_data()) is not None:
            try:
                self._log.append(self._seal(data))
            except LogUnavailable:
                continue  # the batch is repeated

    def _next_data(self) -> bytes | None:
        """Wait for the next batch, or for the time to repeat the batch under way. Return None at the end."""
        due = time.monotonic() + BEAT_SECONDS
        with self._changed:
            began = self._batch
            while not self._ended:
                left = due - time.monotonic()
                if self._batch is not None:
                    if left <= 0 or self._batch is not began:
                        return self._batch
                elif self._boot and (self._events or self._is_due or left <= 0):
                    self._batch = self._make_batch()
                    return self._batch
                self._changed.wait(max(0.0, left) if self._boot else None)
            return None

    def _make_batch(self) -> bytes:
        self._is_due = False
        parts: list[bytes] = []
        size = 0
        while self._events and size < BATCH_BYTES:
            parts.append(self._events.popleft())
            size += len(parts[-1])
        self._bytes -= size
        self._number += 1
        position, newest = self.claim
        return join_batch(Batch(self._node, self._boot, self._number, position, newest), parts)
