"""PeerSelector: the sockets of an I/O thread, each registered for the events that the Peer needs now."""

from __future__ import annotations

import selectors
from collections.abc import Mapping
from contextlib import suppress

from desktop_chat.net.socket_interest import change_interest
from desktop_chat.net.wakeup import Wakeup
from desktop_chat.server.connection_state import OutputState, SocketState
from desktop_chat.server.peer import Peer

READ, WRITE = selectors.EVENT_READ, selectors.EVENT_WRITE


class PeerSelector:
    """Thread: the owner."""

    def __init__(self, peers: Mapping[int, Peer], wakeup: Wakeup) -> None:
        """`peers`: the Peers that the thread serves, by the id of the Seat. `wakeup` ends `select` too."""
        self._peers = peers
        self._selector = selectors.DefaultSelector()
        self._selector.register(wakeup, READ)

    def select(self, timeout: float) -> list[tuple[selectors.SelectorKey, int]]:
        """Wait for at most `timeout` seconds. Return ready sockets; `data` is the Peer, None for the wakeup."""
        return self._selector.select(timeout)

    def register_interest(self, peer: Peer, *, congested: bool) -> None:
        """Register the socket for the events that the Peer needs now. A Peer that is not served is left out.

        `congested`: no client is read.
        """
        if peer.seat.id not in self._peers:
            return
        state = peer.state
        if state.socket is not SocketState.READABLE:
            wants = 0
        elif state.output is OutputState.LINGERING:
            wants = READ
        else:
            wants = 0 if peer.items or state.end_reason or congested or peer.is_full else READ
        if peer.unsent or peer.more:
            wants |= WRITE
        if wants != peer.events:
            peer.events = change_interest(self._selector, peer.socket, peer, before=peer.events, wants=wants)

    def remove_peer(self, peer: Peer) -> None:
        """Wait for no event of the Peer any more."""
        if peer.events:
            with suppress(KeyError, ValueError):
                self._selector.unregister(peer.socket)
            peer.events = 0

    def close(self) -> None:
        """Close the selector, not the sockets."""
        self._selector.close()
