"""The focus of a window after its widget was deleted, or hidden while another window was active."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_chat.qt.widgets.kept_focus import KeptFocus


def test_focus_goes_to_the_chosen_place(qtbot: QtBot) -> None:
    window, other = QWidget(), QLineEdit()
    qtbot.addWidget(window)
    qtbot.addWidget(other)
    column = QVBoxLayout(window)
    deleted, hidden, field = QPushButton(), QPushButton(), QLineEdit()
    for widget in (deleted, hidden, field):
        column.addWidget(widget)
    KeptFocus(window, field.setFocus)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    deleted.setFocus()
    deleted.deleteLater()
    qtbot.waitUntil(field.hasFocus)
    hidden.setFocus()
    with qtbot.waitActive(other):
        other.show()
        other.activateWindow()
    hidden.hide()
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.waitUntil(field.hasFocus)
