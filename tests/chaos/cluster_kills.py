"""Faults of all kinds in a cluster, under people who speak all the time.

In the end all come to rest, and what each was shown is compared with the history of every node, and the databases with
one another.
"""

from __future__ import annotations

import random
import shutil
import signal
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.chaos.altered_node import DEADLY
from tests.chaos.checker import check_database
from tests.chaos.cluster_crowd import ROOM, ClusterCrowd
from tests.chaos.cluster_files import ClusterFiles
from tests.chaos.cluster_processes import COUNT, ClusterProcesses, SameEntries, small_disk
from tests.chaos.wires import has_wires, plug, pull, wired
from tests.e2e.programs import ServerProcess
from tests.irc_client import IrcClient

PAUSE_SECONDS = 12.0
"""Longer than the others wait for a node, and than a node waits for the log."""
ELECTION_SECONDS = 8.0
"""A log that has lost its leader is silent for up to 6 s."""
ROLL_BACK_SECONDS = 3.0
LEAST_LOST = 20
"""Lines that a log that is rolled back loses."""
NOTICE_SECONDS = 90.0
"""Seconds after which a node that was given another log has stopped."""
STOPPED_FOR_A_PERSON = 2
"""The exit status of a node that a person must look after."""
RECOVER_SECONDS = 60.0
"""Seconds that an administrator's repair may take."""
MUTANT_TRIES = 3
DISK_BYTES = 64 << 20
SICK_NODE = 2
"""The node whose disk is small."""


@dataclass(slots=True)
class ClusterTally:
    """What happened in a run."""

    faults: list[str] = field(default_factory=list)
    said: int = 0
    files: int = 0
    connections: int = 0
    offline: float = 0.0
    """Seconds from the loss of a connection to the next welcome: the median, and the longest time."""
    longest: float = 0.0


