"""Lines reach the hub within the rate limit."""

from __future__ import annotations

import socket
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from desktop_chat.net.identity import open_identity
from desktop_chat.net.tls import server_context
from desktop_chat.server.hub_feed import feed_hub
from desktop_chat.server.peer import Peer
from desktop_chat.server.throttle import LineRateLimit
from tests.hub.harness import SETTINGS, HubHarness, parse_lines

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
