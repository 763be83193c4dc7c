"""A picture that is enlarged and moved."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.qt.widgets.picture_canvas import LARGEST, STEP, PictureCanvas


@pytest.fixture
def canvas(qtbot: QtBot) -> PictureCanvas:
    made = PictureCanvas()
    qtbot.addWidget(made)
    made.resize(400, 300)
    pixmap = QPixmap(800, 400)
    pixmap.fill(QColor("#336699"))
    made.show_picture(pixmap, QSize(800, 400))
    return made


def test_whole_picture_fits(canvas: PictureCanvas) -> None:
    assert canvas.scale == 0.5
    image = canvas.grab().toImage()
    assert image.pixelColor(200, 150) == QColor("#336699")
    assert image.pixelColor(200, 20) != QColor("#336699")
    canvas.show_picture(QPixmap(30, 30), QSize(30, 30))
    assert canvas.scale == 1.0


def test_zoom_keeps_the_point_under_the_mouse(canvas: PictureCanvas) -> None:
    at = QPointF(100, 120)
    before = canvas._picture_rect()
    part = (at.x() - before.x()) / before.width()
    canvas.zoom_by(4, at)
    after = canvas._picture_rect()
    assert after.width() == pytest.approx(4 * before.width())
    assert (at.x() - after.x()) / after.width() == pytest.approx(part)


def test_zoom_has_limits(canvas: PictureCanvas) -> None:
    for _ in range(40):
        canvas.zoom_by(STEP)
    assert canvas.scale == LARGEST
    for _ in range(40):
        canvas.zoom_by(1 / STEP)
    assert canvas.fits_whole
    canvas.show_actual_size()
    assert canvas.scale == 1.0


def test_enlarged_picture_is_moved_up_to_its_edges(canvas: PictureCanvas) -> None:
    assert not canvas.move_by_key(Qt.Key.Key_Left)
    QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(200, 150))
    assert canvas.scale == 1.0
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(200, 150))
    QTest.mouseMove(canvas, QPoint(150, 150))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(150, 150))
    assert canvas._picture_rect().x() == pytest.approx(-250)
    for _ in range(40):
        assert canvas.move_by_key(Qt.Key.Key_Left)
    assert canvas._picture_rect().x() == pytest.approx(0)
    QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(200, 150))
    assert canvas.fits_whole


def test_sentence_stands_in_place_of_a_picture(canvas: PictureCanvas) -> None:
    canvas.show_note("Loading…")
    assert canvas.is_empty
    canvas.zoom_by(2)
    assert canvas.fits_whole
    assert canvas.grab().toImage().pixelColor(200, 20) != QColor("#336699")
