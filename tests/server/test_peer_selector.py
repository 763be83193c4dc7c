"""The sockets of an I/O thread: registered for the events that the Peer needs."""

from __future__ import annotations

import socket
from datetime import UTC, datetime
from pathlib import Path

from desktop_chat.hub.live.user import Seat
from desktop_chat.net.identity import open_identity
from desktop_chat.net.tls import server_context
from desktop_chat.net.wakeup import Wakeup
from desktop_chat.server.peer import Peer
from desktop_chat.server.peer_selector import READ, WRITE, PeerSelector


def test_a_peer_waits_for_what_it_can_use(tmp_path: Path) -> None:
    identity = open_identity(tmp_path, "server", "desk.example", datetime.now(UTC))
    context = server_context(identity.certificate, identity.key)
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    peer = Peer(ours, Seat(1, thread=0, address="10.0.0.2", port=5, secure=False), context, plain_allowed=True, now=0.0)
    peers, wakeup = {1: peer}, Wakeup()
    selector = PeerSelector(peers, wakeup)

    def ready(*, congested: bool = False) -> list[tuple[object, int]]:
        selector.register_interest(peer, congested=congested)
        return [(key.data, events) for key, events in selector.select(0)]

    assert ready() == []
    theirs.sendall(b"NICK ann\r\n")
    assert ready() == [(peer, READ)]
    peer.unsent += b"x"
    assert ready() == [(peer, READ | WRITE)]
    assert ready(congested=True) == [(peer, WRITE)]
    peer.unsent.clear()
    assert ready(congested=True) == []
    wakeup.wake()
    assert ready(congested=True) == [(None, READ)]
    wakeup.clear()
    assert ready() == [(peer, READ)]
    selector.remove_peer(peer)
    peers.clear()
    assert ready() == []
    for end in (ours, theirs, selector, wakeup):
        end.close()
