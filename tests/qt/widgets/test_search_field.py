"""The search field."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_chat.qt.widgets import (
    SearchField,
)


def test_escape_clears_the_search_field(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    field = SearchField("Search people", window)
    found: list[str] = []
    field.searched.connect(found.append)
    QTest.keyClicks(field, "an ")
    assert found == ["a", "an", "an"]
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    assert field.accessibleName() == "Search people"


def test_both_buttons_of_the_field_have_names_for_screen_readers(qtbot: QtBot) -> None:
    field = SearchField("Search people")
    qtbot.addWidget(field)
    buttons = map(QAccessible.queryAccessibleInterface, field.findChildren(QToolButton))
    assert {button.text(QAccessible.Text.Name) for button in buttons} == {"Search", "Clear"}
