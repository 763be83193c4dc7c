"""The scroll bar."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.qt.widgets import (
    ScrollBar,
)

PLAIN = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


def test_scroll_bar_follows_a_drag(qtbot: QtBot) -> None:
    bar = ScrollBar()
    qtbot.addWidget(bar)
    bar.resize(12, 400)
    bar.setRange(0, 1_000_000 * 256)
    bar.setPageStep(256 * 30)
    bar.show()
    start, length = bar.handle_extent()
    assert (start, length) == (0, 32)
    QTest.mousePress(bar, LEFT, PLAIN, QPoint(6, 16))
    QTest.mouseMove(bar, QPoint(6, 216))
    assert abs(bar.sliderPosition() / bar.maximum() - 200 / 368) < 0.01
    QTest.mouseMove(bar, QPoint(6, 900))
    QTest.mouseRelease(bar, LEFT, PLAIN, QPoint(6, 900))
    assert bar.value() == bar.maximum()
    QTest.mouseClick(bar, LEFT, PLAIN, QPoint(6, 1))
    assert bar.value() == 0
    bar.setRange(0, 0)
    assert bar.handle_extent() == (0, 0)
