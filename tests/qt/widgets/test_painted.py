"""Widgets that paint themselves follow the theme."""

from __future__ import annotations

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_chat.qt.theme import Mode, appearance
from desktop_chat.qt.widgets.painted import Painted


class Counting(Painted):
    """Counts its paints."""

    def __init__(self) -> None:
        super().__init__()
        self.paints = 0
        self.setMinimumSize(20, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        self.paints += 1


def test_new_theme_repaints_the_widget(qtbot: QtBot, qapp: QApplication) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    widget = Counting()
    QVBoxLayout(window).addWidget(widget)
    with qtbot.waitExposed(window):
        window.show()
    qtbot.waitUntil(lambda: widget.paints > 0)
    widget.paints = 0
    appearance().apply_mode(qapp, Mode.DARK)
    qtbot.waitUntil(lambda: widget.paints > 0)
