"""A cable that is pulled for a while: a server in a network of its own (Linux, root), and people who reach it by a
wire that is taken down and up again. Neither end is told."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.chaos.checker import check, history
from tests.chaos.talker import Talker, turn
from tests.e2e.programs import ServerProcess
from tests.irc_client import IrcClient

_SPACE = f"chaos{os.getpid() % 10_000}"
_OURS, _THEIRS = f"c{os.getpid() % 10_000}a", f"c{os.getpid() % 10_000}b"
_NEAR, _FAR = "10.213.77.1", "10.213.77.2"
_PATIENCE = 120.0


@dataclass(slots=True)
class Pulled:
    """`seconds` from the moment the cable was back to when everybody had everything."""

    said: int = 0
    seconds: float = 0.0


def can_pull() -> bool:
    """Whether this computer lets us make a network."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return False
    made = subprocess.run(["ip", "netns", "add", _SPACE], capture_output=True, check=False)
    if made.returncode == 0:
        subprocess.run(["ip", "netns", "del", _SPACE], check=True)
    return made.returncode == 0


@contextmanager
def network() -> Iterator[None]:
    """A wire between here and a name space."""
    commands = [
        f"ip netns add {_SPACE}",
        f"ip link add {_OURS} type veth peer name {_THEIRS}",
        f"ip link set {_THEIRS} netns {_SPACE}",
        f"ip addr add {_NEAR}/24 dev {_OURS}",
        f"ip link set {_OURS} up",
        f"ip netns exec {_SPACE} ip addr add {_FAR}/24 dev {_THEIRS}",
        f"ip netns exec {_SPACE} ip link set {_THEIRS} up",
        f"ip netns exec {_SPACE} ip link set lo up",
    ]
    try:
        for command in commands:
            subprocess.run(command.split(), check=True)
        yield
    finally:
        subprocess.run(["ip", "netns", "del", _SPACE], check=False)
        subprocess.run(["ip", "link", "del", _OURS], capture_output=True, check=False)


def pull_cable(folder: Path, seconds: float) -> Pulled:
    """Some talk over the wire; it is taken away for so long, while all go on talking, and given back. Those whose
    connection is still there go on; those who lost it come back. Raises AssertionError."""
    server = ServerProcess(
        folder / "data", "limits.enabled=false", "limits.ping_seconds=5",
        command=("ip", "netns", "exec", _SPACE, sys.executable, "-m", "desktop_chat"), host="0.0.0.0",
    )  # fmt: skip
    with network():
        talkers = [Talker(folder, name, "#tea", host=_FAR) for name in ("ann", "bob", "cid")]
        try:
            server.start()
            return _pull(server, talkers, seconds)
        finally:
            for talker in talkers:
                talker.cut()
            server.end()


def _pull(server: ServerProcess, talkers: list[Talker], seconds: float) -> Pulled:
    for talker in talkers:
        assert talker.connect(server.port)
    _settle(server, talkers)
    _talk(talkers, 1.0)
    subprocess.run(["ip", "link", "set", _OURS, "down"], check=True)
    _talk(talkers, seconds)
    talkers[0].cut()  # this one has noticed
    subprocess.run(["ip", "link", "set", _OURS, "up"], check=True)
    begin = time.monotonic()
    _settle(server, talkers)
    took = time.monotonic() - begin
    with IrcClient(server.port, host=_FAR, tls=True) as judge:
        judge.register("judge", "message-tags server-time batch draft/chathistory")
        judge.join("#tea")
        check(talkers, "#tea", history(judge, "#tea"))
    return Pulled(sum(talker.said for talker in talkers), took)


def _talk(talkers: list[Talker], seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for talker in talkers:
            if talker.waiting < 50:
                talker.say()
        turn(talkers, 0.05)
        time.sleep(0.02)


def _settle(server: ServerProcess, talkers: list[Talker]) -> None:
    end = time.monotonic() + _PATIENCE
    asked = False
    while True:
        assert time.monotonic() < end, [(one.nick, one.session.phase, one.waiting) for one in talkers]
        for talker in talkers:
            if talker.socket is None:
                talker.connect(server.port)
                asked = False
        turn(talkers, 0.05)
        if not all(talker.settled for talker in talkers):
            continue
        if not asked:
            asked = True
            for talker in talkers:
                talker.ask("settled")
        elif all(talker.has_passed("settled") for talker in talkers):
            return
