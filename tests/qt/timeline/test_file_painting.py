"""What the files of a timeline look like: colours of the picture, of its place, and of a download."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap

from desktop_chat.qt.theme import appearance
from desktop_chat.qt.timeline.file_box import FileBox, FileLook, lay_out_file, pixels_of
from desktop_chat.qt.timeline.file_painting import paint_file
from desktop_chat.qt.timeline.geometry import Geometry, make_geometry
from tests.qt.timeline.test_file_box import CAT, PAPER, file_of

ORIGIN = QPoint(20, 10)


def painted(box: FileBox, look: FileLook, geometry: Geometry) -> QImage:
    image = QImage(600, 400, QImage.Format.Format_RGB32)
    image.fill(QColor(appearance().current.surface))
    with QPainter(image) as painter:
        paint_file(painter, box, look, ORIGIN, geometry, appearance().current)
    return image


@pytest.mark.parametrize("right_to_left", [False, True])
def test_picture_takes_the_place_of_its_colour(right_to_left: bool) -> None:
    geometry = make_geometry(600, 1.0, right_to_left=right_to_left)
    box = lay_out_file(file_of(replace(CAT, width=100, height=50)), geometry, 0)
    left = box.rect.right() - 50 if right_to_left else 50
    at = ORIGIN + QPoint(left, 25)
    assert painted(box, FileLook(), geometry).pixelColor(at) == QColor("#7a8b9c")
    pixmap = QPixmap(pixels_of(box, 1.0))
    pixmap.fill(QColor("#ff0000"))
    assert painted(box, FileLook(pixmap), geometry).pixelColor(at) == QColor("#ff0000")


def test_bar_shows_how_far_a_download_is() -> None:
    geometry = make_geometry(600, 1.0, right_to_left=False)
    box = lay_out_file(file_of(PAPER), geometry, 0)
    accent = QColor(appearance().current.accent)

    def length(progress: float) -> int:
        image = painted(box, FileLook(progress=progress, actions=("file-cancel",)), geometry)
        rows = range(ORIGIN.y(), ORIGIN.y() + box.rect.height())
        return max(sum(image.pixelColor(x, y) == accent for x in range(600)) for y in rows)

    assert length(0.0) == 0
    assert length(0.5) * 2 == pytest.approx(length(1.0), abs=2)


def test_trouble_is_told_in_the_colour_of_danger() -> None:
    geometry = make_geometry(600, 1.0, right_to_left=False)
    danger = QColor(appearance().current.danger)
    for attachment in (CAT, PAPER):
        box = lay_out_file(file_of(attachment), geometry, 0)
        image = painted(box, FileLook(note="████", is_problem=True, actions=("file-retry",)), geometry)
        assert any(image.pixelColor(x, y) == danger for x in range(20, 480) for y in range(10, 330, 3))
