"""A connection gets a Seat, and its lines reach the hub within the rate limit."""

from __future__ import annotations

import socket
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from OpenSSL import SSL

from desktop_chat.hub.hub import Hub
from desktop_chat.net.identity import open_identity
from desktop_chat.net.tls import server_context
from desktop_chat.server.connection_gate import Admission, ConnectionGate, GateLimits
from desktop_chat.server.hub_feed import attach_peer, detach_browser, feed_hub
from desktop_chat.server.hub_runtime import HubRuntime
from desktop_chat.server.io_limits import IoLimits
from desktop_chat.server.listener import AcceptedConnection
from desktop_chat.server.peer import Peer
from desktop_chat.server.throttle import LineRateLimit
from desktop_chat.storage.sql_store import SqlStore
from desktop_chat.texts import server as texts
from tests.hub.harness import FINGERPRINT, NOW, SETTINGS, HubHarness, parse_lines

ROOMS = 2_000


def test_costly_command_is_followed_by_a_pause_and_a_cheap_one_is_not(tmp_path: Path) -> None:
    """The cost of a command beyond its line counts against the rate limit, so the next lines wait."""
    harness = HubHarness(replace(SETTINGS, limits_enabled=False))
    maker = harness.register("maker")
    for first in range(0, ROOMS, 50):
        harness.exchange(maker, "JOIN " + ",".join(f"#{number}" for number in range(first, first + 50)))
    identity = open_identity(tmp_path, "server", "desk.example", datetime.now(UTC))
    ours, theirs = socket.socketpair()
    with ours, theirs:
        context = server_context(identity.certificate, identity.key)
        peer = Peer(ours, harness.register("ann"), context, plain_allowed=True, now=0.0)
        peer.throttle = LineRateLimit(5, 1.0, 0.0)
        for line, left in (("PING x", 4), ("LIST", 0)):
            peer.items.extend(parse_lines([line]))
            assert feed_hub(harness.hub, peer, 100, harness.now, 0.0) == 1
            harness.take_outcome()
            harness.run_until_idle()
            feed_hub(harness.hub, peer, 100, harness.now, 0.0)
            assert peer.throttle.lines_allowed(0.0) == left
        assert peer.throttle.is_overdrawn(0.0)
        peer.items.extend(parse_lines(["PING y"]))
        assert feed_hub(harness.hub, peer, 100, harness.now, 0.0) == 0
        assert feed_hub(harness.hub, peer, 100, harness.now, 60.0) == 1


def test_hub_learns_of_encryption_before_the_first_line(tmp_path: Path) -> None:
    harness = HubHarness()
    identity = open_identity(tmp_path, "server", "desk.example", datetime.now(UTC))
    ours, theirs = socket.socketpair()
    with ours, theirs:
        seat = harness.connect()
        context = server_context(identity.certificate, identity.key)
        peer = Peer(ours, seat, context, plain_allowed=True, now=0.0)
        peer.certificate = FINGERPRINT
        peer.items.extend(parse_lines(["CAP LS 302", "NICK ann", "USER a 0 * :Ann", "CAP END"]))
        feed_hub(harness.hub, peer, 100, harness.now, 0.0)
        assert (seat.secure, seat.fingerprint) == (True, FINGERPRINT)
        assert seat.user is not None
        assert seat.user.identity == f"cert:{FINGERPRINT}"


@pytest.mark.parametrize(
    ("plain", "loopback", "gateway", "allowed"),
    [
        ("loopback", True, "", True), ("loopback", False, "", False), ("anyone", False, "", True),
        ("loopback", False, "json", True),
    ],
)  # fmt: skip
def test_plain_text_is_allowed_by_setting_or_from_here_or_at_a_gateway(
    tmp_path: Path, plain: str, loopback: bool, gateway: str, allowed: bool
) -> None:
    store = SqlStore.open(tmp_path / "chat.db", now=NOW)
    core = HubRuntime(Hub(SETTINGS, store.load(), now=NOW), store)
    admission = ConnectionGate(GateLimits(0, 0), 10).admit_connection("10.0.0.2", 0.0)
    assert admission is not None
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.setblocking(False)
        accepted = AcceptedConnection(ours, "10.0.0.2", 5, loopback, admission, gateway)
        limits = IoLimits(enabled=True, burst=7, per_second=1, outbox_bytes=1, plain=plain)
        peer = attach_peer(core, accepted, thread=1, context=SSL.Context(SSL.TLS_METHOD), limits=limits, now=0.0)
        assert (peer.seat.thread, peer.seat.address, peer.seat.admission) == (1, "10.0.0.2", admission)
        assert peer.throttle is not None
        assert peer.throttle.lines_allowed(0.0) == 7
        theirs.sendall(b"NICK ann\r\n")
        peer.read(readable=True)
        assert peer.state.end_reason == ("" if allowed else "Not encrypted")
    core.end_jobs()
    store.close()