class ClusterRun:
    """A cluster, people, and what is done to the cluster. Each fault is over when its method returns."""

    def __init__(self, folder: Path, processes: ClusterProcesses, seed: int, people: int = 4) -> None:
        self.tally = ClusterTally()
        self._choice = random.Random(seed)
        self._folder = folder
        self._processes = processes
        self._strangers = 0
        self._fillings = folder / "node-2" / "filling"
        for number in range(COUNT):
            processes.start_node(number)
        self.crowd = ClusterCrowd(folder, processes, people)
        self.files = ClusterFiles(processes, ROOM)
        self.same = SameEntries([processes.folder_of(number) for number in range(COUNT)])

    def _note(self, fault: str) -> None:
        self.tally.faults.append(fault)
        print(f"  {time.strftime('%H:%M:%S')} {fault}", flush=True)

    # Failures of processes

    def kill_node(self) -> None:
        """Kill the node of a person at once, and begin it again. Files that it has taken are at the next node."""
        number = self._choice.choice(list(self.crowd.homes.values()))
        self._note(f"node {number} killed")
        is_sent = self.files.send_file(number)
        self._processes.nodes[number].kill()
        if is_sent:
            self.files.require_newest((number + 1) % COUNT)
        self.crowd.talk(1.0)
        self._processes.start_node(number)

    def kill_server(self) -> None:
        """Kill a NATS server at once, and begin it again."""
        self._kill_server(self._choice.randrange(COUNT), "NATS server")

    def kill_leader(self) -> None:
        """Kill the NATS server that orders the log, and begin it again."""
        self._kill_server(self._processes.servers.leader_of("desktop-chat"), "leader")

    def _kill_server(self, number: int, name: str) -> None:
        self._note(f"{name} {number} killed")
        self._processes.servers.kill(number)
        self.crowd.talk(ELECTION_SECONDS)
        self._processes.servers.start(number)

    def kill_all_servers(self) -> None:
        """Kill all NATS servers at the same moment."""
        self._note("all NATS servers killed")
        self._kill_servers()
        self.crowd.talk(1.0)
        self._start_servers()

    def _kill_servers(self) -> None:
        for number in range(COUNT):
            self._processes.servers.kill(number)

    def _start_servers(self) -> None:
        for number in range(COUNT):
            self._processes.servers.start(number)

    def pause_node(self) -> None:
        """Let a node stand still until the others have given it up."""
        number = self._choice.randrange(COUNT)
        self._note(f"node {number} paused")
        self._pause(self._processes.nodes[number].send_signal)

    def pause_server(self) -> None:
        """Let a NATS server stand still."""
        number = self._choice.randrange(COUNT)
        self._note(f"NATS server {number} paused")
        self._pause(lambda one: self._processes.servers.send_signal(number, one))

    def _pause(self, send: Callable[[int], None]) -> None:
        send(signal.SIGSTOP)
        self.crowd.talk(PAUSE_SECONDS)
        send(signal.SIGCONT)

    # Failures of computers

    def cut_off(self) -> None:
        """Pull the cables of a node, of a NATS server, or of both."""
        number = self._choice.randrange(COUNT)
        what = self._choice.choice((("NATS server",), ("node",), ("NATS server", "node")))
        self._note(f"{' and '.join(what)} {number} cut off")
        cables = [self._processes.cables[number + COUNT * (one == "node")] for one in what]
        for cable in cables:
            pull(cable)
        self.crowd.talk(PAUSE_SECONDS)
        for cable in cables:
            plug(cable)

    def fill_disk(self) -> None:
        """Let the disk of a node be full for a while."""
        self._note(f"disk of node {SICK_NODE} full")
        with self._fillings.open("wb", buffering=0) as file, suppress(OSError):
            while True:
                file.write(bytes(4096))
        self.crowd.talk(PAUSE_SECONDS)
        self._fillings.unlink()

    def set_clock(self) -> None:
        """Begin a node again with a clock that is a day ahead, and once more with the true time."""
        number = self._choice.randrange(COUNT)
        self._note(f"clock of node {number} a day ahead")
        for faults in (("clock",), ()):
            self._processes.nodes[number].kill()
            self.crowd.talk(1.0)
            self._processes.start_node(number, *faults)
            self.crowd.talk(3.0)

    # Losses

    def delete_folder(self) -> None:
        """Lose the data folder of a node; the administrator restores a backup of another node."""
        number = self._choice.randrange(COUNT)
        self._note(f"folder of node {number} deleted")
        self._processes.nodes[number].kill()
        self.crowd.talk(1.0)
        self._processes.replace_folder(number, (number + 1) % COUNT)
        self._processes.start_node(number)

    def make_snapshot(self) -> None:
        """Shorten the log."""
        self._note("snapshot")
        self._processes.make_snapshot()

    def roll_back(self) -> None:
        """Let the log lose its last seconds on all NATS servers. Each node stops, and the administrator recovers."""
        self._note("log rolled back")
        servers, nodes = self._processes.servers, self._processes.nodes
        for number in range(COUNT):
            servers.send_signal(number, signal.SIGSTOP)
        copies = [self._folder / f"copy-{number}" for number in range(COUNT)]
        for number, copy in enumerate(copies):
            shutil.copytree(servers.store_of(number), copy)
            servers.send_signal(number, signal.SIGCONT)
        confirmed = self.crowd.confirmed
        while self.crowd.confirmed < confirmed + LEAST_LOST:  # perhaps the log is just looking for a leader
            self.crowd.talk(ROLL_BACK_SECONDS)
        self._kill_servers()
        for number, copy in enumerate(copies):
            shutil.rmtree(servers.store_of(number))
            copy.rename(servers.store_of(number))
        self._start_servers()
        for node in nodes:
            self._wait_for_end(node)
        began = time.monotonic()
        self._recover()
        assert time.monotonic() - began < RECOVER_SECONDS

    def _wait_for_end(self, node: ServerProcess) -> None:
        end = time.monotonic() + NOTICE_SECONDS
        while node.is_running:
            assert time.monotonic() < end, "a node goes on with a log that has lost its end"
            self.crowd.talk(0.5)
        assert node.wait() == STOPPED_FOR_A_PERSON
        assert any(sentence in node.log for sentence in ("The log ends at", "The log up to")), node.log[-2000:]

    def _recover(self) -> None:
        farthest = self._processes.farthest_node()
        self._processes.recover(farthest)
        for number in range(COUNT):
            if number != farthest:
                self._processes.copy_folder(farthest, number)
            self._processes.start_node(number)

    def send_deadly_message(self) -> None:
        """Send what makes the hub fail. The sender loses the connection; no node ends."""
        self._note("deadly message")
        while not self._send_deadly_message(self._choice.randrange(COUNT)):
            self.crowd.talk(1.0)
        self.crowd.talk(1.0)

    def _send_deadly_message(self, number: int) -> bool:
        """Return False if the node takes no clients at present."""
        self._strangers += 1
        port, host = self._processes.nodes[number].port, self._processes.host_of(number)
        try:
            with IrcClient(port, host=host, tls=True) as stranger:
                stranger.register(f"stranger{self._strangers}")
                stranger.join(ROOM)
                stranger.send(f"PRIVMSG {ROOM} :{DEADLY}")
                with suppress(EOFError):
                    stranger.until("ERROR")
        except (OSError, EOFError):
            return False
        return True

    # The end

    def settle(self) -> None:
        """Let all come to rest, and compare. Raises AssertionError."""
        self.crowd.settle()
        self.files.require_all()
        self.tally.files = self.files.sent
        self.tally.said, self.tally.connections = self.crowd.said, self.crowd.connections
        offline = self.crowd.offline
        self.tally.offline = statistics.median(offline) if offline else 0.0
        self.tally.longest = max(offline, default=0.0)
        self.crowd.leave()
        assert [node.stop() for node in self._processes.nodes] == [0] * COUNT
        for number in range(COUNT):
            check_database(self._processes.folder_of(number))
        self.same.require()


