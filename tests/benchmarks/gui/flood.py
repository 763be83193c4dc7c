"""A flood of messages over a real socket into our chat window."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Flood:
    """`worst_gap`: ms between two ticks of a 10 ms timer. `behind`: ms from the server's last byte to the frame with
    the last message. `cpu`: microseconds a message. `memory`: MB for 100,000 messages. `reachable`: of `count`."""

    count: int
    worst_gap: float
    behind: float
    cpu: float
    memory: float
    reachable: int


def ours(environment: Mapping[str, str], count: int, speed: int) -> Flood:
    with flooding(count, speed) as (server, port), tempfile.TemporaryDirectory() as profile:
        command = [sys.executable, "-m", "tests.benchmarks.gui.flood_client", str(port), str(count), profile]
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, timeout=300, check=True)
        entered(server)
        sent = last_byte(server)
    figures = json.loads(done.stdout.splitlines()[-1])
    return Flood(
        count,
        figures["worst gap"],
        (figures["shown"] - sent) / 1e6,
        figures["cpu us per message"],
        figures["MB per 100,000"],
        int(figures["reachable"]),
    )


@contextmanager
def flooding(count: int, speed: int) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A server that lets one client in and floods it, and its port."""
    command = [sys.executable, "-m", "tests.benchmarks.gui.flood_server", str(count), str(speed)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        yield server, int(server.stdout.readline())
    finally:
        server.terminate()
        server.wait()
        assert server.stdout is not None
        server.stdout.close()


def entered(server: subprocess.Popen[str]) -> int:
    """When the client was in (monotonic ns), a second before the flood. Blocks until then."""
    assert server.stdout is not None
    return int(server.stdout.readline())


def last_byte(server: subprocess.Popen[str]) -> int:
    """When it was sent (monotonic ns). Blocks until then."""
    assert server.stdout is not None
    return int(server.stdout.readline())
