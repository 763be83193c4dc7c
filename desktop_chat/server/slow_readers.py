"""Slow readers: Peers whose clients do not read.

Thread: the I/O thread that owns the Peers.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator

from desktop_chat.clock import now_ms
from desktop_chat.server.backlog import Backlog
from desktop_chat.server.connection_state import OutputState
from desktop_chat.server.farewell import begin_leaving
from desktop_chat.server.hub_runtime import HubRuntime
from desktop_chat.server.io_limits import IoLimits
from desktop_chat.server.peer import Peer
from desktop_chat.texts import log
from desktop_chat.texts import server as texts

SLOW_SECONDS = 5.0
"""Seconds without progress after which a slow reader is closed."""
LEAVE_SECONDS = 60.0
"""Seconds that a closed Seat is kept while its last words wait for the disk."""
LINGER_SECONDS = 1.0
"""Seconds between the end of writing and the closing of the socket."""
_log = logging.getLogger(__name__)


def slow_readers(
    core: HubRuntime, backlog: Backlog, waiting: Iterable[Peer], peers: int, limits: IoLimits, now: float
) -> Iterator[Peer]:
    """Return the Peers to drop: closing ones that are out of time, and stuck ones with too many bytes in the outbox.

    During a congestion the limit of each outbox is smaller: otherwise many clients, each with a little, could keep all
    clients from being read. `peers`: how many Peers the I/O thread has.
    """
    limit = limits.outbox_bytes
    if backlog.is_congested:
        limit = min(limit, backlog.share_per_peer(peers))
    for peer in waiting:
        if has_left(peer, now) if peer.seat.closing else is_stuck(peer, now) and disconnect_above(core, peer, limit):
            yield peer


def is_stuck(peer: Peer, now: float) -> bool:
    """Return whether the client has read nothing for SLOW_SECONDS, or a codec delays its bytes."""
    return _is_blocked(peer, now) or peer.has_outgoing


def has_left(peer: Peer, now: float) -> bool:
    """Return whether a closing Peer is blocked or out of time."""
    if _is_blocked(peer, now):
        return True
    state = peer.state
    if state.output is OutputState.LINGERING:
        return now - state.closing_since >= LINGER_SECONDS
    begin_leaving(peer, now)
    return now - state.leaving_since >= LEAVE_SECONDS


def disconnect_above(core: HubRuntime, peer: Peer, limit: int) -> bool:
    """Detach the Seat if over `limit` bytes could be sent to the client now. Return whether the Seat was detached."""
    if len(peer.seat.outbox) <= limit:
        return False
    with core.locked_hub() as hub:
        if peer.seat.outbox.sendable_bytes(core.store.durable) <= limit:
            return False
        hub.detach_seat(peer.seat, texts.READS_TOO_SLOWLY, now_ms(), lost=True)
    _log.info("%s", log.READ_TOO_SLOWLY(peer.seat.nick))
    return True


def _is_blocked(peer: Peer, now: float) -> bool:
    return bool(peer.unsent) and now - peer.moved >= SLOW_SECONDS
