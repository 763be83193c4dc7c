"""Peer: the server's end of one socket."""

from __future__ import annotations

import socket
import time
from collections import deque
from collections.abc import Callable, Sequence

from OpenSSL import SSL

from desktop_chat.hub.live.user import Seat
from desktop_chat.irc.line_stream import LineStream
from desktop_chat.irc.privmsg_runs import PrivmsgRun, RunStream
from desktop_chat.net.fingerprints import CertificateFingerprint
from desktop_chat.net.tls import TlsEndpoint, TlsError
from desktop_chat.net.unacknowledged import count_unacknowledged
from desktop_chat.server.codecs.codec_api import Codec, Item
from desktop_chat.server.codecs.detect_http import requests_http, skip_blank_lines, speaks_http
from desktop_chat.server.codecs.gateways import GATEWAYS
from desktop_chat.server.connection_gate import Admission
from desktop_chat.server.connection_state import (
    ConnectionEvent,
    ConnectionState,
    InputState,
    ProtocolState,
)
from desktop_chat.server.listener import Upgrade
from desktop_chat.server.throttle import LineRateLimit
from desktop_chat.texts import server as texts

READ_BYTES = 65536
"""Bytes read from one socket in one tick."""
READ_THROTTLED_BYTES = 8192
"""The same for a client with a rate limit: bytes read too early cost memory, and hide a hang-up of the client."""
SEND_BYTES = 1 << 18
"""Bytes taken from the outbox for one send."""
CODEC_SEND_BYTES = 8192
"""The same for a client with a codec."""
MAX_UNSENT_BYTES = 1 << 20
"""Unsent bytes above which a client is not read, so that no client can make the server reply without end."""
_TLS = 0x16
_PLAIN_REFUSED = b"ERROR :This chat takes encrypted connections only: use TLS.\r\n"


