from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_chat.qt.models.jumps import JUMP, Jump
from desktop_chat.qt.theme import appearance
from desktop_chat.qt.views.chat_window import ChatWindow
from desktop_chat.qt.views.switcher import Switcher


@pytest.fixture
def switcher(qtbot: QtBot, window: ChatWindow) -> Switcher:
    window.on_jump_wanted()
    made = window.findChildren(Switcher)[-1]
    qtbot.waitUntil(made.isVisible)
    return made


def chosen_name(switcher: Switcher) -> str:
    jump = switcher.view.currentIndex().data(JUMP)
    assert isinstance(jump, Jump)
    return jump.name


def test_arrows_walk_around(switcher: Switcher) -> None:
    first = chosen_name(switcher)
    QTest.keyClick(switcher.field, Qt.Key.Key_Down)
    second = chosen_name(switcher)
    assert second != first
    QTest.keyClick(switcher.field, Qt.Key.Key_Up)
    assert chosen_name(switcher) == first
    QTest.keyClick(switcher.field, Qt.Key.Key_Up)
    assert switcher.view.currentIndex().row() == switcher.view.model().rowCount() - 1


def test_nothing_found_is_said(switcher: Switcher) -> None:
    QTest.keyClicks(switcher.field, "no such thing at all")
    assert switcher.nothing_label.isVisible()
    assert not switcher.view.isVisible()
    QTest.keyClick(switcher.field, Qt.Key.Key_Down)
    QTest.keyClick(switcher.field, Qt.Key.Key_Return)
    assert switcher.isVisible(), "there is nowhere to go"


def test_escape_leaves_all_as_it_was(qtbot: QtBot, window: ChatWindow, switcher: Switcher) -> None:
    room = window.room
    with qtbot.waitSignal(switcher.destroyed):
        QTest.keyClick(switcher, Qt.Key.Key_Escape)
    assert window.room is room


def test_a_click_goes_there(qtbot: QtBot, window: ChatWindow, switcher: Switcher) -> None:
    index = switcher.view.model().index(1, 0)
    jump = index.data(JUMP)
    at = switcher.view.visualRect(index).center()
    QTest.mouseClick(switcher.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert window.room is jump.room


@pytest.mark.parametrize("mode", ["light", "dark", "contrast"])
def test_each_row_is_painted_in_every_theme(qapp: QApplication, switcher: Switcher, mode: str) -> None:
    appearance().apply_mode(qapp, mode)
    picture = switcher.view.viewport().grab().toImage()
    for row in range(min(3, switcher.view.model().rowCount())):
        line = switcher.view.visualRect(switcher.view.model().index(row, 0))
        colours = {picture.pixel(x, line.center().y()) for x in range(line.left(), line.right())}
        assert len(colours) > 3, f"row {row} is empty"
