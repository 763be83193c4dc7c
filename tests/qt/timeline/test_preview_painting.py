"""Previews as painted."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from pytestqt.qtbot import QtBot

from desktop_chat.qt.theme.roles import LIGHT
from desktop_chat.qt.timeline.geometry import make_geometry
from desktop_chat.qt.timeline.preview_box import PreviewLook, lay_out_preview
from desktop_chat.qt.timeline.preview_painting import paint_preview


def paint(address: str, look: PreviewLook) -> QImage:
    image = QImage(420, 220, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    geometry = make_geometry(420, 1.0, right_to_left=False)
    with QPainter(image) as painter:
        paint_preview(painter, lay_out_preview(address, geometry, 0), look, QPoint(0, 0), geometry, LIGHT)
    return image


def test_picture_is_shown_whole_and_a_page_as_a_card(qtbot: QtBot) -> None:
    pixmap = QPixmap(100, 50)
    pixmap.fill(QColor("red"))
    picture = paint("https://a.example/b.png", PreviewLook(pixmap=pixmap, is_picture=True))
    assert picture.pixelColor(50, 25) == QColor("red")
    assert picture.pixelColor(105, 25) == QColor("white"), "never larger than its pixels"
    card = paint("https://a.example/b", PreviewLook("Lamps", description="words " * 80, site="News", pixmap=pixmap))
    assert card.pixelColor(1, 30) == QColor(LIGHT.accent)
    assert any(card.pixelColor(x, 30) == QColor("red") for x in range(200, 420))
