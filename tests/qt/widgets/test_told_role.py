"""Screen readers know the role of a painted widget."""

from __future__ import annotations

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_chat.qt.widgets.told_role import tell_role


def test_role_is_told(qtbot: QtBot) -> None:
    told, silent = QWidget(), QWidget()
    for widget in (told, silent):
        qtbot.addWidget(widget)
    told.setAccessibleName("A lamp")
    tell_role(told, QAccessible.Role.Graphic)
    interface = QAccessible.queryAccessibleInterface(told)
    assert interface.role() == QAccessible.Role.Graphic
    assert interface.text(QAccessible.Text.Name) == "A lamp"
    assert QAccessible.queryAccessibleInterface(silent).role() == QAccessible.Role.Client
