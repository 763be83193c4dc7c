"""Misbehaving clients over real sockets are closed with a reason, and disturb no other client."""

from __future__ import annotations

import time
from contextlib import ExitStack
from pathlib import Path

import psutil
import pytest
from wsproto.events import Ping

from desktop_chat.server import io_thread
from tests.e2e.programs import server as server_process
from tests.irc_client import IrcClient
from tests.patience import SECONDS
from tests.server.conftest import Start
from tests.server.gateway_clients import RawClient, WebSocketClient

LATE = "ERROR :Registration timed out."


@pytest.fixture
def greet_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """A client that has sent nothing by which TLS is told from plain text is closed soon."""
    monkeypatch.setattr(io_thread, "GREET_SECONDS", 0.1)


@pytest.mark.usefixtures("greet_soon")
def test_client_that_does_not_register_in_time_is_closed(start: Start) -> None:
    port = start("limits.registration_seconds=1").listening[0].port
    with IrcClient(port) as silent, IrcClient(port) as half, IrcClient(port) as slow, IrcClient(port) as asking:
        half.send_bytes(b"NICK a")
        asking.send("CAP LS 302")
        end = time.monotonic() + SECONDS
        while not slow.has_heard(0.2):
            slow.send_bytes(b"x")
            assert time.monotonic() < end
        assert silent.rest() == half.rest() == slow.rest() == [LATE]
        assert asking.rest()[-1] == LATE


@pytest.mark.usefixtures("greet_soon")
def test_endless_handshake_is_closed_in_time(start: Start) -> None:
    port = start("limits.registration_seconds=1").listening[0].port
    with RawClient(port) as client:
        client.send(b"\x16\x03\x01\x02\x00\x01\x00\x01")
        assert client.rest() == b""


@pytest.mark.usefixtures("greet_soon")
def test_too_frequent_connections_get_the_reason(start: Start) -> None:
    port = start("limits.connections_per_minute=3").listening[0].port
    for _ in range(3):
        with IrcClient(port) as client:
            client.send("QUIT")
            client.rest()
    with IrcClient(port) as client:
        assert client.rest() == ["ERROR :You connect too often: try again in a minute."]


def test_empty_frames_are_rate_limited_and_delay_no_other_client(start: Start) -> None:
    port = start("gateways.websocket=true").listening[0].port
    with WebSocketClient(port, "text.ircv3.net") as web, IrcClient(port) as ann:
        ann.register("ann")
        web.socket.settimeout(1.0)
        pings = b"".join(web.encoded(Ping(b"")) for _ in range(500))
        with pytest.raises(TimeoutError):
            _send_for_ever(web, pings)
        ann.fence()


def _send_for_ever(web: WebSocketClient, data: bytes) -> None:
    while True:
        web.socket.sendall(data)


def test_a_thousand_silent_connections_cost_little(tmp_path: Path) -> None:
    with server_process(tmp_path / "data", "limits.enabled=false") as running, ExitStack() as all_of_them:
        process = psutil.Process(running.pid)
        before = process.memory_info().rss
        for _ in range(1000):
            all_of_them.enter_context(IrcClient(running.port))
        ann = all_of_them.enter_context(IrcClient(running.port))
        ann.register("ann")
        begin, used = time.monotonic(), sum(process.cpu_times()[:2])
        with pytest.raises(TimeoutError):
            ann.line(1.0)
        assert sum(process.cpu_times()[:2]) - used < 0.3 * (time.monotonic() - begin)
        assert process.memory_info().rss - before < 30_000_000
        ann.fence()