class Peer:
    """One connection: its socket, TLS, codec, rate limit and state.

    Thread: the I/O thread that owns the socket.
    """

    __slots__ = (
        "_context", "_feed", "_may_be_http", "_plain_allowed", "_start",
        "admission", "certificate", "codec", "events", "http", "items", "more", "moved", "seat", "socket", "state",
        "throttle", "tls",
        "unsent",
    )  # fmt: skip

    def __init__(
        self,
        connection: socket.socket,
        seat: Seat,
        context: SSL.Context,
        *,
        plain_allowed: bool,
        now: float,
        gateway: str = "",
        lobby: str = "#lobby",
        admission: Admission | None = None,
        upgrade: Upgrade | None = None,
    ) -> None:
        """`gateway`: the gateway of the client's port, "" for the shared port of IRC, TLS and HTTP. `lobby`: the room
        of a gateway's guests. `upgrade`: what is known of the client already.
        """
        self.socket = connection
        self.seat = seat
        self.state = ConnectionState(seat.id)
        self.admission = admission
        """Given back when the socket is closed."""
        self.certificate: CertificateFingerprint | None = None
        """The client's certificate after a TLS handshake ("" for none), until the hub has been told."""
        self.throttle: LineRateLimit | None = None
        self.items: deque[Item | PrivmsgRun] = deque()
        """Read items that the hub has not handled yet."""
        self.codec: Codec | None = None
        """Translates for a client of another protocol than IRC."""
        self.unsent = bytearray()
        """Encrypted bytes that the socket has not taken yet."""
        self.more = False
        """The last write left bytes for the next write."""
        self.moved = now
        """When the socket last took bytes, or had none to take."""
        self.events = 0
        """The selector events of the socket."""
        self._context = context
        self._plain_allowed = plain_allowed
        self.tls: TlsEndpoint | None = None
        """The TLS end of a client that speaks TLS."""
        self._start = b""
        """The beginning of the first line."""
        self.http = b""
        """The beginning of an HTTP request; b"" unless the client speaks HTTP. The Peer then does nothing more."""
        self._feed: Callable[[bytes], Sequence[Item | PrivmsgRun]] | None = None
        """Makes Messages of the bytes of an IRC client."""
        self._may_be_http = bool(gateway)
        """The client of a gateway may still be a browser."""
        if gateway:
            row = GATEWAYS[gateway]
            self.codec = row.make_codec(lobby, seat.port)
            if row.speaks_first:
                self.state.transition(ConnectionEvent.PROTOCOL_FOUND)
        if upgrade is not None:
            self._continue_upgraded(upgrade, now)

    def _continue_upgraded(self, upgrade: Upgrade, now: float) -> None:
        """Go on where HTTP has ended."""
        self.codec, self.tls = upgrade.codec, upgrade.tls
        self.unsent += upgrade.unsent
        self.state.transition(ConnectionEvent.PROTOCOL_FOUND)
        self.items.extend(self.codec.receive_bytes(b"", now))
        self._check_end_of_input()

    @property
    def allows_client(self) -> bool:
        """Whether the client speaks TLS, or may do without."""
        return self._plain_allowed or self.tls is not None

    @property
    def has_plain_text(self) -> bool:
        """Whether the TLS end holds plain text, unknown to the selector."""
        return self.tls is not None and self.tls.ready

    @property
    def may_be_written_to(self) -> bool:
        """Whether bytes for the client may be encrypted now.

        Before the protocol is known only last words are sent: plain ones would break a handshake, and a browser gets
        them as an answer to its request.
        """
        protocol = self.state.protocol
        if protocol is ProtocolState.KNOWN:
            return True
        if protocol is ProtocolState.SILENT:
            return self.seat.closing and self._plain_allowed
        if protocol is not ProtocolState.FIRST_LINE or (self.tls is not None and self.tls.expects_http):
            return False
        return self.seat.closing

    @property
    def due_at(self) -> float:
        """When to call `advance_time`; 0.0 if nothing depends on time."""
        return self.codec.due_at if self.codec is not None else 0.0

    @property
    def is_full(self) -> bool:
        """Whether the client must not be read for the present."""
        if len(self.unsent) > MAX_UNSENT_BYTES or (self.codec is not None and self.codec.is_full):
            return True
        return self.throttle is not None and self.throttle.is_overdrawn(time.monotonic())

    @property
    def has_outgoing(self) -> bool:
        """Whether the codec holds unsent bytes."""
        return self.codec is not None and self.codec.has_outgoing

    def advance_time(self, now: float) -> None:
        """Add the items completed by the passing of time."""
        if self.codec is not None and not self.state.end_reason:
            self.items.extend(self.codec.advance_time(now))

    def read(self, *, readable: bool, now: float = 0.0) -> None:
        """Read a bounded amount into `items`.

        `readable`: the socket has bytes; otherwise only the TLS end has.
        """
        data = b""
        if readable:
            try:
                data = self.socket.recv(READ_BYTES if self.throttle is None else READ_THROTTLED_BYTES)
            except (BlockingIOError, InterruptedError):
                return
            except OSError:
                self.state.transition(ConnectionEvent.SOCKET_RESET, reason=texts.CONNECTION_RESET)
                return
            if not data:
                self.state.transition(ConnectionEvent.SOCKET_ENDED)
                self._end_input()
                return
        if self.state.end_reason:
            return
        if self._feed is None and self.state.awaits_first_byte:
            self._detect_tls(data)
        plain = data if self.tls is None else self._decrypt(self.tls, data)
        before = len(self.items)
        if plain and self._feed is not None:
            self.items.extend(self._feed(plain))
        elif plain:
            self._detect_and_decode(plain, now)
        if self.throttle is not None:
            self.throttle.count_bytes(len(plain), len(self.items) - before)
        if self.tls is not None and self.tls.closed:
            self._end_input()

    def close(self) -> None:
        """Close the socket and give the admission back."""
        self.state.transition(ConnectionEvent.SOCKET_CLOSED)
        self.socket.close()
        if self.admission is not None:
            self.admission.give_back()

    def _end_input(self) -> None:
        """The client sends no more. A codec may still hold words that wait for the server's answer."""
        if self.state.input is InputState.OPEN:
            if self.codec is not None:
                self.items.extend(self.codec.end_input())
            self.state.transition(ConnectionEvent.CLIENT_FINISHED)
        self._check_end_of_input()

    def _check_end_of_input(self) -> None:
        """End the input if the codec is over, or if the client has finished and the codec has handed on all words."""
        if self.state.end_reason:
            return
        codec = self.codec
        if codec is not None and codec.over:
            self.end_input_because(codec.over)
        elif self.state.input is InputState.ENDING and (codec is None or not codec.is_busy):
            self.end_input_because(texts.CONNECTION_CLOSED)

    def end_input_because(self, reason: str) -> None:
        """End the input. `reason` is shown to other people."""
        self.state.transition(ConnectionEvent.INPUT_OVER, reason=reason)

    def _detect_and_decode(self, plain: bytes, now: float) -> None:
        """Decode by the codec, or detect the protocol by the first line."""
        if self._may_be_http:
            self._look_for_request(plain)
        if self.http:
            return
        if self.codec is None:
            plain = self._start = self._start + plain
            http = speaks_http(plain)
            if http is None:
                return
            self._start = b""
            if http:
                self.http = skip_blank_lines(plain)
                return
            if self.allows_client or self.seat.closing:
                # With a rate limit each line counts by itself.
                self._feed = RunStream().feed if self.throttle is None else LineStream().feed
                self.items.extend(self._feed(plain))
            else:
                self._refuse_plain_text()
                return
            self.state.transition(ConnectionEvent.PROTOCOL_FOUND)
        if self.codec is not None:
            self.items.extend(self.codec.receive_bytes(plain, now))
            self._check_end_of_input()

    def _look_for_request(self, plain: bytes) -> None:
        """See whether the client of a gateway is a browser."""
        self._start += plain
        http = requests_http(self._start)
        if http is None:
            return
        if http:
            self.http = skip_blank_lines(self._start)
        self._start, self._may_be_http = b"", False

    def _refuse_plain_text(self) -> None:
        self.unsent += _PLAIN_REFUSED
        self.end_input_because(texts.NOT_ENCRYPTED)

    def _detect_tls(self, data: bytes) -> None:
        """See by the first byte whether the client speaks TLS."""
        if data[0] == _TLS:
            self.tls = TlsEndpoint(self._context, server=True)
            self.state.transition(ConnectionEvent.TLS_BYTE)
        else:
            self.state.transition(ConnectionEvent.PLAIN_BYTE)
            self._recognise_gateway()

    def _recognise_gateway(self) -> None:
        """Take the protocol as known if the Peer has a codec from the start."""
        if self.codec is not None:
            self.state.transition(ConnectionEvent.PROTOCOL_FOUND)

    def _decrypt(self, tls: TlsEndpoint, data: bytes) -> bytes:
        before = tls.established
        try:
            plain = tls.receive(data)
        except TlsError:
            self.unsent += tls.take_outgoing()
            self.end_input_because(texts.ENCRYPTION_FAILED)
            return b""
        self.unsent += tls.take_outgoing()
        if tls.established and not before:
            self.certificate = tls.certificate_fingerprint
            self.state.transition(ConnectionEvent.HANDSHAKE_DONE)
            self._recognise_gateway()
        return plain

    def commit_waited_for(self, durable: int) -> int:
        """Return the commit needed by the next bytes of an IRC client, or 0 if there is other work for the Peer."""
        if self.codec is not None or self.unsent or self.seat.closing:
            return 0
        return self.seat.outbox.commit_waited_for(durable)

    def write_at_once(self, durable: int) -> bool:
        """Send the outbox in one go, if the client speaks IRC and nothing is unsent. Return whether nothing is left.

        The fast path of `write`, for nearly all bytes. Does as little as possible.
        Raises: OSError if the connection is broken.
        """
        seat = self.seat
        if self.unsent or self.more or self._feed is None or seat.closing:
            return False
        outbox = seat.outbox
        data = outbox.take(durable, SEND_BYTES)
        if not data:
            return not outbox.pieces
        if self.tls is not None:
            data = self._encrypt(self.tls, data)
        return self._send_bytes(data) == len(data) and not outbox.pieces

    def write(self, durable: int, now: float = 0.0) -> int:
        """Send all allowed bytes in one go. Return how many bytes the socket took.

        Raises: OSError if the connection is broken.
        """
        outbox = self.seat.outbox
        data = bytes(self.unsent)
        self.unsent.clear()
        if not data and self.may_be_written_to:
            if self.codec is not None:
                data = self._take_translated(self.codec, durable, now)
            elif outbox.is_sendable(durable):
                data = outbox.take(durable, SEND_BYTES)
            if data and self.tls is not None:
                data = self._encrypt(self.tls, data)
        sent = self._send_bytes(data) if data else 0
        self.more = self.may_be_written_to and outbox.is_sendable(durable) and not self.has_outgoing
        return sent

    def _encrypt(self, tls: TlsEndpoint, data: bytes) -> bytes:
        try:
            return tls.send(data)
        except TlsError as error:
            raise OSError(str(error)) from error

    def _take_translated(self, codec: Codec, durable: int, now: float) -> bytes:
        """Return the allowed bytes in the client's own protocol. The codec's own answers go into `items`."""
        if (not codec.has_outgoing or self.seat.closing) and self.seat.outbox.is_sendable(durable):
            self.items.extend(codec.send_irc(self.seat.outbox.take(durable, CODEC_SEND_BYTES)))
            self._check_end_of_input()
        if codec.needs_acknowledgement and codec.has_outgoing and count_unacknowledged(self.socket):
            codec.postpone_next(now)
        return codec.take_outgoing(now)

    def _send_bytes(self, data: bytes) -> int:
        try:
            sent = self.socket.send(data)
        except (BlockingIOError, InterruptedError):
            sent = 0
        if sent < len(data):
            self.unsent += memoryview(data)[sent:]
        return sent

    def has_unsent(self, durable: int) -> bool:
        """Whether bytes could be sent now if the socket took them."""
        if self.unsent or self.has_outgoing:
            return True
        return self.may_be_written_to and self.seat.outbox.is_sendable(durable)
