"""Shift+F10 opens the menu of the row with the focus."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from desktop_chat.qt.network.network import Network
from desktop_chat.qt.views.chat_window import ChatWindow


def test_the_room_with_the_focus_shows_its_menu(qtbot: QtBot, window: ChatWindow, network: Network) -> None:
    window.sidebar.view.setFocus()
    QTest.keyClick(window.sidebar.view, Qt.Key.Key_F10)
    assert not [menu for menu in window.findChildren(QMenu) if menu.isVisible()]
    QTest.keyClick(window.sidebar.view, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    [menu] = [menu for menu in window.findChildren(QMenu) if menu.isVisible()]
    [leave] = [action for action in menu.actions() if action.text() == "Leave the room"]
    assert leave.shortcut().toString() == "Ctrl+W", "a screen reader tells the keys apart from the name"
    menu.close()
