"""A connection to a real NATS server: threads that wait are told of the end."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest

from desktop_chat.cluster.nats_connection import NatsConnection
from desktop_chat.cluster.port import LogUnavailable
from tests.cluster.nats_servers import MISSING, PROGRAM, NatsServers
from tests.patience import SECONDS

pytestmark = pytest.mark.skipif(PROGRAM is None, reason=MISSING)


def test_thread_that_waits_is_told_of_the_end(tmp_path: Path) -> None:
    servers = NatsServers(tmp_path)
    try:
        connection = NatsConnection(list(servers.urls), "test")
        is_waiting = threading.Event()
        told: list[str] = []

        async def wait() -> None:
            is_waiting.set()
            await asyncio.Event().wait()

        def run() -> None:
            try:
                connection.run(wait(), SECONDS)
            except LogUnavailable as error:
                told.append(str(error))

        thread = threading.Thread(target=run)
        thread.start()
        assert is_waiting.wait(SECONDS)
        connection.close()
        thread.join()
        assert told == ["The log is closed."]
        connection.close()
        with pytest.raises(LogUnavailable, match="closed"):
            connection.run(connection.client.flush())
    finally:
        servers.close()
