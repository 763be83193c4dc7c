"""One connection: protocol detection, plain text, and the rate of bytes."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_chat.hub.live.user import Seat
from desktop_chat.irc.message import Message
from desktop_chat.net.identity import open_identity
from desktop_chat.net.tls import server_context
from desktop_chat.server.peer import Peer
from desktop_chat.server.throttle import LineRateLimit


@pytest.fixture
def ends(tmp_path: Path) -> Iterator[tuple[Peer, Peer, socket.socket, socket.socket]]:
    """A Peer with and a Peer without permission for plain text, and the clients' ends."""
    identity = open_identity(tmp_path, "server", "desk.example", datetime.now(UTC))
    context = server_context(identity.certificate, identity.key)
    made, clients = [], []
    for allowed in (True, False):
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        seat = Seat(1, thread=0, address="10.0.0.2", port=5, secure=False)
        made.append(Peer(ours, seat, context, plain_allowed=allowed, now=0.0))
        clients.append(theirs)
    yield made[0], made[1], clients[0], clients[1]
    for end in (made[0].socket, made[1].socket, *clients):
        end.close()


def test_allowed_plain_text_is_read(ends: tuple[Peer, Peer, socket.socket, socket.socket]) -> None:
    peer, _, client, _ = ends
    client.sendall(b"NICK ann\r\nUS")
    peer.read(readable=True)
    assert list(peer.items) == [Message("NICK", ("ann",))]
    client.close()
    peer.read(readable=True)
    assert peer.state.end_reason == "Connection closed"


def test_forbidden_plain_text_is_refused_with_a_reason(ends: tuple[Peer, Peer, socket.socket, socket.socket]) -> None:
    _, peer, _, client = ends
    client.sendall(b"NICK ann\r\n")
    peer.read(readable=True)
    assert not peer.items
    assert peer.state.end_reason == "Not encrypted"
    peer.write(0)
    assert client.recv(1000) == b"ERROR :This chat takes encrypted connections only: use TLS.\r\n"


def test_a_broken_handshake_ends_the_connection(ends: tuple[Peer, Peer, socket.socket, socket.socket]) -> None:
    _, peer, _, client = ends
    client.sendall(b"\x16 this is no handshake at all")
    peer.read(readable=True)
    assert peer.state.end_reason == "Encryption failed"


def test_nothing_is_sent_before_the_protocol_is_known(
    ends: tuple[Peer, Peer, socket.socket, socket.socket],
) -> None:
    peer, _, client, _ = ends
    peer.seat.outbox.append(b"ERROR :late\r\n")
    assert peer.write(0) == 0
    client.sendall(b"N")
    peer.read(readable=True)
    assert peer.write(0) == 0
    client.sendall(b"ICK ann\r\n")
    peer.read(readable=True)
    assert peer.write(0) == 13


@pytest.mark.parametrize(
    ("gateway", "begin", "bytes_"),
    [
        ("json", b"", b'{"a": "'), ("json", b"", b"x"), ("json", b"", b"\r\n"), ("", b"CAP LS\r\n", b"\r\n"),
        ("", b"CAP LS\r\n", b"x"),
    ],
)  # fmt: skip
def test_bytes_without_line_end_count_against_the_rate_limit(
    tmp_path: Path, gateway: str, begin: bytes, bytes_: bytes
) -> None:
    identity = open_identity(tmp_path, "server", "desk.example", datetime.now(UTC))
    context = server_context(identity.certificate, identity.key)
    ours, client = socket.socketpair()
    with ours, client:
        ours.setblocking(False)
        seat = Seat(1, thread=0, address="10.0.0.2", port=5, secure=False)
        peer = Peer(ours, seat, context, plain_allowed=True, now=0.0, gateway=gateway)
        peer.throttle = LineRateLimit(10, 1e-9, time.monotonic())
        reads = 0
        client.sendall(begin)
        while not peer.is_full:
            client.sendall((bytes_ * 8192)[:4096])
            peer.read(readable=True)
            reads += 1
            assert reads < 10
        peer.throttle.count_lines(-1000)
        assert not peer.is_full


def test_lines_of_ordinary_length_cost_one_each(ends: tuple[Peer, Peer, socket.socket, socket.socket]) -> None:
    peer, _, client, _ = ends
    peer.throttle = LineRateLimit(1, 1e-9, time.monotonic())
    for _ in range(100):
        client.sendall(b"PRIVMSG #tea :" + b"x" * 480 + b"\r\n")
        peer.read(readable=True)
    assert len(peer.items) == 100
    assert not peer.is_full
