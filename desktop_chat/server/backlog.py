"""Backlog: the bytes in all outboxes together. Above a limit the server is congested, and reads no client."""

from __future__ import annotations

MOST_WAITING = 64 << 20
"""Bytes in all outboxes above which no client is read."""


class Backlog:
    """The sum over the I/O threads. No lock: each I/O thread writes a figure of its own.

    Thread: any.
    """

    __slots__ = ("_waiting", "is_log_full")

    def __init__(self, threads: int) -> None:
        self.is_log_full = False
        """A cluster's log takes less than the clients send."""
        self._waiting = [0] * threads

    def set_waiting_bytes(self, thread: int, size: int) -> None:
        """Set the bytes in the outboxes of the I/O thread with this index."""
        self._waiting[thread] = size

    @property
    def total_bytes(self) -> int:
        return sum(self._waiting)

    @property
    def is_congested(self) -> bool:
        """Whether no client may be read."""
        return self.total_bytes > MOST_WAITING or self.is_log_full

    def share_per_peer(self, peers: int) -> int:
        """Return the bytes that each of a thread's `peers` may hold without congestion."""
        return MOST_WAITING // (len(self._waiting) * max(1, peers))
