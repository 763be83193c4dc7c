"""Screen readers know the role of a painted widget."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAccessibleWidget, QToolButton, QWidget
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


def test_button_of_a_page_is_a_tab_that_can_be_pressed(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    button = QToolButton()
    qtbot.addWidget(button)
    button.setCheckable(True)
    button.setAccessibleName("Look")
    tell_role(button, QAccessible.Role.PageTab)
    interface = QAccessible.queryAccessibleInterface(button)
    assert isinstance(interface, QAccessibleWidget)
    assert (interface.role(), interface.text(QAccessible.Text.Name)) == (QAccessible.Role.PageTab, "Look")
    assert (interface.state().selectable, interface.state().selected) == (1, 0)
    told: list[int] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: told.append(event.changedStates().selected))
    assert interface.pressAction() in interface.actionNames()
    interface.doAction(interface.pressAction())
    assert button.isChecked()
    assert (interface.state().selected, told) == (1, [1])
