"""Screen readers are told the current row of a list."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QStringListModel
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QLineEdit, QListView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_chat.qt.widgets.spoken_rows import read_row_aloud, tell_focused_row


def test_row_is_told_with_the_focus_and_read_without_it(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[QAccessible.Event, int, str]] = []

    def note(event: QAccessibleEvent) -> None:
        told.append((event.type(), event.child(), getattr(event, "message", str)()))

    window, view, field = QWidget(), QListView(), QLineEdit()
    column = QVBoxLayout(window)
    column.addWidget(view)
    column.addWidget(field)
    view.setModel(QStringListModel(["apple", "banana"], view))
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    row = view.model().index(1, 0)
    view.setCurrentIndex(row)
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", note)
    tell_focused_row(view)
    assert told == [], "the focus is elsewhere"
    read_row_aloud(field, row)
    read_row_aloud(field, view.model().index(9, 0))
    assert told == [(QAccessible.Event.Announcement, -1, "banana")]
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    tell_focused_row(view)
    assert told[1:] == [(QAccessible.Event.Focus, 1, "")]
