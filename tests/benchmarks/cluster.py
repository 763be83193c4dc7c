"""Load 11: people of a cluster with three NATS servers and three nodes. A third of each room is connected to each node.
Afterwards, a node that was away reads and applies the lines that it missed: the most that the log of a chat carries.

All processes run on this computer and share one disk, so three syncs of one disk and three nodes on the same
processors are in each figure: a cluster of three computers is quicker.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from desktop_chat.cluster.seal import make_key
from tests.benchmarks import load
from tests.benchmarks.load import Member
from tests.benchmarks.loads import CPU, LINES, Figure, delay_figures, rate_figures, turn_rooms
from tests.benchmarks.paced import paced
from tests.benchmarks.peers import Peer
from tests.benchmarks.turns import take_turns
from tests.cluster.nats_servers import PROGRAM, NatsServers
from tests.e2e.programs import ServerProcess

NODES = "abc"
ROUNDS = 3
_ALONE = 20
"""Messages a second, so few that each is a batch of its own."""


def measure(*, quick: bool) -> Iterator[Figure]:
    """Yield the figures of each round. Nothing is measured where the NATS server is not installed."""
    for _ in range(0 if PROGRAM is None else 1 if quick else ROUNDS):
        with tempfile.TemporaryDirectory() as folder, running_cluster(Path(folder)) as (peers, nodes):
            yield from _figures(peers, quick=quick)
            yield from _catch_up(nodes, quick=quick)


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the cluster, which starts with `options`."""

    process: ServerProcess
    options: tuple[str, ...]

    @property
    def peer(self) -> Peer:
        """The running node, with its own processor time."""
        port = self.process.port
        return Peer("node", port, port, (psutil.Process(self.process.pid),), 100, 16384)


@contextmanager
def running_cluster(folder: Path) -> Iterator[tuple[list[Peer], list[Node]]]:
    """Run the servers and the nodes. Each Peer is a node, and counts the processor time of all processes."""
    key = folder / "cluster.key"
    key.write_text(make_key().hex(), "ascii")
    with ExitStack() as stack:
        servers = stack.enter_context(closing(NatsServers(folder, len(NODES))))
        options = ("--cluster", ",".join(servers.urls), "--cluster-key", str(key))
        started = [ServerProcess(folder / name, "listen.announce=nowhere", "limits.enabled=false") for name in NODES]
        nodes = [Node(one, (*options, "--cluster-name", name)) for name, one in zip(NODES, started, strict=True)]
        for node in nodes:
            stack.callback(node.process.end)
            node.process.start(*node.options)
        processes = tuple(psutil.Process(pid) for pid in (*servers.pids, *(node.process.pid for node in nodes)))
        peers = [Peer("cluster", node.process.port, node.process.port, processes, 100, 16384) for node in nodes]
        yield peers, nodes


def connect(nodes: Sequence[Peer], names: Sequence[str]) -> list[Member]:
    """Return registered members, each connected to the node after the node of the one before."""
    parts = [load.connect(node, names[first :: len(nodes)]) for first, node in enumerate(nodes)]
    return [parts[number % len(nodes)][number // len(nodes)] for number in range(len(names))]


def _figures(nodes: Sequence[Peer], *, quick: bool) -> Iterator[Figure]:
    members = connect(nodes, [f"c{number:03}" for number in range(200)])
    rooms = turn_rooms(members)
    turns = take_turns(nodes[0], rooms, 10 if quick else 50)
    yield from rate_figures("cluster: 200 people in 20 rooms, in turn", turns)
    load.leave(members)
    members = connect(nodes, [f"p{number:03}" for number in range(60)])
    load.enter(members, "#paced")
    delays = paced(members, "#paced", _ALONE, 3 if quick else 20)
    yield from delay_figures(f"cluster: 60 members, {_ALONE} messages a second", delays)
    load.leave(members)


def _catch_up(nodes: Sequence[Node], *, quick: bool) -> Iterator[Figure]:
    """Stop a node, let people talk at the others, and start the node. A start with nothing missed is subtracted."""
    away, others = nodes[-1], [node.peer for node in nodes[:-1]]
    away.process.stop()
    idle_seconds, idle_cpu = _start(away)
    away.process.stop()
    members = connect(others, [f"m{number:03}" for number in range(200)])
    turns = 50 if quick else 500
    take_turns(others[0], turn_rooms(members), turns)
    lines = turns * len(members)
    seconds, cpu = _start(away)
    load.leave(members)
    yield Figure("a node catches up with lines that it missed", LINES, lines / max(seconds - idle_seconds, 1e-3))
    yield Figure("a node catches up with lines that it missed", CPU, (cpu - idle_cpu) * 1e6 / lines)


def _start(node: Node) -> tuple[float, float]:
    """Start a node. Return the seconds, and its seconds of processor time, until somebody has entered there.

    Entering is an entry of the log, behind all lines that were said before.
    """
    began = time.perf_counter()
    node.process.start(*node.options)
    load.leave(load.connect(node.peer, ["late"]))
    return time.perf_counter() - began, node.peer.cpu()
