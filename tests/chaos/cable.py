"""A cable that is pulled for a while: a server in a network of its own (Linux, root), and people who reach it by a
wire that is taken down and up again. Neither end is told."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tests.chaos.checker import check, history_of
from tests.chaos.talker import Talker, turn
from tests.chaos.wires import Computer, plug, pull, wired
from tests.e2e.programs import ServerProcess

_PATIENCE = 120.0


@dataclass(slots=True)
class Pulled:
    """`seconds` from the moment the cable was back to when everybody had everything."""

    said: int = 0
    seconds: float = 0.0


def pull_cable(folder: Path, seconds: float) -> Pulled:
    """Some talk over the wire; it is taken away for so long, while all go on talking, and given back. Those whose
    connection is still there go on; those who lost it come back. Raises AssertionError."""
    with wired(1) as (far,):
        server = ServerProcess(
            folder / "data", "limits.enabled=false", "limits.ping_seconds=5",
            command=(*far.before, sys.executable, "-m", "desktop_chat"), host=far.host,
        )  # fmt: skip
        talkers = [Talker(folder, name, "#tea", host=far.host) for name in ("ann", "bob", "cid")]
        try:
            server.start()
            return _pull(server, talkers, far, seconds)
        finally:
            for talker in talkers:
                talker.cut()
            server.end()


def _pull(server: ServerProcess, talkers: list[Talker], far: Computer, seconds: float) -> Pulled:
    for talker in talkers:
        assert talker.connect(server.port)
    _settle(server, talkers)
    _talk(talkers, 1.0)
    pull(far)
    _talk(talkers, seconds)
    talkers[0].cut()  # this one has noticed
    plug(far)
    begin = time.monotonic()
    _settle(server, talkers)
    took = time.monotonic() - begin
    check(talkers, "#tea", history_of(server.port, "#tea", host=far.host))
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
