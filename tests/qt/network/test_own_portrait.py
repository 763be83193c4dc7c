"""The person's picture on its way to a real server and to another person, and away again."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.client.events import Phase
from desktop_chat.irc.metadata_keys import AVATAR
from desktop_chat.qt.network.controller import Controller
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.views.chat_window import ChatWindow
from desktop_chat.server.server import ChatServer
from desktop_chat.server.settings_file import ServerSettings
from tests.patience import MILLISECONDS
from tests.qt.conftest import MakeController

SQUARE = QRect(0, 0, 100, 100)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ChatServer]:
    settings = ["listen.addresses=127.0.0.1:0", "limits.enabled=false"]
    made = ChatServer(tmp_path / "data", ServerSettings(tmp_path / "data", None, settings))
    made.start()
    yield made
    made.stop()


def join(qtbot: QtBot, controller: Controller, server: ChatServer) -> Network:
    network = controller.join_chat(ChatAddress("127.0.0.1", server.listening[0].port, True, "#lobby"))
    qtbot.waitUntil(lambda: network.phase is Phase.ONLINE and "#lobby" in network.rooms, timeout=MILLISECONDS)
    return network


def picture(colour: str) -> QImage:
    image = QImage(160, 100, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


def contents(server: ChatServer) -> list[str]:
    return [path.name for path in (server.data / "files").glob("??/*")]


def test_picture_is_sent_seen_replaced_and_removed(
    qtbot: QtBot, server: ChatServer, make_controller: MakeController
) -> None:
    ann, bob = make_controller("Ann"), make_controller("Bob")
    network, other = join(qtbot, ann, server), join(qtbot, bob, server)
    window = ChatWindow(bob)
    qtbot.addWidget(window)
    window.show()
    window.show_name(other, "#lobby")
    addresses: list[str] = []

    def is_seen(colour: str) -> bool:
        seen = window.portrait_of(other, "Ann", 36)
        middle = seen.toImage().pixelColor(30, 30) if seen is not None else QColor()
        return abs(middle.red() - QColor(colour).red()) + abs(middle.blue() - QColor(colour).blue()) < 20

    for colour in ("#ff0000", "#0000ff"):
        ann.portrait.set_portrait(picture(colour), SQUARE)
        qtbot.waitUntil(lambda: network.profile_of("Ann").get(AVATAR, "") not in ("", *addresses), timeout=MILLISECONDS)
        addresses.append(network.profile_of("Ann")[AVATAR])
        assert addresses[-1].startswith("https://")
        qtbot.waitUntil(lambda: other.profile_of("Ann").get(AVATAR) == addresses[-1], timeout=MILLISECONDS)
        qtbot.waitUntil(partial(is_seen, colour), timeout=MILLISECONDS)
    qtbot.waitUntil(lambda: len(contents(server)) == 1, timeout=MILLISECONDS)
    assert [path.name for path in ann.settings.folder.glob("portrait-*")] == [ann.settings.preferences.portrait]
    assert [record.portrait for record in ann.settings.preferences.servers] == [ann.settings.preferences.portrait]
    ann.portrait.remove_portrait()
    qtbot.waitUntil(lambda: AVATAR not in other.profile_of("Ann"), timeout=MILLISECONDS)
    qtbot.waitUntil(lambda: not contents(server), timeout=MILLISECONDS)
    assert not list(ann.settings.folder.glob("portrait-*"))
    assert window.portrait_of(other, "Ann", 36) is None
    window.close()
