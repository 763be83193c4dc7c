"""HttpThread: owns the sockets of HTTP connections, so that transfers never delay the chat's I/O threads."""

from __future__ import annotations

import logging
import math
import selectors
import socket
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from desktop_chat.net.fingerprints import NO_CERTIFICATE
from desktop_chat.net.socket_interest import change_interest
from desktop_chat.net.tls import TlsEndpoint, TlsError
from desktop_chat.net.wakeup import Wakeup
from desktop_chat.server.connection_gate import Admission
from desktop_chat.server.http.exchange import HttpRefusal
from desktop_chat.server.http.http_connection import HttpConnection
from desktop_chat.server.http.route_table import RouteTable
from desktop_chat.server.listener import AcceptedConnection, ConnectionOwner, Upgrade

PIECE_BYTES = 1 << 18
"""Bytes read from a socket at once: they stay in the cache of the processor while they are decrypted."""
PIECES_A_TURN = 4
"""Pieces of one client that are read or sent before other clients get a turn, so that all transfers go on alike."""
MOST_UNSENT = 1 << 19
"""Unsent bytes above which a client is not read."""
STUCK_SECONDS = 30.0
"""Seconds without progress after which a client that does not read is dropped."""
LINGER_SECONDS = 2.0
"""Seconds in which input is discarded after the last response, so that no reset destroys it."""
CHECK_SECONDS = 1.0
_READ, _WRITE = selectors.EVENT_READ, selectors.EVENT_WRITE
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class HttpArrival:
    """A connection on the way from an I/O thread, after the first bytes have shown HTTP."""

    socket: socket.socket
    address: str
    port: int
    tls: TlsEndpoint | None
    received: bytes
    """Plain text that has come."""
    unsent: bytes
    """Encrypted bytes that the socket has not taken yet."""
    admission: Admission
    owner: ConnectionOwner
    """Takes the connection back after an upgrade to WebSocket."""
    refusal: HttpRefusal | None
    """Why each request is refused."""


class _HttpPeer:
    """A connection with socket, TLS and requests. Thread: the HTTP thread."""

    __slots__ = ("arrival", "closing_since", "connection", "ended", "events", "moved", "socket", "tls", "unsent")

    def __init__(self, arrival: HttpArrival, connection: HttpConnection, now: float) -> None:
        self.arrival = arrival
        self.connection = connection
        self.socket = arrival.socket
        self.tls = arrival.tls
        self.unsent = bytearray(arrival.unsent)
        self.events = 0
        """The selector events of the socket."""
        self.moved = now
        """When the socket last took bytes, or had none to take."""
        self.ended = False
        """The client sends no more."""
        self.closing_since = 0.0
        """When writing was shut down; 0.0 before."""

    @property
    def has_plain_text(self) -> bool:
        """Whether the TLS end holds plain text that may be read now."""
        return self.tls is not None and self.tls.ready and not self.is_full

    @property
    def is_full(self) -> bool:
        return self.connection.is_full or len(self.unsent) > MOST_UNSENT

    @property
    def has_unsent(self) -> bool:
        """Whether bytes wait for the client. Between two pieces they are not encrypted yet."""
        return bool(self.unsent) or self.connection.has_outgoing

    @property
    def is_finished(self) -> bool:
        """Whether all is sent, and nothing follows."""
        return self.connection.over and not self.has_unsent

    def read(self, now: float, *, readable: bool) -> None:
        """Read PIECES_A_TURN at most.

        Raises: OSError, TlsError.
        """
        for _ in range(PIECES_A_TURN):
            size = self._read_piece(now, readable=readable)
            if size < PIECE_BYTES or self.ended or self.is_full:
                break
        if self.tls is not None and not self.closing_since:
            self.unsent += self.tls.take_outgoing()

    def _read_piece(self, now: float, *, readable: bool) -> int:
        """Read a piece. Return how many bytes the socket had, as far as there is room.

        Raises: OSError, TlsError.
        """
        data = b""
        if readable:
            try:
                data = self.socket.recv(PIECE_BYTES)
            except (BlockingIOError, InterruptedError):
                return 0
            self.ended = not data
        size = len(data)
        if self.closing_since:
            return size
        if self.tls is not None and not self.ended:
            data = self.tls.receive(data, PIECE_BYTES)
            self.ended = self.tls.closed
        if data:
            self.connection.receive_bytes(data, now)
        if self.ended:
            self.connection.receive_bytes(b"", now)
        return size

    def write(self, now: float) -> None:
        """Send PIECES_A_TURN at most.

        Raises: OSError, TlsError.
        """
        for _ in range(PIECES_A_TURN):
            self._write_piece(now)
            if self.unsent or not self.connection.has_outgoing:
                break

    def _write_piece(self, now: float) -> None:
        """Send what waits for the socket, or the next piece.

        Raises: OSError, TlsError.
        """
        data: bytes | bytearray | memoryview = self.unsent
        if not data:
            data = plain = self.connection.take_outgoing(now)
            if plain and self.tls is not None:
                data = self.tls.send(plain)
        if not data:
            self.moved = now
            return
        sent = 0
        with suppress(BlockingIOError, InterruptedError):
            sent = self.socket.send(data)
            self.moved = now
        if data is self.unsent:
            del self.unsent[:sent]
        elif sent < len(data):
            self.unsent += memoryview(data)[sent:]

    def shut_down(self, now: float) -> None:
        """Announce the end."""
        self.closing_since = now
        with suppress(OSError, TlsError):
            if self.tls is not None:
                self.socket.send(self.tls.close())
            self.socket.shutdown(socket.SHUT_WR)

    def is_out_of_time(self, now: float) -> bool:
        if self.closing_since:
            return now - self.closing_since >= LINGER_SECONDS
        return self.has_unsent and now - self.moved >= STUCK_SECONDS


