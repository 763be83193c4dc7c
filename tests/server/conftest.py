"""A running server for a test: real threads, real sockets on loopback, a real database in tmp_path."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop_chat.server.server import ChatServer
from desktop_chat.server.settings_file import ServerSettings
from tests.server.server_threads import ServerThreads

Start = Callable[..., ChatServer]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts servers; those that still run are stopped in the end."""
    running: list[ChatServer] = []

    def begin(*settings: str, data: str = "data") -> ChatServer:
        overrides = ["listen.addresses=127.0.0.1:0", "threads.io=2", *settings]
        server = ChatServer(tmp_path / data, ServerSettings(tmp_path / data, None, overrides))
        server.start()
        running.append(server)
        return server

    yield begin
    for server in running:
        if not server.is_stopped:
            server.stop()


@pytest.fixture
def threads(tmp_path: Path) -> Iterator[ServerThreads]:
    made = ServerThreads(tmp_path)
    yield made
    made.close()
    gc.collect()
