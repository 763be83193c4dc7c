"""IRC in WebSocket messages, one line each. https://github.com/ircv3/ircv3-specifications/blob/master/extensions/websocket.md
and https://datatracker.ietf.org/doc/html/rfc6455. The handshake has been done by `http`."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from wsproto.connection import Connection, ConnectionState, ConnectionType
from wsproto.events import BytesMessage, CloseConnection, Event, Ping, TextMessage
from wsproto.frame_protocol import CloseReason
from wsproto.utilities import LocalProtocolError

from desktop_chat.irc.stream import Stream
from desktop_chat.server.codecs.port import NOTHING, Item
from desktop_chat.server.throttle import Throttle

TEXT = "text.ircv3.net"
BINARY = "binary.ircv3.net"
SUBPROTOCOLS = (BINARY, TEXT)
EMPTY_AT_ONCE = 100
"""Frames that complete no line (pings, parts, empty ones), and how many a second after that, before they are read more
slowly."""
EMPTY_PER_SECOND = 20
PAUSE = 0.5
MOST_ANSWERS = 65536
"""Bytes of pongs that wait, above which nothing more is read."""


class WebSocketCodec:
    """`subprotocol` is TEXT, BINARY or "": then what is sent is of the kind that was received last, text at first."""

    busy = False

    def __init__(self, subprotocol: str, received: bytes, answer: bytes = b"") -> None:
        """`received`: what came behind the request already; `answer`: what accepts the request."""
        self.over = ""
        self._frames = Connection(ConnectionType.SERVER, trailing_data=received)
        self._stream = Stream()
        self._follow = not subprotocol
        self._text = subprotocol != BINARY
        self._answers = bytearray(answer)
        self.due = 0.0
        """Until when it is not read, for its many empty frames; 0.0 when it is."""
        self._empty: Throttle | None = None

    @property
    def waiting(self) -> bool:
        return bool(self._answers)

    @property
    def full(self) -> bool:
        return len(self._answers) > MOST_ANSWERS or self.due > 0

    def receive(self, data: bytes, now: float) -> Sequence[Item]:
        if self.over:
            return NOTHING
        self._frames.receive_data(data)
        items: list[Item] = []
        empty = 0
        for event in self._frames.events():
            made = self._heard(event)
            items += made
            empty += not made and _ends_frame(event)
            if self.over:
                break
        if empty:
            self._ration(empty, now)
        return items

    def _ration(self, empty: int, now: float) -> None:
        """Read frames that complete no line more slowly where there are many; the Peer rations lines and bytes."""
        if self._empty is None:
            self._empty = Throttle(EMPTY_AT_ONCE, EMPTY_PER_SECOND, now)
        self._empty.allowed(now)
        self._empty.took(empty)
        self.due = now + PAUSE if self._empty.overdrawn else 0.0

    def _heard(self, event: Event) -> Sequence[Item]:
        if isinstance(event, TextMessage | BytesMessage):
            return self._words(event)
        if isinstance(event, Ping):
            with suppress(LocalProtocolError):  # it has been said that nothing more comes
                self._answers += self._frames.send(event.response())
        elif isinstance(event, CloseConnection):
            # A frame that breaks the rules arrives here too, with the code that says which.
            self._answers += self._close(event.code)
            self.over = "Connection closed"
        return NOTHING

    def _words(self, event: TextMessage | BytesMessage) -> Sequence[Item]:
        """A message is a line without its end. What is too long is thrown away as it comes, not kept."""
        if self._follow:
            self._text = isinstance(event, TextMessage)
        data = event.data.encode() if isinstance(event, TextMessage) else bytes(event.data)
        if not event.message_finished:
            return self._stream.feed(data)
        return self._stream.feed(data + b"\n")

    def elapse(self, now: float) -> Sequence[Item]:
        if self.due:
            self._ration(0, now)
        return NOTHING

    def finish(self) -> Sequence[Item]:
        return NOTHING

    def say(self, wire: bytes) -> Sequence[Item]:
        if self._frames.state is ConnectionState.OPEN:
            for line in wire.split(b"\r\n"):
                if line:
                    self._answers += self._frames.send(self._message(line))
        return NOTHING

    def _message(self, line: bytes) -> Event:
        if self._text:
            return TextMessage(line.decode("utf-8", "replace"))
        return BytesMessage(line)

    def outgoing(self, now: float) -> bytes:
        data = bytes(self._answers)
        self._answers.clear()
        return data

    def farewell(self) -> bytes:
        return self._close(CloseReason.NORMAL_CLOSURE)

    def _close(self, code: int) -> bytes:
        try:
            return self._frames.send(CloseConnection(code))
        except LocalProtocolError:
            return b""  # it has been said


def _ends_frame(event: Event) -> bool:
    """Return whether a frame is over, and not only what has come of it by now."""
    return not isinstance(event, TextMessage | BytesMessage) or event.frame_finished
