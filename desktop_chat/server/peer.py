"""Peer: the server's end of one socket. Belongs to one I/O thread, which alone reads, writes and closes it."""

from __future__ import annotations

import socket
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress

from OpenSSL import SSL

from desktop_chat.hub.live.user import Seat
from desktop_chat.irc.line_stream import LineStream
from desktop_chat.irc.privmsg_runs import PrivmsgRun, RunStream
from desktop_chat.net.tls import TlsEndpoint, TlsError
from desktop_chat.net.unacknowledged import count_unacknowledged
from desktop_chat.server.codecs.codec_api import Codec, GatewaySettings, Item
from desktop_chat.server.codecs.detect_http import requests_http, skip_blank_lines, speaks_http
from desktop_chat.server.codecs.http_codec import HttpCodec
from desktop_chat.server.codecs.json_gateway import JsonGateway
from desktop_chat.server.codecs.text_gateway import TextGateway
from desktop_chat.server.connection_gate import Admission
from desktop_chat.server.throttle import LineRateLimit

READ_BYTES = 65536
"""Bytes read from one socket in one tick."""
READ_THROTTLED_BYTES = 8192
"""The same where lines are rationed: what is read ahead of its time is memory, and hides that the client hung up."""
SEND_BYTES = 1 << 18
"""Bytes taken from the outbox for one send."""
CODEC_SEND_BYTES = 8192
"""The same where a codec translates them."""
MAX_UNSENT_BYTES = 1 << 20
"""Bytes on their way out, above which somebody who only makes the server answer is not read."""
LINE_BYTES = 1024
"""Bytes that complete no line count as one line for so many of them."""
_TLS = 0x16
_PLAIN_REFUSED = b"ERROR :This chat takes encrypted connections only: use TLS.\r\n"


