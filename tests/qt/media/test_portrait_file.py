"""Pictures cut to a square, as small files without metadata."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage

from desktop_chat.client.picture_download import PictureError
from desktop_chat.qt.media.portrait_file import SIDE, cut_portrait, keep_portrait, read_picture
from tests.qt.sample_pictures import make_picture


def test_square_is_cut_and_made_smaller(tmp_path: Path) -> None:
    image = QImage(1600, 900, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    for x in range(700, 1600):
        for y in range(0, 900, 8):
            image.setPixelColor(x, y, QColor("blue"))
    image.setText("Author", "Ann at home")
    name = keep_portrait(image, QRect(0, 0, 700, 700), tmp_path)
    kept = QImage(str(tmp_path / name))
    assert (kept.width(), kept.height(), name[-4:]) == (SIDE, SIDE, ".jpg")
    assert kept.pixelColor(500, 500).red() > 240
    assert b"Ann at home" not in (tmp_path / name).read_bytes()
    assert name != keep_portrait(image, QRect(100, 0, 700, 700), tmp_path), "another part has another name"


def test_transparent_picture_stays_transparent() -> None:
    image = QImage(64, 64, QImage.Format.Format_ARGB32)
    image.fill(QColor(0, 0, 0, 0))
    data, ending = cut_portrait(image, QRect(0, 0, 64, 64))
    assert ending == "png"
    assert QImage.fromData(data).pixelColor(3, 3).alpha() == 0


def test_large_pictures_are_read_smaller_and_others_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(make_picture(3000, 1500))
    assert read_picture(path).width() == 2048
    assert read_picture(QImage(str(path))).width() == 2048
    path.write_bytes(b"<svg/>")
    for source in (path, tmp_path / "missing.png", QImage(3, 3, QImage.Format.Format_RGB32)):
        with pytest.raises(PictureError):
            read_picture(source)
