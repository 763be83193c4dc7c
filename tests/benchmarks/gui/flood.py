"""A flood of messages over a real socket into our chat window, and into HexChat and its log beside it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.benchmarks.gui.flood_server import LAST, ROOM

_PATIENCE = 120.0


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
    with _server(count, speed) as (server, port), tempfile.TemporaryDirectory() as profile:
        command = [sys.executable, "-m", "tests.benchmarks.gui.flood_client", str(port), str(count), profile]
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, timeout=300, check=True)
        sent = _last_byte(server)
    figures = json.loads(done.stdout.splitlines()[-1])
    return Flood(
        count,
        figures["worst gap"],
        (figures["shown"] - sent) / 1e6,
        figures["cpu us per message"],
        figures["MB per 100,000"],
        int(figures["reachable"]),
    )


def hexchat(environment: Mapping[str, str], count: int, speed: int) -> float | None:
    """CPU microseconds a message that HexChat spends with its log on; None where it is missing."""
    program = shutil.which("hexchat")
    if program is None or "DISPLAY" not in environment:
        return None
    with _server(count, speed) as (server, port), tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "hexchat.conf").write_text(
            "gui_slist_skip = 1\nirc_logging = 1\nirc_logmask = log.txt\nirc_nick1 = ann\nirc_user_name = ann\n"
        )
        command = [program, "-d", folder, f"irc://127.0.0.1:{port}/{ROOM.removeprefix('#')}"]
        own = {**environment, "HOME": folder, "NO_AT_BRIDGE": "1"}
        quiet = subprocess.DEVNULL
        nobody = _nobody() if os.geteuid() == 0 else None  # for root it opens a question instead of a chat
        if nobody is not None:
            for path in (home, home / "hexchat.conf"):
                os.chown(path, nobody, nobody)
        client = subprocess.Popen(command, env=own, stdout=quiet, stderr=quiet, user=nobody, group=nobody)
        try:
            process = psutil.Process(client.pid)
            time.sleep(1.5)  # it has started, and the flood has not
            begin = sum(process.cpu_times()[:2])
            _last_byte(server)
            _wait_for_log(home)
            return (sum(process.cpu_times()[:2]) - begin) / count * 1e6
        finally:
            client.terminate()
            client.wait()


def _nobody() -> int:
    import pwd

    return pwd.getpwnam("nobody").pw_uid


def _wait_for_log(home: Path) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        if any(LAST in path.read_text(errors="replace")[-2000:] for path in home.rglob("log.txt")):
            return
        time.sleep(0.2)
    raise TimeoutError("HexChat never wrote the last message into its log")


@contextmanager
def _server(count: int, speed: int) -> Iterator[tuple[subprocess.Popen[str], int]]:
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


def _last_byte(server: subprocess.Popen[str]) -> int:
    assert server.stdout is not None
    return int(server.stdout.readline())
