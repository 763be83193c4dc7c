"""A host who does not look is notified of people who ask to be let in."""

from __future__ import annotations

from dataclasses import replace

from pytestqt.qtbot import QtBot

from desktop_chat.net.control_values import KnockRow
from desktop_chat.qt.app.knock_notice import KnockNotice
from desktop_chat.qt.app.notifier import Notifier
from desktop_chat.qt.app.windows import Windows
from desktop_chat.qt.network.network import Network
from tests.qt.app.test_notifier import Wall
from tests.qt.scenes import Scene

BOB = KnockRow(3, "Bob", "Bob", "10.0.0.3", "", 0)


def test_host_is_notified_unless_a_window_shows_who_asks(qtbot: QtBot, made: Scene, network: Network) -> None:
    windows, wall, settings = Windows(made.controller, made.hosting), Wall(), made.controller.settings
    notifier = Notifier([wall], lambda: settings.preferences, windows)
    KnockNotice(windows, notifier, lambda: False)

    def knock(*knocks: KnockRow) -> None:
        made.hosting.knocks = knocks
        made.hosting.knocks_changed.emit(knocks)

    try:
        knock(BOB)
        knock(BOB)
        knock(BOB, replace(BOB, id=4, nick="Cid"))
        assert wall.shown == [("Bob asks to be let in", "From 10.0.0.3"), ("Cid asks to be let in", "2 people wait")]
        notifier.on_clicked(wall.keys[-1])
        chat = windows.chat
        assert chat is not None
        qtbot.waitUntil(chat.isActiveWindow)
        knock(replace(BOB, id=5))
        assert len(wall.shown) == 2
        knock()
        assert wall.withdrawn == wall.keys[-1:]
        chat.hide()
        settings.change_fields(notify_text=False)
        knock(replace(BOB, id=6))
        assert wall.shown[-1] == ("Somebody asks to be let in", "")
        settings.change_fields(notify=False)
        knock(replace(BOB, id=7))
        assert len(wall.shown) == 3
    finally:
        windows.close_all()
