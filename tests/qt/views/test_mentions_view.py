"""Mentions and replies of all rooms lead to their messages, by mouse and by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.irc.message import parse_line
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.views.chat_window import ChatWindow
from desktop_chat.qt.views.mentions_view import MentionsView
from tests.qt.scenes import Scene


@pytest.fixture
def view(qtbot: QtBot, made: Scene, window: ChatWindow, network: Network) -> MentionsView:
    """Opened by keys."""
    written: list[bool] = []
    made.controller.archive.flush(lambda: written.append(True))
    qtbot.waitUntil(lambda: bool(written))
    QTest.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: bool(window.findChildren(MentionsView)))
    return window.findChildren(MentionsView)[-1]


def rows(view: MentionsView) -> list[str]:
    model = view.view.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_mention_of_another_room_is_opened_by_keys(window: ChatWindow, network: Network, view: MentionsView) -> None:
    assert rows(view)[:2] == ["Thank you, Ann!", "coming, Ann"]
    assert rows(view)[2:] == ["Perfect. Ann, do you still have the M4 inserts from last week?"]
    QTest.keyClicks(view.field, "coming")
    QTest.keyClick(view.field, Qt.Key.Key_Return)
    assert window.room is network.rooms["#lamps"]


def test_mention_is_opened_by_a_click(window: ChatWindow, view: MentionsView) -> None:
    first = view.view.visualRect(view.view.model().index(0, 0)).center()
    QTest.mouseClick(view.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(first))
    assert not view.isVisible()
    assert window.pane.header.name_label.text() == "lobby"


def test_closed_room_is_said(qtbot: QtBot, window: ChatWindow, network: Network, view: MentionsView) -> None:
    network.leave_room(network.rooms["#lamps"])
    network.on_received((parse_line(":Ann!ann@127.0.0.1 PART #lamps"),))
    QTest.keyClicks(view.field, "coming")
    QTest.keyClick(view.field, Qt.Key.Key_Return)
    assert "not open" in window.toast.text()


def test_button_in_the_sidebar_opens_the_list(window: ChatWindow) -> None:
    window.sidebar.mentions_button.click()
    assert [one for one in window.findChildren(MentionsView) if one.isVisible()]


def test_empty_list_says_so(qtbot: QtBot, window: ChatWindow) -> None:
    view = MentionsView([], window)
    qtbot.addWidget(view)
    view.show()
    assert view.nothing_label.text() == "Nobody has mentioned you or replied to you yet."
    assert view.nothing_label.isVisible()
