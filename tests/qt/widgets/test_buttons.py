"""Buttons."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from desktop_chat.qt.timeline.pill import NewPill
from desktop_chat.qt.views.chat_row import ChatRow
from desktop_chat.qt.widgets import IconButton, make_button
from desktop_chat.qt.widgets.navigation import Navigation
from desktop_chat.qt.widgets.toast import Toast


def test_icon_button_has_a_tooltip_and_an_accessible_name(qtbot: QtBot) -> None:
    made = IconButton("copy", "Copy the link")
    qtbot.addWidget(made)
    assert (made.toolTip(), made.accessibleName()) == ("Copy the link", "Copy the link")
    made.set_name("Copied")
    made.set_icon("check", "success")
    assert made.accessibleName() == "Copied"


@pytest.mark.parametrize("kind", ["push", "icon", "row", "pill", "page", "toast"])
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_return_presses_a_button_once_as_space_does(qtbot: QtBot, kind: str, key: Qt.Key) -> None:
    window = make_button("Window")
    qtbot.addWidget(window)
    toast = Toast(window)
    toast.show_toast("Done", action="Undo", do=lambda: None)
    pages = Navigation((("send", "One"), ("copy", "Two")))
    buttons: dict[str, QAbstractButton] = {
        "push": make_button("Send"),
        "icon": IconButton("send", "Send"),
        "row": ChatRow("key", "Workshop", "on desk"),
        "pill": NewPill(window),
        "page": pages.buttons[1],
        "toast": toast.findChildren(QAbstractButton)[0],
    }
    pressed: list[str] = []
    buttons[kind].clicked.connect(lambda: pressed.append(kind))
    QTest.keyClick(buttons[kind], key)
    held = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "", True)
    QApplication.sendEvent(buttons[kind], held)
    assert pressed == [kind]
