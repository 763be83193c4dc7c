"""One HTTP request and its answer."""

from __future__ import annotations

import pytest

from desktop_chat.server.codecs.codec_api import GatewaySettings
from desktop_chat.server.codecs.http_codec import HttpCodec

UPGRADE = (
    b"GET /chat HTTP/1.1\r\nHost: a\r\nUpgrade: WebSocket\r\nConnection: keep-alive, Upgrade\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
)


def answered(
    request: bytes, *, allowed: bool = True, settings: GatewaySettings | None = None
) -> tuple[HttpCodec, bytes]:
    codec = HttpCodec(settings or GatewaySettings(websocket=True), secure=False, allowed=allowed)
    codec.receive_bytes(request, 0.0)
    return codec, codec.take_outgoing(0.0)


def test_the_key_of_the_specification() -> None:
    codec, _ = answered(UPGRADE + b"Sec-WebSocket-Protocol: x, text.ircv3.net, binary.ircv3.net\r\n\r\n")
    assert codec.successor is not None
    answer = codec.successor.take_outgoing(0.0)
    assert answer.startswith(b"HTTP/1.1 101 ")
    assert b"s3pPLMBiTxaQ9kYGzzhZRbK+xOo=" in answer
    assert b"text.ircv3.net" in answer
    assert b"binary" not in answer


def test_a_request_in_pieces() -> None:
    codec = HttpCodec(GatewaySettings(websocket=True), secure=False, allowed=True)
    for byte in UPGRADE + b"\r\n":
        assert codec.successor is None
        codec.receive_bytes(bytes([byte]), 0.0)
    assert codec.successor is not None


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (UPGRADE.replace(b"GET", b"POST") + b"\r\n", b"400"),
        (UPGRADE + b"Content-Length: 4\r\n\r\nabcd", b"400"),
        (UPGRADE.replace(b"13", b"8") + b"\r\n", b"426"),
        (b"nonsense\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", b"400"),
        (b"OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", b"405"),
    ],
)
def test_invalid_handshake_is_refused(request_: bytes, status: bytes) -> None:
    codec, answer = answered(request_)
    assert answer.split(b" ")[1] == status
    assert codec.over
    assert not codec.has_outgoing
    assert not codec.receive_bytes(b"more", 0.0)


def test_client_without_tls_gets_the_reason() -> None:
    assert b"403" in answered(UPGRADE + b"\r\n", allowed=False)[1]


@pytest.mark.parametrize(("origin", "status"), [(b"https://chat.example", b"101"), (b"https://evil.example", b"403")])
def test_origins(origin: bytes, status: bytes) -> None:
    settings = GatewaySettings(websocket=True, origins=("https://chat.example",))
    codec, answer = answered(UPGRADE + b"Origin: " + origin + b"\r\n\r\n", settings=settings)
    assert (codec.successor.take_outgoing(0.0) if codec.successor is not None else answer).split(b" ")[1] == status


@pytest.mark.parametrize("host", [b'"><script>', b"\xff", b"a b", b"[::1]:6697", b""])
def test_host_header_injects_nothing_into_the_page(host: bytes) -> None:
    _, answer = answered(b"GET / HTTP/1.1\r\nHost: " + host + b"\r\n\r\n")
    assert b"<script" not in answer
    assert answer.split(b" ")[1] in (b"200", b"400")


def test_irc_lines_are_dropped() -> None:
    codec, _ = answered(b"GET / HTTP/1.1\r\n")
    assert not codec.send_irc(b"ERROR :You took too long\r\n")
    assert not codec.has_outgoing
    assert codec.take_farewell() == b""
    assert not codec.advance_time(1.0)
    assert not codec.end_input()
