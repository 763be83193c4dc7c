"""IRC in WebSocket frames, in both directions."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from wsproto.connection import Connection, ConnectionType
from wsproto.events import BytesMessage, CloseConnection, Event, Ping, Pong, TextMessage

from desktop_chat.irc.message import Message, ProtocolError
from desktop_chat.server.codecs.codec_api import Item
from desktop_chat.server.codecs.websocket_codec import BINARY, EMPTY_AT_ONCE, TEXT, WebSocketCodec


class WebSocketPair:
    """The codec and its client."""

    def __init__(self, subprotocol: str = TEXT) -> None:
        self.client = Connection(ConnectionType.CLIENT)
        self.codec = WebSocketCodec(subprotocol, b"")
        self.now = 1.0

    def send(self, *events: Event) -> Sequence[Item]:
        return self.codec.receive_bytes(b"".join(map(self.client.send, events)), self.now)

    def heard(self) -> list[Event]:
        self.client.receive_data(self.codec.take_outgoing(self.now))
        return list(self.client.events())


@pytest.mark.parametrize("end", ["", "\r\n", "\n"])
def test_a_message_is_a_line(end: str) -> None:
    assert WebSocketPair().send(TextMessage(f"PING a{end}"), TextMessage("")) == [Message("PING", ("a",))]


def test_fragments_make_a_line() -> None:
    ends = WebSocketPair(BINARY)
    assert not ends.send(BytesMessage(b"PING \xc3", message_finished=False))
    assert ends.send(BytesMessage(b"\xa9")) == [Message("PING", ("\u00e9",))]


def test_too_long_and_not_utf8() -> None:
    ends = WebSocketPair(BINARY)
    items = ends.send(BytesMessage(b"x" * 600), BytesMessage(b"\xff"), BytesMessage(b"PING a"))
    assert [item.code if isinstance(item, ProtocolError) else item.command for item in items] == [
        "TOO_LONG",
        "NOT_UTF8",
        "PING",
    ]


@pytest.mark.parametrize(("subprotocol", "kind"), [(TEXT, TextMessage), (BINARY, BytesMessage), ("", TextMessage)])
def test_a_line_is_a_message(subprotocol: str, kind: type[Event]) -> None:
    ends = WebSocketPair(subprotocol)
    ends.codec.send_irc("PING \u00e9\r\nPING b\r\n".encode())
    assert [type(event) for event in ends.heard()] == [kind, kind]


def test_text_frames_are_utf8_whatever_the_hub_said() -> None:
    ends = WebSocketPair()
    ends.codec.send_irc(b"PING \xff\r\n")
    (event,) = ends.heard()
    assert isinstance(event, TextMessage)
    assert event.data == "PING \ufffd"


def test_pings_are_answered_and_rationed() -> None:
    ends = WebSocketPair()
    ends.send(Ping(b"x"))
    assert isinstance(ends.heard()[0], Pong)
    ends.send(*[Ping(b"")] * (EMPTY_AT_ONCE + 10))
    assert ends.codec.is_full
    assert ends.codec.due_at == 1.5
    ends.codec.advance_time(3.0)
    assert not ends.codec.is_full


def test_either_side_can_close() -> None:
    ends = WebSocketPair()
    ends.send(
        CloseConnection(1000),
    )
    assert ends.codec.over
    assert isinstance(ends.heard()[0], CloseConnection)
    assert ends.codec.take_farewell() == b""
    assert not ends.codec.receive_bytes(b"x", 2.0)
    ends = WebSocketPair()
    ends.client.receive_data(ends.codec.take_farewell())
    (event,) = ends.client.events()
    assert isinstance(event, CloseConnection)
    ends.codec.send_irc(b"PING late\r\n")
    assert not ends.heard()


def test_invalid_frame_closes_the_connection() -> None:
    ends = WebSocketPair()
    ends.codec.receive_bytes(b"\x81\x01a", 1.0)  # not masked
    assert ends.codec.over
    (event,) = ends.heard()
    assert isinstance(event, CloseConnection)
    assert event.code == 1002


@pytest.mark.parametrize("part", [BytesMessage(b"x", message_finished=False), BytesMessage(b"\r")])
def test_frames_that_complete_no_line_are_read_more_slowly(part: Event) -> None:
    ends = WebSocketPair(BINARY)
    for _ in range(EMPTY_AT_ONCE + 1):
        ends.send(part)
    assert ends.codec.is_full
    ends.now = ends.codec.due_at + 1.0
    ends.codec.advance_time(ends.now)
    assert not ends.codec.is_full


def test_frames_that_complete_lines_are_read_at_full_speed() -> None:
    ends = WebSocketPair(BINARY)
    for _ in range(3 * EMPTY_AT_ONCE):
        ends.send(BytesMessage(b"PING a"))
    assert not ends.codec.is_full
