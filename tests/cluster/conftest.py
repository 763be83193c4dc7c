"""What tests of the log and of the store of files share: a real NATS server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.cluster.nats_servers import NatsServers


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NatsServers]:
    """One server on loopback, for all tests of a module."""
    running = NatsServers(tmp_path_factory.mktemp("nats"))
    yield running
    running.close()