@contextmanager
def cluster(folder: Path, *faults: str) -> Iterator[ClusterProcesses]:
    """Run three NATS servers on loopback, and make three nodes. `faults`: as for ClusterProcesses."""
    with closing(ClusterProcesses(folder, faults=faults)) as processes:
        yield processes


def find_mutants(folder: Path) -> str:
    """Run nodes that lack a rule, until the checker finds fault with them. Raises AssertionError if it does not."""
    found = []
    for mutant, fault in (("counts-nothing", ClusterRun.kill_leader), ("compares-nothing", ClusterRun.roll_back)):
        (folder / mutant).mkdir()
        with cluster(folder / mutant, mutant) as processes:
            run = ClusterRun(folder / mutant, processes, seed=1)
            try:
                for _ in range(MUTANT_TRIES):
                    run.crowd.talk(2.0)
                    fault(run)
                run.settle()
            except AssertionError as error:
                found.append(f"{mutant}: {str(error)[:100]}")
                continue
        raise AssertionError(f"the checker is content with the mutant {mutant}")
    return "; ".join(found)


def kill_cluster(folder: Path, seconds: float, seed: int) -> ClusterTally:
    """Faults of all kinds for so long. Raises AssertionError."""
    choice = random.Random(seed)
    with ExitStack() as stack:
        computers = stack.enter_context(wired(2 * COUNT)) if has_wires() else ()
        if computers:
            stack.enter_context(small_disk(folder / f"node-{SICK_NODE}", DISK_BYTES))
        processes = stack.enter_context(closing(ClusterProcesses(folder, computers, ["message"])))
        run = ClusterRun(folder, processes, seed)
        kinds = [
            run.kill_node, run.kill_node, run.kill_leader, run.kill_server, run.kill_all_servers, run.pause_node,
            run.pause_server, run.delete_folder, run.make_snapshot, run.roll_back, run.send_deadly_message,
            run.set_clock,
        ]  # fmt: skip
        if computers:
            kinds += [run.cut_off, run.cut_off, run.fill_disk]
        run.crowd.talk(2.0)
        end = time.monotonic() + seconds
        bag: list[Callable[[], None]] = []
        while time.monotonic() < end:
            if not bag:
                bag = choice.sample(kinds, len(kinds))
            bag.pop()()
            run.files.send_file(choice.randrange(COUNT))
            run.crowd.talk(choice.uniform(0.5, 4.0))
            processes.require_running()
            run.same.require()
        run.settle()
    return run.tally
