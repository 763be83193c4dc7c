"""Tab follows the layouts, whenever the controls were made."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGridLayout, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_chat.qt.widgets.page_scroll import PageScroll
from desktop_chat.qt.widgets.tab_order import order_tabs


def names_by_tab(qtbot: QtBot, window: QWidget, count: int) -> list[str]:
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    names = []
    for _ in range(count):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        names.append(focus.text() if isinstance(focus, QPushButton) else "")
    return names


def test_a_late_control_is_reached_at_its_place(qtbot: QtBot) -> None:
    window, scroll = QWidget(), PageScroll()
    qtbot.addWidget(window)
    grid = QGridLayout()
    inside = QVBoxLayout(scroll.inside)
    inside.addLayout(grid)
    grid.addWidget(QPushButton("four"), 1, 1)
    grid.addWidget(QPushButton("two"), 0, 1)
    grid.addWidget(QPushButton("three"), 1, 0)
    column = QVBoxLayout(window)
    column.addWidget(scroll)
    column.addWidget(QPushButton("five"))
    column.insertWidget(0, QPushButton("one"))
    order_tabs(window)
    start = window.findChildren(QPushButton)
    next(button for button in start if button.text() == "five").setFocus()
    assert names_by_tab(qtbot, window, 5) == ["one", "two", "three", "four", "five"]
