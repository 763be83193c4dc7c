"""SIGKILL of a server under load, again and again, at moments that nobody chose.

A round: some people in a room, all speaking as fast as they are echoed, and the server killed under them a few times,
while one of them now and then loses its connection by itself. Then all come to rest, and what each was shown is
compared with the history.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.chaos.checker import check, check_database, history_of
from tests.chaos.talker import UNDER_WAY, Talker, turn
from tests.e2e.programs import ServerProcess

SETTINGS = ("limits.enabled=false",)
PACE = 0.005
"""Seconds between two lines of one person. All together say less than 1,000 a second: beyond that a server's times, in
whole milliseconds, tell clients no order (`hub.state.State.stamp`)."""
_LONGEST = 0.5
"""Seconds between a start and the kill."""
_PATIENCE = 60.0


@dataclass(slots=True)
class Tally:
    """What happened in a run."""

    kills: int = 0
    connections: int = 0
    said: int = 0
    resent: int = 0
    shown: int = 0
    """Lines that came to a socket while they were said."""
    longest_start: float = 0.0
    """Seconds from the command to the first line."""


class Round:
    """`index` makes the room and the names of this round its own."""

    def __init__(self, folder: Path, server: ServerProcess, choice: random.Random, tally: Tally, index: int) -> None:
        self.room = f"#round{index}"
        self._server, self._choice, self._tally = server, choice, tally
        names = [f"{name}{index}" for name in ("ann", "bob", "cid", "dan")]
        self.talkers = [Talker(folder, name, self.room) for name in names]

    def run(self, kills: int) -> None:
        """So many kills, then check."""
        for _ in range(kills):
            self._load(self._choice.uniform(0, _LONGEST))
            self._server.kill()
            self._tally.kills += 1
            self._hear_the_end()
            check_database(self._server.data)
            start(self._server, self._tally)
        self._settle()
        kept = history_of(self._server.port, self.room)
        check(self.talkers, self.room, kept)
        for talker in self.talkers:
            self._tally.connections += talker.connections
            self._tally.said += talker.said
            self._tally.resent += len(talker.confirmed)
            self._tally.shown += sum(len(lines) for rooms in talker.shown for lines in rooms.values())
            talker.cut()

    def _load(self, seconds: float) -> None:
        """Come back, and speak until the time is over."""
        end, due = time.monotonic() + seconds, dict.fromkeys(self.talkers, 0.0)
        while time.monotonic() < end:
            for talker in self.talkers:
                if talker.socket is None:
                    talker.connect(self._server.port)
                if talker.waiting < UNDER_WAY and time.monotonic() >= due[talker]:
                    talker.say()
                    due[talker] = time.monotonic() + PACE
            if self._choice.random() < 0.005:
                self._choice.choice(self.talkers).cut(reset=True)
            turn(self.talkers, PACE)
        for talker in self.talkers:  # some are cut off in the middle of a few lines
            for _ in range(self._choice.randrange(6)):
                talker.say()

    def _hear_the_end(self) -> None:
        """What is on its way is read still: it was sent, so it must be kept."""
        while any(talker.socket is not None for talker in self.talkers):
            turn(self.talkers, 0.1)

    def _settle(self) -> None:
        self._until(lambda: all(talker.settled for talker in self.talkers))
        for talker in self.talkers:
            talker.ask("settled")
        self._until(lambda: all(talker.has_passed("settled") for talker in self.talkers))

    def _until(self, condition: Callable[[], bool]) -> None:
        end = time.monotonic() + _PATIENCE
        while not condition():
            assert time.monotonic() < end, f"never settled: {_state_of(self.talkers)}"
            for talker in self.talkers:
                if talker.socket is None:
                    talker.connect(self._server.port)
            turn(self.talkers, 0.05)


def _state_of(talkers: Sequence[Talker]) -> str:
    return ", ".join(f"{one.nick} {one.session.phase} waits for {one.waiting}" for one in talkers)


def start(server: ServerProcess, tally: Tally) -> None:
    begin = time.monotonic()
    server.start()
    tally.longest_start = max(tally.longest_start, time.monotonic() - begin)


def kill_server(folder: Path, rounds: Sequence[int], seed: int) -> Tally:
    """One server, and so many kills in each round. Raises AssertionError."""
    tally = Tally()
    server = ServerProcess(folder / "data", *SETTINGS)
    choice = random.Random(seed)
    try:
        start(server, tally)
        for index, kills in enumerate(rounds):
            Round(folder, server, choice, tally, index).run(kills)
        assert server.stop() == 0
        check_database(server.data)
    finally:
        server.end()
    return tally
