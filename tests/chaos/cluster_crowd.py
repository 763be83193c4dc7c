"""People in front of a cluster, who speak all the time. A person whose node is gone connects to the next one."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from tests.chaos.checker import check, history_of
from tests.chaos.cluster_processes import COUNT, ClusterProcesses
from tests.chaos.talker import UNDER_WAY, Talker, turn

ROOM = "#cluster"
PACE = 0.02
"""Seconds between two lines of one person."""
SILENCE_SECONDS = 6.0
"""Seconds without a word of the node after which a person asks for a sign of life; after twice as many they leave."""
CONNECT_SECONDS = 1.0
"""Seconds that a node may take to answer."""
_PATIENCE = 120.0


class ClusterCrowd:
    """`offline`: seconds from each loss of a connection to the next one that was welcomed."""

    def __init__(self, folder: Path, processes: ClusterProcesses, people: int) -> None:
        self._processes = processes
        self.offline: list[float] = []
        self.homes: dict[Talker, int] = {}
        """The node of each person."""
        self._lost: dict[Talker, float] = {}
        self._due: dict[Talker, float] = {}
        self._asked: dict[Talker, float] = {}
        for number in range(people):
            talker = Talker(folder, f"person{number}", ROOM, seconds=CONNECT_SECONDS)
            self.homes[talker], self._due[talker] = number % COUNT, 0.0

    @property
    def said(self) -> int:
        return sum(talker.said for talker in self.homes)

    @property
    def connections(self) -> int:
        return sum(talker.connections for talker in self.homes)

    @property
    def confirmed(self) -> int:
        """Lines of all people whose echo has come."""
        return sum(talker.said - talker.waiting for talker in self.homes)

    def talk(self, seconds: float) -> None:
        """Let everybody speak."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for talker in self.homes:
                if self._is_connected(talker) and talker.waiting < UNDER_WAY and time.monotonic() >= self._due[talker]:
                    talker.say()
                    self._due[talker] = time.monotonic() + PACE
            turn(list(self.homes), PACE)

    def settle(self) -> None:
        """Let all come to rest, and compare with the history of every node. Raises AssertionError."""
        talkers = list(self.homes)
        self._until(lambda: all(talker.settled for talker in talkers))
        for talker in talkers:
            talker.ask("settled")
        self._until(lambda: all(talker.has_passed("settled") for talker in talkers))
        for number, node in enumerate(self._processes.nodes):
            kept = history_of(node.port, ROOM, host=self._processes.host_of(number), nick=f"judge{number}")
            check(talkers, ROOM, kept)

    def leave(self) -> None:
        for talker in self.homes:
            talker.cut()

    def _until(self, condition: Callable[[], bool]) -> None:
        end = time.monotonic() + _PATIENCE
        while not condition():
            assert time.monotonic() < end, f"the people never come to rest: {self._describe()}"
            for talker in self.homes:
                self._is_connected(talker)
            turn(list(self.homes), 0.05)

    def _describe(self) -> str:
        return ", ".join(
            f"{talker.nick} at node {home} {talker.session.phase} waits for {talker.waiting}"
            for talker, home in self.homes.items()
        )

    def _is_connected(self, talker: Talker) -> bool:
        """Connect to the next node if the connection is lost."""
        self._leave_silent_node(talker)
        if talker.socket is not None:
            if talker in self._lost and talker.is_online:
                self.offline.append(time.monotonic() - self._lost.pop(talker))
            return True
        self._lost.setdefault(talker, time.monotonic())
        self.homes[talker] = home = (self.homes[talker] + 1) % COUNT
        talker.host = self._processes.host_of(home)
        return talker.connect(self._processes.nodes[home].port)

    def _leave_silent_node(self, talker: Talker) -> None:
        silent = time.monotonic() - talker.heard
        if talker.socket is None or silent < SILENCE_SECONDS:
            self._asked.pop(talker, None)
        elif talker not in self._asked:
            self._asked[talker] = time.monotonic()
            talker.ask("alive")
        elif silent > 2 * SILENCE_SECONDS:
            talker.cut()
