"""The chat window of somebody in the middle of a morning."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.qt.network import Network
from desktop_chat.qt.views.chat_window import ChatWindow
from tests.qt.scenes import Scene, Script, workshop, workshop_is_full


@pytest.fixture
def made(qtbot: QtBot, tmp_path: Path) -> Iterator[Scene]:
    scene = Scene(tmp_path)
    yield scene
    scene.close()


@pytest.fixture
def script() -> Script:
    """What the server says, and what it hears."""
    return workshop()


@pytest.fixture
def network(made: Scene, script: Script) -> Network:
    return made.enter(script, entries=workshop_is_full)


@pytest.fixture
def window(qtbot: QtBot, made: Scene, network: Network) -> ChatWindow:
    chat = ChatWindow(made.controller)
    qtbot.addWidget(chat)
    with qtbot.waitActive(chat):
        chat.show()
        chat.activateWindow()
    chat.show_room(network, network.rooms["#lobby"])
    return chat
