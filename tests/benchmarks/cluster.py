"""Load 11: people of a cluster with three NATS servers and three nodes. A third of each room is connected to each node.

All processes run on this computer and share one disk, so three syncs of one disk and three nodes on the same
processors are in each figure: a cluster of three computers is quicker.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import psutil

from desktop_chat.cluster.seal import make_key
from tests.benchmarks import load
from tests.benchmarks.load import Member
from tests.benchmarks.loads import Figure, delay_figures, rate_figures, turn_rooms
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
        with tempfile.TemporaryDirectory() as folder, running_cluster(Path(folder)) as nodes:
            yield from _figures(nodes, quick=quick)


@contextmanager
def running_cluster(folder: Path) -> Iterator[list[Peer]]:
    """Run the servers and the nodes. Each Peer is a node, and counts the processor time of all processes."""
    key = folder / "cluster.key"
    key.write_text(make_key().hex(), "ascii")
    with ExitStack() as stack:
        servers = stack.enter_context(closing(NatsServers(folder, len(NODES))))
        options = ("--cluster", ",".join(servers.urls), "--cluster-key", str(key))
        nodes = [ServerProcess(folder / name, "listen.announce=nowhere", "limits.enabled=false") for name in NODES]
        for name, node in zip(NODES, nodes, strict=True):
            stack.callback(node.end)
            node.start(*options, "--cluster-name", name)
        processes = tuple(psutil.Process(pid) for pid in (*servers.pids, *(node.pid for node in nodes)))
        yield [Peer("cluster", node.port, node.port, processes, 100, 16384) for node in nodes]


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
