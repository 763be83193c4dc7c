"""Backlog: how much waits in all outboxes together, and whether that is too much for more to be read."""

from __future__ import annotations

MOST_WAITING = 64 << 20
"""Bytes in all outboxes together, above which those who speak are not read."""


class Backlog:
    """Any thread reads it; each I/O thread writes its own place, so there is no lock."""

    __slots__ = ("_waiting",)

    def __init__(self, threads: int) -> None:
        self._waiting = [0] * threads

    def set_waiting_bytes(self, thread: int, size: int) -> None:
        """So many bytes wait in the outboxes of this thread."""
        self._waiting[thread] = size

    @property
    def total_bytes(self) -> int:
        """Bytes."""
        return sum(self._waiting)

    @property
    def is_congested(self) -> bool:
        """Whether nobody may be read."""
        return self.total_bytes > MOST_WAITING

    def share_per_peer(self, peers: int) -> int:
        """The bytes that each of so many Peers of a thread may hold, so that all together are not too much."""
        return MOST_WAITING // (len(self._waiting) * max(1, peers))
