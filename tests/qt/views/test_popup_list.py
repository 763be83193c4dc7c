"""A popup list stays inside of its window, and its keys walk around."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFontMetrics, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_chat.qt.views.popup_list import PopupList
from desktop_chat.qt.widgets.row_delegate import RowDelegate, RowOption


class _Rows(RowDelegate):
    def row_height(self, metrics: QFontMetrics) -> int:
        return metrics.height()

    def paint_row(self, painter: QPainter, option: RowOption, index: QModelIndex | QPersistentModelIndex) -> None:
        painter.drawText(option.rect, 0, str(index.data()))


class Fruits(PopupList):
    def __init__(self, parent: QWidget) -> None:
        self.names = QStringListModel(["apple", "banana", "cherry"])
        self.eaten: list[str] = []
        super().__init__(self.names, _Rows(), parent)
        self.begin(parent)

    def filter_rows(self, text: str) -> None:
        self.names.setStringList([name for name in ("apple", "banana", "cherry") if text in name])

    def on_row_chosen(self, index: QModelIndex) -> None:
        self.eaten.append(str(index.data()))


def test_keys_walk_around_and_choose(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(300, 260)
    window.show()
    fruits = Fruits(window)
    fruits.show()
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(fruits.field, key)
    assert fruits.eaten == ["cherry", "apple"]
    assert (fruits.width(), fruits.height() <= 228) == (268, True)
    QTest.keyClicks(fruits.field, "x")
    assert (fruits.view.isVisible(), fruits.nothing_label.isVisible()) == (False, True)
    QTest.keyClick(fruits.field, Qt.Key.Key_Escape)
    assert not fruits.isVisible()


def test_row_is_read_aloud(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []

    def note(event: QAccessibleEvent) -> None:
        heard.append(getattr(event, "message", str)())

    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    fruits = Fruits(window)
    fruits.show()
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", note)
    QTest.keyClick(fruits.field, Qt.Key.Key_Down)
    assert heard == ["banana"]
    fruits.close()
