"""A connection to a real NATS server: threads that wait are told of the end."""

from __future__ import annotations

import asyncio
import ssl
import threading
from pathlib import Path

import pytest

from desktop_chat.cluster.nats_connection import NatsConnection
from desktop_chat.cluster.port import LogUnavailable
from tests.chaos.wires import Computer
from tests.cluster.nats_certificates import AUTHORITY
from tests.cluster.nats_servers import MISSING, PROGRAM, NatsServers
from tests.e2e.programs import wait_for
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


def test_end_of_an_encrypted_connection_writes_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    servers = NatsServers(tmp_path, computers=[Computer()])
    try:
        connection = NatsConnection(list(servers.urls), "test", ssl.create_default_context(cafile=tmp_path / AUTHORITY))
        try:
            connection.run(connection.client.flush())
            servers.kill(0)
            wait_for("the end of the connection", lambda: not connection.client.is_connected)
        finally:
            connection.close()
    finally:
        servers.close()
    assert [record.getMessage() for record in caplog.records if record.name == "asyncio"] == []
