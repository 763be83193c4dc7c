"""A real server in this process, for tests that need no window around it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_chat.server.server import ChatServer
from desktop_chat.server.settings_file import ServerSettings


@pytest.fixture
def chat_server(tmp_path: Path) -> Iterator[ChatServer]:
    overrides = ["listen.addresses=127.0.0.1:0", "files.size_mb=4"]
    made = ChatServer(tmp_path / "data", ServerSettings(tmp_path / "data", None, overrides))
    made.start()
    yield made
    made.stop()
