"""IRC in WebSocket messages, a line in each. `server.http` has done the handshake.

Spec: https://ircv3.net/specs/extensions/websocket, https://datatracker.ietf.org/doc/html/rfc6455
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from wsproto.connection import Connection, ConnectionState, ConnectionType
from wsproto.events import BytesMessage, CloseConnection, Event, Ping, TextMessage
from wsproto.frame_protocol import CloseReason
from wsproto.utilities import LocalProtocolError

from desktop_chat.irc.line_stream import LineStream
from desktop_chat.server.codecs.codec_api import NOTHING, Item
from desktop_chat.server.throttle import LineRateLimit
from desktop_chat.texts import server as texts

TEXT = "text.ircv3.net"
BINARY = "binary.ircv3.net"
SUBPROTOCOLS = (BINARY, TEXT)
EMPTY_AT_ONCE = 100
"""Frames that complete no line (pings, parts, empty frames) and are read at full speed at once."""
EMPTY_PER_SECOND = 20
"""The same frames in each second afterwards."""
PAUSE = 0.5
MOST_ANSWERS = 65536
"""Bytes of waiting pongs above which the client is not read."""


class WebSocketCodec:
    """The codec of one WebSocket. Without a `subprotocol`, messages have the kind of the last received message."""

    is_busy = False
    needs_acknowledgement = False

    def __init__(self, subprotocol: str, received: bytes, answer: bytes = b"") -> None:
        """`subprotocol`: TEXT, BINARY or "". `received`: the bytes after the request. `answer`: the 101 response."""
        self.over = ""
        self._frames = Connection(ConnectionType.SERVER, trailing_data=received)
        self._stream = LineStream()
        self._follow = not subprotocol
        self._text = subprotocol != BINARY
        self._answers = bytearray(answer)
        self.due_at = 0.0
        """Until when the client is not read because of too many empty frames; 0.0 if the client is read."""
        self._empty: LineRateLimit | None = None

    @property
    def has_outgoing(self) -> bool:
        return bool(self._answers)

    @property
    def is_full(self) -> bool:
        return len(self._answers) > MOST_ANSWERS or self.due_at > 0

    def receive_bytes(self, data: bytes, now: float) -> Sequence[Item]:
        if self.over:
            return NOTHING
        self._frames.receive_data(data)
        items: list[Item] = []
        empty = 0
        for event in self._frames.events():
            made = self._handle_event(event)
            items += made
            empty += not made and _ends_frame(event)
            if self.over:
                break
        if empty:
            self._slow_down(empty, now)
        return items

    def _slow_down(self, empty: int, now: float) -> None:
        """Limit the rate of frames that complete no line. The Peer limits lines and bytes."""
        if self._empty is None:
            self._empty = LineRateLimit(EMPTY_AT_ONCE, EMPTY_PER_SECOND, now)
        self._empty.lines_allowed(now)
        self._empty.count_lines(empty)
        self.due_at = now + PAUSE if self._empty.was_overdrawn else 0.0

    def _handle_event(self, event: Event) -> Sequence[Item]:
        if isinstance(event, TextMessage | BytesMessage):
            return self._handle_data(event)
        if isinstance(event, Ping):
            with suppress(LocalProtocolError):  # the connection is closing
                self._answers += self._frames.send(event.response())
        elif isinstance(event, CloseConnection):
            # An invalid frame arrives here too, with the code of the error.
            self._answers += self._send_close(event.code)
            self.over = texts.CONNECTION_CLOSED
        return NOTHING

    def _handle_data(self, event: TextMessage | BytesMessage) -> Sequence[Item]:
        """Read a message, which is a line without line end. A message above the limit is dropped as it comes."""
        if self._follow:
            self._text = isinstance(event, TextMessage)
        data = event.data.encode() if isinstance(event, TextMessage) else bytes(event.data)
        if not event.message_finished:
            return self._stream.feed(data)
        return self._stream.feed(data + b"\n")

    def advance_time(self, now: float) -> Sequence[Item]:
        if self.due_at:
            self._slow_down(0, now)
        return NOTHING

    def end_input(self) -> Sequence[Item]:
        return NOTHING

    def send_irc(self, wire: bytes) -> Sequence[Item]:
        if self._frames.state is ConnectionState.OPEN:
            for line in wire.split(b"\r\n"):
                if line:
                    self._answers += self._frames.send(self._encode_frame(line))
        return NOTHING

    def _encode_frame(self, line: bytes) -> Event:
        if self._text:
            return TextMessage(line.decode("utf-8", "replace"))
        return BytesMessage(line)

    def take_outgoing(self, now: float) -> bytes:
        data = bytes(self._answers)
        self._answers.clear()
        return data

    def postpone_next(self, now: float) -> None:
        """WebSocket waits for no acknowledgement."""

    def take_farewell(self) -> bytes:
        return self._send_close(CloseReason.NORMAL_CLOSURE)

    def _send_close(self, code: int) -> bytes:
        try:
            return self._frames.send(CloseConnection(code))
        except LocalProtocolError:
            return b""  # the close frame was sent before


def _ends_frame(event: Event) -> bool:
    """Return whether the event ends a frame."""
    return not isinstance(event, TextMessage | BytesMessage) or event.frame_finished
