"""OutboxWatch: measures the outboxes of one I/O thread now and then, and ends slow readers.

Thread: the I/O thread.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop_chat.server.backlog import Backlog
from desktop_chat.server.hub_runtime import HubRuntime
from desktop_chat.server.io_limits import IoLimits
from desktop_chat.server.peer import Peer
from desktop_chat.server.ready_queue import ReadyQueue
from desktop_chat.server.slow_readers import slow_readers

CHECK_SECONDS = 0.5
"""Seconds between two checks of the outboxes and of slow readers."""
SOON_SECONDS = 0.02
"""Seconds between two checks while a client waits for its rate limit or for the end of a congestion."""
REST_SECONDS = 30.0
"""The longest wait while nobody waits for anything."""


class OutboxWatch:
    """Tells the Backlog what waits in this thread, and learns whether the server is congested."""

    def __init__(
        self, index: int, core: HubRuntime, backlog: Backlog, ready: ReadyQueue, peers: Mapping[int, Peer]
    ) -> None:
        """`index`: of the thread. `peers`: the Peers of the thread."""
        self._index = index
        self._core = core
        self._backlog = backlog
        self._ready = ready
        self._peers = peers
        self._checked = self._measured = 0.0
        self._measured_bytes = 0
        self.was_congested = False
        """The server was congested at the last check, so no client was read."""

    def seconds_to_next(self) -> float:
        """Return for how many seconds the thread may wait before the next check."""
        if self.was_congested:
            return SOON_SECONDS
        return CHECK_SECONDS if self._measured_bytes or self._ready.has_waiting() else REST_SECONDS

    def check_outboxes(self, now: float, limits: IoLimits, drop_peer: Callable[[Peer], None]) -> bool:
        """Measure the outboxes and drop slow readers, if it is time. Return whether reading may have to change."""
        self.was_congested = self.was_congested or self._backlog.is_congested
        if now - self._measured < (SOON_SECONDS if self.was_congested else CHECK_SECONDS):
            return False
        self._measured = now
        waiting = self._ready.waiting_peers()
        self._measured_bytes = sum(len(peer.seat.outbox) for peer in waiting)
        self._backlog.set_waiting_bytes(self._index, self._measured_bytes)
        over = self.was_congested and not self._backlog.is_congested
        if now - self._checked >= CHECK_SECONDS:
            self._checked = now
            for peer in slow_readers(self._core, self._backlog, waiting, len(self._peers), limits, now):
                drop_peer(peer)
        elif not over:
            return False
        self.was_congested = self._backlog.is_congested
        return True
