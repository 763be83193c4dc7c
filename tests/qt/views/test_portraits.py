"""Pictures of people: those on the chat's own server. A real server: tests/qt/network/test_own_portrait."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop_chat.irc.message import parse_line
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.views.portraits import Portraits
from tests.patience import MILLISECONDS
from tests.qt.sample_pictures import make_picture
from tests.qt.scenes import Scene

ELSEWHERE = "https://elsewhere.example/files/AAAAAAAAAAAAAAAAAAAAAA/bob.png"
SIDE = 24


def test_another_server_is_not_asked(qtbot: QtBot, made: Scene, network: Network) -> None:
    loader = made.controller.file_loader
    portraits = Portraits(made.controller, made.controller)
    assert portraits.picture_of(network, "Bob", SIDE) is None
    network.on_received((parse_line(f":srv METADATA Bob avatar * {ELSEWHERE}"),))
    assert portraits.picture_of(network, "Bob", SIDE) is None
    assert loader.status_of(ELSEWHERE) is None
    part = loader.cache.make_part()
    part.write_bytes(make_picture(90, 90))
    loader.cache.keep_part(part, ELSEWHERE)
    with qtbot.waitSignal(portraits.changed, timeout=MILLISECONDS):
        portraits.picture_of(network, "Bob", SIDE)
    picture = portraits.picture_of(network, "Bob", SIDE)
    assert picture is not None
    assert picture.width() == 2 * SIDE
    assert portraits.picture_of(network, "Cid", SIDE) is None
