"""A node and the leader of the log are killed under people who speak: nothing is lost, doubled or reordered, and
a file that the node has taken is at all nodes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.chaos.cluster_kills import ClusterRun, cluster
from tests.cluster.nats_servers import MISSING, PROGRAM


@pytest.mark.skipif(PROGRAM is None, reason=MISSING)
def test_killed_node_and_killed_leader_lose_nothing(tmp_path: Path) -> None:
    with cluster(tmp_path) as processes:
        run = ClusterRun(tmp_path, processes, seed=1)
        run.crowd.talk(1.0)
        run.kill_node()
        run.crowd.talk(1.0)
        run.kill_leader()
        run.settle()
    assert run.tally.connections > 4
    assert run.tally.said > 50
    assert run.tally.files > 0
