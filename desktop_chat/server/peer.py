"""Peer: the server's end of one socket. Belongs to one I/O thread, which alone reads, writes and closes it."""

from __future__ import annotations

import socket
from collections import deque
from contextlib import suppress

from OpenSSL import SSL

from desktop_chat.hub.user import Seat
from desktop_chat.irc.message import Message, ProtocolError
from desktop_chat.irc.stream import Stream
from desktop_chat.net.tls import TlsEnd, TlsError

READ = 65536
"""Bytes read from one socket in one tick."""
READ_THROTTLED = 8192
"""The same where lines are rationed: what is read ahead of its time is memory, and hides that the client hung up."""
SEND = 1 << 18
"""Bytes taken from the outbox for one send."""
_TLS = 0x16
_PLAIN_REFUSED = b"ERROR :This chat takes encrypted connections only: use TLS.\r\n"


class Throttle:
    """Fakelag: a bucket of lines that fills at a steady rate. Times in seconds of a clock that only goes forward."""

    __slots__ = ("_burst", "_left", "_rate", "_since")

    def __init__(self, burst: int, rate: int, now: float) -> None:
        self._burst = float(burst)
        self._rate = rate
        self._left = float(burst)
        self._since = now

    def allowed(self, now: float) -> int:
        """How many lines may be taken now."""
        self._left = min(self._burst, self._left + (now - self._since) * self._rate)
        self._since = now
        return int(self._left)

    def took(self, lines: int) -> None:
        self._left -= lines


class Peer:
    """`items` is what was read and not handled yet; `unsent` are bytes on their way out, sealed already."""

    __slots__ = (
        "_context", "_plain_allowed", "_tls", "begun", "broken", "closing_since", "ended", "eof", "events", "gone",
        "items", "leaving_since", "more", "moved", "seat", "socket", "stream", "throttle", "unsent",
    )  # fmt: skip

    def __init__(
        self, connection: socket.socket, seat: Seat, context: SSL.Context, *, plain_allowed: bool, now: float
    ) -> None:
        self.socket = connection
        self.seat = seat
        self.stream = Stream()
        self.items: deque[Message | ProtocolError] = deque()
        self.unsent = bytearray()
        self.throttle: Throttle | None = None
        self.begun = False
        """Its first byte has told what it speaks."""
        self.eof = ""
        """Why nothing more will be read, as others are told; "" while more may come."""
        self.ended = False
        """The socket has nothing more to read, ever."""
        self.broken = False
        """Nothing can be sent either."""
        self.gone = False
        """The hub knows that it has gone."""
        self.more = False
        """The last write left something that may leave at once."""
        self.leaving_since = 0.0
        """When it was first seen that the hub is done with it."""
        self.closing_since = 0.0
        """When writing was shut down; input is thrown away since."""
        self.moved = now
        self.events = 0
        self._context = context
        self._plain_allowed = plain_allowed
        self._tls: TlsEnd | None = None

    @property
    def ready(self) -> bool:
        """Whether the TLS end holds plain text that the selector knows nothing of."""
        return self._tls is not None and self._tls.ready

    @property
    def greeted(self) -> bool:
        """Whether words for the client may be sealed: it is known what it speaks, or it may speak plainly and has not
        said a word until the end."""
        if not self.begun:
            return self.seat.closing and self._plain_allowed
        return self._tls is None or self._tls.established

    def read(self, *, readable: bool) -> None:
        """Take what has arrived, bounded, into `items`. Sets `eof` at the end. Raises nothing."""
        data = b""
        if readable:
            try:
                data = self.socket.recv(READ if self.throttle is None else READ_THROTTLED)
            except (BlockingIOError, InterruptedError):
                return
            except OSError:
                self.ended = self.broken = True
                self.eof = self.eof or "Connection reset"
                return
            if not data:
                self.ended = True
                self.eof = self.eof or "Connection closed"
                return
        if self.closing_since or self.eof:
            return
        if not self.begun and not self._begin(data):
            return
        plain = data if self._tls is None else self._unseal(self._tls, data)
        if plain:
            self.items.extend(self.stream.feed(plain))

    def _begin(self, data: bytes) -> bool:
        """See by the first byte what the client speaks. False when it may not speak that."""
        self.begun = True
        if data[0] == _TLS:
            self._tls = TlsEnd(self._context, server=True)
        elif not self._plain_allowed:
            self.unsent += _PLAIN_REFUSED
            self.eof = "Not encrypted"
            self.seat.closing = True
            return False
        return True

    def _unseal(self, tls: TlsEnd, data: bytes) -> bytes:
        before = tls.established
        try:
            plain = tls.receive(data)
        except TlsError:
            self.unsent += tls.outgoing()
            self.eof = "Encryption failed"
            return b""
        self.unsent += tls.outgoing()
        if tls.established and not before:
            self.seat.secure = True
            self.seat.fingerprint = tls.fingerprint
        if tls.closed:
            self.eof = "Connection closed"
        return plain

    def write(self, durable: int) -> int:
        """Send what may leave, in one go: how many bytes the socket took. Raises OSError when the connection is
        gone."""
        outbox = self.seat.outbox
        data = bytes(self.unsent)
        self.unsent.clear()
        if not data and self.greeted and outbox.sendable(durable):
            data = outbox.take(durable, SEND)
            if self._tls is not None:
                try:
                    data = self._tls.send(data)
                except TlsError as error:
                    raise OSError(str(error)) from error
        sent = self._send(data) if data else 0
        self.more = self.greeted and outbox.sendable(durable)
        return sent

    def _send(self, data: bytes) -> int:
        try:
            sent = self.socket.send(data)
        except (BlockingIOError, InterruptedError):
            sent = 0
        if sent < len(data):
            self.unsent += memoryview(data)[sent:]
        return sent

    def unsent_at_all(self, durable: int) -> bool:
        """Whether something could leave now if the socket took it."""
        return bool(self.unsent) or (self.greeted and self.seat.outbox.sendable(durable))

    def finish_writing(self, now: float) -> None:
        """Say that nothing more comes; what still arrives is thrown away, so that no reset eats the last words."""
        self.closing_since = now
        if self._tls is not None:
            with suppress(OSError):
                self.socket.send(self._tls.close())
        with suppress(OSError):
            self.socket.shutdown(socket.SHUT_WR)
