"""A node and the leader of the log are killed under people who speak: nothing is lost, doubled or reordered."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.chaos.cluster_kills import ClusterRun
from tests.cluster.nats_servers import MISSING, PROGRAM


@pytest.mark.skipif(PROGRAM is None, reason=MISSING)
def test_killed_node_and_killed_leader_lose_nothing(tmp_path: Path) -> None:
    run = ClusterRun(tmp_path, seed=1)
    try:
        run.talk(1.0)
        run.kill_node()
        run.talk(1.0)
        run.kill_leader()
        run.settle()
    finally:
        run.close()
    assert run.tally.connections > 4
    assert run.tally.said > 50