class Peer:
    """`items` is what was read and not handled yet; `unsent` are bytes on their way out, sealed already."""

    __slots__ = (
        "_context", "_door_open", "_doors", "_feed", "_plain_allowed", "_start", "_surplus", "_tls", "admission",
        "begun", "broken", "closing_since", "codec", "ended", "eof", "events", "gone", "items", "leaving_since",
        "more", "moved", "said_all", "seat", "silent", "socket", "throttle", "unsent",
    )  # fmt: skip

    def __init__(
        self,
        connection: socket.socket,
        seat: Seat,
        context: SSL.Context,
        *,
        plain_allowed: bool,
        now: float,
        door: str = "",
        doors: GatewaySettings | None = None,
        admission: Admission | None = None,
    ) -> None:
        """`door`: the port of its own by which it came, "" for the one that all share. `admission` is given back
        with the socket."""
        self.socket = connection
        self.seat = seat
        self.items: deque[Item | PrivmsgRun] = deque()
        self.unsent = bytearray()
        self.throttle: LineRateLimit | None = None
        self.admission = admission
        self.begun = False
        """Its first byte has told what it speaks."""
        self.silent = False
        """It had time enough to show what it speaks."""
        self.eof = ""
        """Why nothing more will be read, as others are told; "" while more may come."""
        self.ended = False
        """The socket has nothing more to read, ever."""
        self.said_all = False
        """The client has said that it sends no more, by closing its side or in TLS."""
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
        self._doors = doors or GatewaySettings()
        self._tls: TlsEndpoint | None = None
        self._start = b""
        """What has come of the first line."""
        self._feed: Callable[[bytes], Sequence[Item | PrivmsgRun]] | None = None
        """What makes Messages of bytes where that is IRC itself, once the first line has told."""
        self.codec: Codec | None = None
        """What translates, where that is not IRC itself."""
        self._door_open = bool(door)
        """It came by a door, and it is not certain yet that it does not speak HTTP."""
        self._surplus = 0
        """Bytes beyond LINE_BYTES a line that were not counted against its pace yet."""
        if door == "text":
            self.begun = True  # it is greeted first, so it cannot begin with TLS
            self.codec = TextGateway(self._doors.lobby, seat.port)
        elif door == "json":
            self.codec = JsonGateway(self._doors.lobby, seat.port)

    @property
    def has_plain_text(self) -> bool:
        """Whether the TLS end holds plain text that the selector knows nothing of."""
        return self._tls is not None and self._tls.ready

    @property
    def may_be_written_to(self) -> bool:
        """Whether words for the client may be sealed: it is known what it speaks, or it may speak plainly and has said
        nothing for so long that it waits for our words."""
        if not self.begun:
            return self.silent and self.seat.closing and self._plain_allowed
        if self._tls is not None and not self._tls.established:
            return False
        return self._feed is not None or self.codec is not None or self.seat.closing

    @property
    def due_at(self) -> float:
        """When `elapse` is to be called; 0.0 where nothing depends on time."""
        return self.codec.due_at if self.codec is not None else 0.0

    @property
    def is_full(self) -> bool:
        """Whether it must not be read for the present."""
        if len(self.unsent) > MAX_UNSENT_BYTES or (self.codec is not None and self.codec.is_full):
            return True
        return self.throttle is not None and self.throttle.is_overdrawn(time.monotonic())

    @property
    def has_outgoing(self) -> bool:
        """Whether its codec holds something that has not left."""
        return self.codec is not None and self.codec.has_outgoing

    def advance_time(self, now: float) -> None:
        """Time has passed: what that completes goes into `items`."""
        if self.codec is not None and not self.eof:
            self.items.extend(self.codec.advance_time(now))

    def read(self, *, readable: bool, now: float = 0.0) -> None:
        """Take what has arrived, bounded, into `items`. Sets `eof` at the end. Raises nothing."""
        data = b""
        if readable:
            try:
                data = self.socket.recv(READ_BYTES if self.throttle is None else READ_THROTTLED_BYTES)
            except (BlockingIOError, InterruptedError):
                return
            except OSError:
                self.ended = self.broken = True
                self.eof = self.eof or "Connection reset"
                return
            if not data:
                self.ended = True
                self._end_of_input()
                return
        if self.closing_since or self.eof:
            return
        if not self.begun:
            self._detect_tls(data)
        plain = data if self._tls is None else self._decrypt(self._tls, data)
        before = len(self.items)
        if plain and self._feed is not None:
            self.items.extend(self._feed(plain))
        elif plain:
            self._detect_and_decode(plain, now)
        if self.throttle is not None:
            self._count_bytes(len(plain), len(self.items) - before, self.throttle)
        if self._tls is not None and self._tls.closed:
            self._end_of_input()

    def close(self) -> None:
        """Close the socket and give its admission back."""
        self.socket.close()
        if self.admission is not None:
            self.admission.give_back()

    def _count_bytes(self, size: int, lines: int, throttle: LineRateLimit) -> None:
        """Count bytes that completed no line against the pace: reading them is work too."""
        self._surplus = max(0, self._surplus + size - lines * LINE_BYTES)
        if self._surplus >= LINE_BYTES:
            throttle.count_lines(self._surplus // LINE_BYTES)
            self._surplus %= LINE_BYTES

    def _end_of_input(self) -> None:
        """Nothing more will come. A codec may still have words that wait for the server's answer."""
        if self.codec is not None and not self.eof and not self.said_all:
            self.items.extend(self.codec.end_input())
        self.said_all = True
        self._check_end_of_input()

    def _check_end_of_input(self) -> None:
        """See whether it is over: for the codec, or because all that was read before the end has been handed on."""
        codec = self.codec
        if codec is not None and codec.over:
            self.eof = self.eof or codec.over
        elif self.said_all and (codec is None or not codec.is_busy):
            self.eof = self.eof or "Connection closed"

    def _detect_and_decode(self, plain: bytes, now: float) -> None:
        """What is not known to be IRC: a codec's, or the first line, which tells."""
        if self._door_open:
            plain = self._look_for_request(plain)
        if self.codec is None:
            plain = self._start = self._start + plain
            http = speaks_http(plain)
            if http is None:
                return
            self._start = b""
            if http:
                plain = self._turn_to_http(plain)
            elif self._refuse_plain_text():
                # Where lines are rationed, each one counts.
                self._feed = RunStream().feed if self.throttle is None else LineStream().feed
                self.items.extend(self._feed(plain))
        if self.codec is not None:
            self.items.extend(self.codec.receive_bytes(plain, now))
            if isinstance(self.codec, HttpCodec) and self.codec.then is not None:
                self.codec = self.codec.then
                self.items.extend(self.codec.receive_bytes(b"", now))
            self._check_end_of_input()

    def _look_for_request(self, plain: bytes) -> bytes:
        """See whether a browser has come by a door. Return what the codec is to be given."""
        self._start += plain
        http = requests_http(self._start)
        if http is None:
            return plain
        start, self._start = self._start, b""
        self._door_open = False
        return self._turn_to_http(start) if http else plain

    def _turn_to_http(self, start: bytes) -> bytes:
        """Speak HTTP with this client from now on. Return what the codec is to be given."""
        allowed = self._plain_allowed or self._tls is not None
        self.codec = HttpCodec(self._doors, secure=self._tls is not None, allowed=allowed)
        return skip_blank_lines(start)

    def _refuse_plain_text(self) -> bool:
        """Whether it may speak IRC as it does; otherwise it is told why not."""
        if self._plain_allowed or self._tls is not None or self.seat.closing:
            return True
        self.unsent += _PLAIN_REFUSED
        self.eof = "Not encrypted"
        self.seat.closing = True
        return False

    def _detect_tls(self, data: bytes) -> None:
        """See by the first byte whether the client speaks TLS."""
        self.begun = True
        if data[0] == _TLS:
            self._tls = TlsEndpoint(self._context, server=True)

    def _decrypt(self, tls: TlsEndpoint, data: bytes) -> bytes:
        before = tls.established
        try:
            plain = tls.receive(data)
        except TlsError:
            self.unsent += tls.take_outgoing()
            self.eof = "Encryption failed"
            return b""
        self.unsent += tls.take_outgoing()
        if tls.established and not before:
            self.seat.secure = True
            self.seat.fingerprint = tls.certificate_fingerprint
        return plain

    def commit_waited_for(self, durable: int) -> int:
        """The commit for which it waits, where there is nothing else to be done; 0 otherwise."""
        if self.codec is not None or self.unsent or self.seat.closing:
            return 0
        return self.seat.outbox.commit_waited_for(durable)

    def write_at_once(self, durable: int) -> bool:
        """Send all there is, where that is IRC and nothing is on its way out: whether nothing is left. This is `write`
        for nearly all that is ever sent, so it looks at as little as it can. Raises OSError when the connection is
        gone."""
        seat = self.seat
        if self.unsent or self.more or self._feed is None or seat.closing:
            return False
        outbox = seat.outbox
        data = outbox.take(durable, SEND_BYTES)
        if not data:
            return not outbox.pieces
        if self._tls is not None:
            data = self._encrypt(self._tls, data)
        return self._send_bytes(data) == len(data) and not outbox.pieces

    def write(self, durable: int, now: float = 0.0) -> int:
        """Send what may leave, in one go: how many bytes the socket took. Raises OSError when the connection is
        gone."""
        outbox = self.seat.outbox
        data = bytes(self.unsent)
        self.unsent.clear()
        if not data and self.may_be_written_to:
            if self.codec is not None:
                data = self._take_translated(self.codec, durable, now)
            elif outbox.is_sendable(durable):
                data = outbox.take(durable, SEND_BYTES)
            if data and self._tls is not None:
                data = self._encrypt(self._tls, data)
        sent = self._send_bytes(data) if data else 0
        self.more = self.may_be_written_to and outbox.is_sendable(durable) and not self.has_outgoing
        return sent

    def _encrypt(self, tls: TlsEndpoint, data: bytes) -> bytes:
        try:
            return tls.send(data)
        except TlsError as error:
            raise OSError(str(error)) from error

    def _take_translated(self, codec: Codec, durable: int, now: float) -> bytes:
        """What may leave in the client's own protocol. What the codec answers by itself is `items` of the Peer."""
        if (not codec.has_outgoing or self.seat.closing) and self.seat.outbox.is_sendable(durable):
            self.items.extend(codec.send_irc(self.seat.outbox.take(durable, CODEC_SEND_BYTES)))
            self._check_end_of_input()
        if isinstance(codec, JsonGateway) and codec.has_outgoing and count_unacknowledged(self.socket):
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
        """Whether something could leave now if the socket took it."""
        if self.unsent or self.has_outgoing:
            return True
        return self.may_be_written_to and self.seat.outbox.is_sendable(durable)

    def cannot_be_told(self, now: float, patience: float) -> bool:
        """Whether a client for which last words wait has not shown within `patience` (s) what it speaks, and must not
        hear them in plain text either."""
        self.leaving_since = self.leaving_since or now
        self.silent = self.ended or now - self.leaving_since >= patience
        return self.silent and not self.may_be_written_to

    def finish_writing(self, now: float) -> None:
        """Say that nothing more comes; what still arrives is thrown away, so that no reset eats the last words."""
        self.closing_since = now
        last = self.codec.take_farewell() if self.codec is not None else b""
        if self._tls is not None:
            with suppress(TlsError):
                last = (self._tls.send(last) if last else b"") + self._tls.close()
        with suppress(OSError):
            self.socket.send(last)
        with suppress(OSError):
            self.socket.shutdown(socket.SHUT_WR)