class HttpThread(threading.Thread):
    """The thread of all HTTP connections. Public methods never block.

    Thread: any, for public methods.
    """

    def __init__(self, routes: RouteTable, *, limited: bool = True) -> None:
        """`limited`: whether the requests of a connection have a rate limit."""
        super().__init__(name="http")
        self.routes = routes
        """Replaced when settings change."""
        self.limited = limited
        self._wakeup = Wakeup()
        self._inbox: deque[HttpArrival | _HttpPeer] = deque()
        self._finishing = 0.0
        # Below: this thread only.
        self._selector = selectors.DefaultSelector()
        self._peers: dict[_HttpPeer, None] = {}
        self._busy: dict[_HttpPeer, None] = {}
        """Peers with plain text inside their TLS end."""
        self._due_at = math.inf
        """When to look at the times of all Peers."""

    def adopt_browser(self, arrival: HttpArrival) -> None:
        """Own the connection from now on."""
        self._inbox.append(arrival)
        self._wakeup.wake()

    def finish_within(self, seconds: float) -> None:
        """Finish the open responses for at most `seconds`, then close everything and end the thread."""
        self._finishing = time.monotonic() + seconds
        self._wakeup.wake()

    def run(self) -> None:
        self._selector.register(self._wakeup, _READ)
        try:
            while not self._finishing or (self._are_answers_left() and time.monotonic() < self._finishing):
                self._tick()
        finally:
            for peer in list(self._peers):
                self._drop(peer)
            self.close_inbox()
            self._selector.close()
            self._wakeup.close()

    def close_inbox(self) -> None:
        """Close the connections from after the end of the thread."""
        while self._inbox:
            item = self._inbox.popleft()
            if isinstance(item, HttpArrival):
                _close(item)

    def _are_answers_left(self) -> bool:
        return any(peer.has_unsent for peer in self._peers)

    def _tick(self) -> None:
        ready = self._selector.select(self._select_timeout())
        if any(key.data is None for key, _ in ready):
            self._wakeup.clear()
        now = time.monotonic()
        turns: dict[_HttpPeer, int] = dict.fromkeys(self._busy, 0)
        turns.update({key.data: events for key, events in ready if key.data is not None})
        while self._inbox:
            item = self._inbox.popleft()
            if isinstance(item, HttpArrival):
                item = self._adopt(item, now)
            if item in self._peers:
                if not item.has_unsent:
                    item.moved = now  # it could not take anything before
                self._guard(item, lambda peer: peer.connection.advance(now))
                turns.setdefault(item, 0)
        if now >= self._due_at:
            self._check_times(turns, now)
        for peer, events in turns.items():
            self._guard(peer, partial(self._take_turn, events=events, now=now))

    def _check_times(self, turns: dict[_HttpPeer, int], now: float) -> None:
        """Drop late Peers, and give due Peers a turn."""
        self._due_at = math.inf
        for peer in list(self._peers):
            if peer.is_out_of_time(now):
                self._drop(peer)
                continue
            if 0 < peer.connection.due_at <= now:
                self._guard(peer, lambda peer: peer.connection.advance(now))
                turns.setdefault(peer, 0)
            self._note_due_time(peer, now)

    def _note_due_time(self, peer: _HttpPeer, now: float) -> None:
        if peer.connection.due_at:
            self._due_at = min(self._due_at, peer.connection.due_at)
        if peer.has_unsent or peer.closing_since:
            self._due_at = min(self._due_at, now + CHECK_SECONDS)

    def _select_timeout(self) -> float | None:
        """Return for how many seconds the selector may wait. Without connections the wait has no end."""
        if self._busy or self._inbox:
            return 0.0
        due = min(self._due_at, self._finishing or math.inf)
        return None if due == math.inf else max(0.0, due - time.monotonic())

    def _adopt(self, arrival: HttpArrival, now: float) -> _HttpPeer:
        connection = HttpConnection(
            lambda: self.routes,
            lambda: self._wake_peer(peer),
            now,
            address=arrival.address,
            secure=arrival.tls is not None,
            refusal=arrival.refusal,
            limited=self.limited,
            count_at=arrival.admission.move_to,
        )
        peer = _HttpPeer(arrival, connection, now)
        self._peers[peer] = None
        connection.receive_bytes(arrival.received, now)
        return peer

    def _wake_peer(self, peer: _HttpPeer) -> None:
        """Look at the Peer again.

        Thread: any.
        """
        self._inbox.append(peer)
        if threading.current_thread() is not self:
            self._wakeup.wake()

    def _guard(self, peer: _HttpPeer, work: Callable[[_HttpPeer], None]) -> None:
        """Serve a Peer. A broken connection, or a fault of the program, ends only the Peer."""
        if peer not in self._peers:
            return
        try:
            work(peer)
        except (OSError, TlsError):
            self._drop(peer)
        except Exception:
            _log.exception("The connection of %s could not be served", peer.arrival.address)
            self._drop(peer)

    def _take_turn(self, peer: _HttpPeer, events: int, now: float) -> None:
        if (events & _READ or peer.has_plain_text) and not peer.ended:
            peer.read(now, readable=bool(events & _READ))
        if not peer.closing_since:
            peer.write(now)
            if peer.connection.codec is not None:
                self._give_back(peer)
                return
            if peer.is_finished:
                peer.shut_down(now)
        if peer.closing_since and peer.ended:
            self._drop(peer)
            return
        if peer.has_plain_text:
            self._busy[peer] = None
        else:
            self._busy.pop(peer, None)
        self._register_interest(peer)
        self._note_due_time(peer, now)

    def _register_interest(self, peer: _HttpPeer) -> None:
        """Register the socket for the events that the Peer needs now."""
        if peer.closing_since:
            wants = 0 if peer.ended else _READ
        else:
            wants = 0 if peer.ended or peer.is_full else _READ
            if peer.has_unsent:
                wants |= _WRITE
        if wants != peer.events:
            peer.events = change_interest(self._selector, peer.socket, peer, before=peer.events, wants=wants)

    def _give_back(self, peer: _HttpPeer) -> None:
        """Give a WebSocket to the I/O thread."""
        assert peer.connection.codec is not None
        self._forget(peer)
        arrival = peer.arrival
        fingerprint = peer.tls.certificate_fingerprint if peer.tls is not None else NO_CERTIFICATE
        upgrade = Upgrade(
            peer.connection.codec, peer.tls, bytes(peer.unsent), fingerprint or peer.connection.fingerprint
        )
        arrival.owner.adopt_connection(
            AcceptedConnection(
                peer.socket, peer.connection.address, arrival.port, False, arrival.admission, upgrade=upgrade
            )
        )

    def _forget(self, peer: _HttpPeer) -> None:
        self._peers.pop(peer, None)
        self._busy.pop(peer, None)
        if peer.events:
            with suppress(KeyError, ValueError):
                self._selector.unregister(peer.socket)
            peer.events = 0

    def _drop(self, peer: _HttpPeer) -> None:
        self._forget(peer)
        peer.connection.abort()
        _close(peer.arrival)


def _close(arrival: HttpArrival) -> None:
    arrival.socket.close()
    arrival.admission.give_back()
