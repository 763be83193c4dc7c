"""The last words to a client whose Seat is closing, and the end of writing.

Thread: the I/O thread that owns the Peer.
"""

from __future__ import annotations

import socket
from contextlib import suppress

from desktop_chat.net.tls import TlsError
from desktop_chat.server.connection_state import ConnectionEvent, OutputState, ProtocolState, SocketState
from desktop_chat.server.peer import Peer


def begin_leaving(peer: Peer, now: float) -> None:
    """Remember when the I/O thread first saw the Seat closed by the hub."""
    if peer.state.output is OutputState.OPEN:
        peer.state.transition(ConnectionEvent.LEAVING_SEEN, now=now)


def cannot_be_told(peer: Peer, now: float, patience: float) -> bool:
    """Return whether last words can never be sent, after `patience` seconds for the client to show its protocol.

    A client without a first byte may be told in plain text afterwards, if plain text is allowed.
    """
    begin_leaving(peer, now)
    state = peer.state
    has_waited = state.socket is not SocketState.READABLE or now - state.leaving_since >= patience
    if has_waited and state.protocol is ProtocolState.UNKNOWN:
        state.transition(ConnectionEvent.PATIENCE_ENDED)
    return has_waited and not peer.may_be_written_to


def finish_writing(peer: Peer, now: float) -> None:
    """Say farewell and shut writing down."""
    peer.state.transition(ConnectionEvent.WRITING_ENDED, now=now)
    last = peer.codec.take_farewell() if peer.codec is not None else b""
    if peer.tls is not None:
        with suppress(TlsError):
            last = (peer.tls.send(last) if last else b"") + peer.tls.close()
    with suppress(OSError):
        peer.socket.send(last)
    with suppress(OSError):
        peer.socket.shutdown(socket.SHUT_WR)
