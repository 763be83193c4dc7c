"""A real server in this process, for tests that need no window around it, and rooms over an archive."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.server.server import ChatServer
from desktop_chat.server.settings_file import ServerSettings
from tests.qt.network.room_desk import Desk


@pytest.fixture
def chat_server(tmp_path: Path) -> Iterator[ChatServer]:
    overrides = ["listen.addresses=127.0.0.1:0", "files.size_mb=4"]
    made = ChatServer(tmp_path / "data", ServerSettings(tmp_path / "data", None, overrides))
    made.start()
    yield made
    made.stop()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.archive.close()