@pytest.mark.parametrize(
    ("loopback", "refusal", "status", "words"),
    [
        (True, "", 0, ""), (False, "", 403, "use https"), (True, texts.CONNECTS_TOO_OFTEN, 429, "too often"),
        (True, texts.CHAT_FULL, 503, "full"),
    ],
)  # fmt: skip
def test_browser_loses_its_seat_and_keeps_the_reason(
    tmp_path: Path, loopback: bool, refusal: str, status: int, words: str
) -> None:
    store = SqlStore.open(tmp_path / "chat.db", now=NOW)
    core = HubRuntime(Hub(SETTINGS, store.load(), now=NOW), store)
    admission = Admission(ConnectionGate(GateLimits(0, 0), 10), "10.0.0.2", refusal)
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.setblocking(False)
        accepted = AcceptedConnection(ours, "10.0.0.2", 5, loopback, admission)
        limits = IoLimits(enabled=True, burst=7, per_second=1, outbox_bytes=1, plain="loopback")
        owner = _Owner()
        peer = attach_peer(core, accepted, thread=0, context=SSL.Context(SSL.TLS_METHOD), limits=limits, now=0.0)
        theirs.sendall(b"\r\nGET / HTTP/1.1\r\n")
        peer.read(readable=True)
        arrival = detach_browser(core, peer, owner, plain_nearby=False)
    assert peer.seat.closing
    assert (arrival.socket, arrival.received, arrival.owner) == (ours, b"GET / HTTP/1.1\r\n", owner)
    told = arrival.refusal
    assert (told.status if told is not None else None) == (status or None)
    assert words in str(told)
    core.end_jobs()
    store.close()


@pytest.mark.parametrize(
    ("address", "nearby", "allowed"),
    [("10.0.0.2", True, True), ("10.0.0.2", False, False), ("203.0.113.5", True, False), ("fe80::1", True, True)],
)
def test_browser_nearby_may_do_without_encryption(tmp_path: Path, address: str, nearby: bool, allowed: bool) -> None:
    harness = HubHarness(SETTINGS)
    seat = harness.connect()
    seat.set_address(address)
    store = SqlStore.open(tmp_path / "chat.db", now=NOW)
    core = HubRuntime(harness.hub, store)
    ours, theirs = socket.socketpair()
    with ours, theirs:
        admission = Admission(ConnectionGate(GateLimits(0, 0), 10), address)
        peer = Peer(ours, seat, SSL.Context(SSL.TLS_METHOD), plain_allowed=False, now=0.0, admission=admission)
        told = detach_browser(core, peer, _Owner(), plain_nearby=nearby).refusal
    assert (told is None) is allowed
    core.end_jobs()
    store.close()


def test_banned_browser_is_told_why(tmp_path: Path) -> None:
    harness = HubHarness(SETTINGS)
    seat = harness.connect()
    seat.outbox.append(b"ERROR :You are banned.\r\n")
    seat.closing = True
    store = SqlStore.open(tmp_path / "chat.db", now=NOW)
    core = HubRuntime(harness.hub, store)
    ours, theirs = socket.socketpair()
    with ours, theirs:
        admission = Admission(ConnectionGate(GateLimits(0, 0), 10), "10.0.0.2")
        peer = Peer(ours, seat, SSL.Context(SSL.TLS_METHOD), plain_allowed=True, now=0.0, admission=admission)
        told = detach_browser(core, peer, _Owner(), plain_nearby=False).refusal
    assert told is not None
    assert (told.status, str(told)) == (403, "You are banned.")
    core.end_jobs()
    store.close()


class _Owner:
    """An I/O thread that takes nothing back."""

    def adopt_connection(self, accepted: AcceptedConnection) -> None:
        raise AssertionError("nothing was upgraded")
