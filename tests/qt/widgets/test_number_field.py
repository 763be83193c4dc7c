"""The number field."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop_chat.qt.widgets import NumberField


def test_number_stays_within_its_limits_and_has_padding(qtbot: QtBot) -> None:
    field = NumberField(2, 40, "Minutes")
    qtbot.addWidget(field)
    field.show()
    assert field.accessibleName() == "Minutes"
    assert (field.minimum(), field.maximum()) == (2, 40)
    field.setValue(400)
    assert field.value() == 40
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert field.value() == 39
    edit = field.findChild(QLineEdit)
    assert edit is not None
    assert edit.textMargins().left() + edit.textMargins().right() > 0
