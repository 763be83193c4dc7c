"""The choice of a square by mouse and keys."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.qt.widgets.crop_canvas import LARGEST, CropCanvas


def test_square_moves_and_stays_inside(qtbot: QtBot) -> None:
    canvas = CropCanvas(QImage(800, 400, QImage.Format.Format_RGB32))
    qtbot.addWidget(canvas)
    canvas.show()
    assert canvas.square == QRect(200, 0, 400, 400)
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    QTest.keyClick(canvas, Qt.Key.Key_Down)
    assert canvas.square == QRect(220, 0, 400, 400), "there is nothing below"
    with qtbot.waitSignal(canvas.zoomed):
        QTest.keyClick(canvas, Qt.Key.Key_Plus)
    assert canvas.square.width() == round(400 / 1.1)
    assert "1.1" in canvas.accessibleDescription()
    canvas.set_zoom(2)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    QTest.mouseMove(canvas, QPoint(270, 270))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(270, 270))
    assert canvas.square.top() == 0, "the picture follows the mouse"
    canvas.set_zoom(1000)
    assert canvas.zoom == LARGEST
    for _ in range(200):
        QTest.keyClick(canvas, Qt.Key.Key_Left)
    assert canvas.square == QRect(0, canvas.square.top(), 50, 50)
    QTest.keyClick(canvas, Qt.Key.Key_Minus)
    canvas.set_zoom(0)
    assert canvas.square.size().width() == 400
