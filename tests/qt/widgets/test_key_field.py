"""A screen reader knows that a field takes keys, and which keys it has."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QKeySequence
from pytestqt.qtbot import QtBot

from desktop_chat.qt.widgets.key_field import KeyField


def test_role_name_and_keys_are_told(qtbot: QtBot) -> None:
    field = KeyField(QKeySequence("Ctrl+K"))
    qtbot.addWidget(field)
    field.setAccessibleName("Search")
    interface = QAccessible.queryAccessibleInterface(field)
    assert interface.role() == QAccessible.Role.HotkeyField
    told = interface.text(QAccessible.Text.Name), interface.text(QAccessible.Text.Value)
    assert told == ("Search", "Ctrl+K")
    field.setKeySequence(QKeySequence("F7"))
    assert QAccessible.queryAccessibleInterface(field).text(QAccessible.Text.Value) == "F7"


def test_keys_are_cleared_by_a_button_of_the_theme(qtbot: QtBot) -> None:
    field = KeyField(QKeySequence("Ctrl+K"))
    qtbot.addWidget(field)
    assert field.clear_action.isVisible()
    assert not field.clear_action.icon().isNull()
    with qtbot.waitSignal(field.editingFinished):
        field.clear_action.trigger()
    assert field.keySequence().isEmpty()
    assert not field.clear_action.isVisible()
    field.setKeySequence(QKeySequence("F7"))
    assert field.clear_action.isVisible()
