"""Nodes and NATS servers of a cluster that are killed, paused and begun again, under people who speak all the time.

A person whose node is gone connects to the next one. In the end all come to rest, and what each was shown is compared
with the history of every node.
"""

from __future__ import annotations

import random
import signal
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from sqlite3 import connect

from desktop_chat.cluster.seal import make_key
from tests.chaos.checker import check, check_database, history_of
from tests.chaos.talker import UNDER_WAY, Talker, turn
from tests.cluster.nats_servers import NatsServers
from tests.e2e.programs import ServerProcess

SETTINGS = ("limits.enabled=false", "threads.io=1")
NODES = 3
PACE = 0.02
"""Seconds between two lines of one person."""
ROOM = "#cluster"
_PATIENCE = 120.0


@dataclass(slots=True)
class ClusterTally:
    """What happened in a run."""

    faults: list[str] = field(default_factory=list)
    said: int = 0
    connections: int = 0
    offline: list[float] = field(default_factory=list)
    """Seconds from each loss of a connection to the next one."""


class ClusterRun:
    """Three NATS servers, three nodes, and people."""

    def __init__(self, folder: Path, seed: int, people: int = 4) -> None:
        self.tally = ClusterTally()
        self._choice = random.Random(seed)
        self._key = folder / "key"
        self._key.write_text(make_key().hex(), "ascii")
        self._servers = NatsServers(folder, NODES)
        self._nodes = [ServerProcess(folder / f"node-{name}", *SETTINGS) for name in "abc"]
        self._lost: dict[Talker, float] = {}
        self._homes: dict[Talker, int] = {}
        self._due: dict[Talker, float] = {}
        try:
            for number in range(NODES):
                self._start_node(number)
        except BaseException:
            self.close()
            raise
        for number in range(people):
            talker = Talker(folder, f"person{number}", ROOM)
            self._homes[talker], self._due[talker] = number % NODES, 0.0

    def _start_node(self, number: int) -> None:
        urls = ",".join(self._servers.urls)
        words = ("--cluster", urls, "--cluster-key", str(self._key), "--cluster-name", f"node{number}")
        self._nodes[number].start(*words)

    def close(self) -> None:
        for node in self._nodes:
            node.end()
        self._servers.close()

    # Faults

    def kill_node(self) -> None:
        """Kill the node of a person at once, and begin it again."""
        number = self._choice.choice(list(self._homes.values()))
        self.tally.faults.append(f"node {number} killed")
        self._nodes[number].kill()
        self.talk(1.0)
        self._start_node(number)

    def kill_leader(self) -> None:
        """Kill the NATS server that orders the log, and begin it again."""
        number = self._servers.leader_of("desktop-chat")
        self.tally.faults.append(f"leader {number} killed")
        self._servers.kill(number)
        self.talk(8.0)
        self._servers.start(number)

    def kill_all_servers(self) -> None:
        """Kill all NATS servers at the same moment."""
        self.tally.faults.append("all NATS servers killed")
        for number in range(NODES):
            self._servers.kill(number)
        self.talk(1.0)
        for number in range(NODES):
            self._servers.start(number)

    def pause_node(self) -> None:
        """Let a node stand still until the others have given it up."""
        number = self._choice.randrange(NODES)
        self.tally.faults.append(f"node {number} paused")
        self._nodes[number].send_signal(signal.SIGSTOP)
        self.talk(10.0)
        self._nodes[number].send_signal(signal.SIGCONT)

    # Load

    def talk(self, seconds: float) -> None:
        """Let everybody speak."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for talker in self._homes:
                if self._is_connected(talker) and talker.waiting < UNDER_WAY and time.monotonic() >= self._due[talker]:
                    talker.say()
                    self._due[talker] = time.monotonic() + PACE
            turn(list(self._homes), PACE)

    def _is_connected(self, talker: Talker) -> bool:
        """Connect to the next node if the connection is lost."""
        if talker.socket is not None:
            if talker in self._lost:
                self.tally.offline.append(time.monotonic() - self._lost.pop(talker))
            return True
        self._lost.setdefault(talker, time.monotonic())
        self._homes[talker] = (self._homes[talker] + 1) % NODES
        return talker.connect(self._nodes[self._homes[talker]].port)

    def settle(self) -> None:
        """Let all come to rest, and compare. Raises AssertionError."""
        talkers = list(self._homes)
        self._until(lambda: all(talker.settled for talker in talkers))
        for talker in talkers:
            talker.ask("settled")
        self._until(lambda: all(talker.has_passed("settled") for talker in talkers))
        for node in self._nodes:
            check(talkers, ROOM, history_of(node.port, ROOM))
        for talker in talkers:
            self.tally.said += talker.said
            self.tally.connections += talker.connections
            talker.cut()
        assert [node.stop() for node in self._nodes] == [0] * NODES
        check_databases([node.data for node in self._nodes])

    def _until(self, condition: Callable[[], bool]) -> None:
        end = time.monotonic() + _PATIENCE
        while not condition():
            assert time.monotonic() < end, "the people never come to rest"
            for talker in self._homes:
                self._is_connected(talker)
            turn(list(self._homes), 0.05)


def check_databases(folders: Sequence[Path]) -> None:
    """All nodes have written the same Entries, up to the end of the node that stopped first. Raises AssertionError."""
    written: list[list[tuple[object, ...]]] = []
    for folder in folders:
        check_database(folder)
        with closing(connect(f"file:{folder / 'chat.db'}?mode=ro", uri=True)) as database:
            rows = "SELECT sequence, * FROM entry UNION ALL SELECT sequence, * FROM event ORDER BY 1"
            written.append(database.execute(rows).fetchall())
    common = min(len(rows) for rows in written)
    assert all(rows[:common] == written[0][:common] for rows in written), "the nodes have written different Entries"


def kill_cluster(folder: Path, seconds: float, seed: int) -> ClusterTally:
    """Faults of all kinds for so long. Raises AssertionError."""
    run, choice = ClusterRun(folder, seed), random.Random(seed)
    end = time.monotonic() + seconds
    try:
        run.talk(2.0)
        while time.monotonic() < end:
            choice.choice((run.kill_node, run.kill_node, run.kill_leader, run.kill_all_servers, run.pause_node))()
            run.talk(choice.uniform(0.5, 4.0))
        run.settle()
    finally:
        run.close()
    return run.tally
