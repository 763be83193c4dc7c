"""Pictures from strangers, read within limits."""

from __future__ import annotations

import zlib

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QColor

from desktop_chat.client.picture_download import PictureError
from desktop_chat.qt.media.picture_reader import open_picture, read_scaled
from tests.qt.sample_pictures import make_animation, make_picture


def device(data: bytes) -> QBuffer:
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    return buffer


@pytest.mark.parametrize("kind", ["png", "jpg", "webp", "bmp"])
def test_large_picture_fits_into_the_box(kind: str) -> None:
    opened = device(make_picture(600, 300, kind=kind))
    image = read_scaled(open_picture(opened), QSize(100, 100))
    assert image.size() == QSize(100, 50)
    assert abs(image.pixelColor(5, 5).red() - QColor("#336699").red()) < 6


def test_small_picture_stays_small() -> None:
    opened = device(make_picture(6, 3))
    assert read_scaled(open_picture(opened), QSize(100, 100)).size() == QSize(6, 3)


def test_photo_is_turned_as_the_camera_says() -> None:
    data = make_picture(600, 300, kind="jpg")
    turned = b"Exif\x00\x00" + bytes.fromhex("4d4d002a 00000008 0001 0112 0003 00000001 0006 0000 00000000")
    app = b"\xff\xe1" + (len(turned) + 2).to_bytes(2, "big") + turned
    opened = device(data[:2] + app + data[2:])
    assert read_scaled(open_picture(opened), QSize(100, 100)).size() == QSize(50, 100)


def test_frames_come_one_after_the_other() -> None:
    opened = device(make_animation(["#ff0000", "#00ff00"]))
    reader = open_picture(opened)
    colours = [read_scaled(reader, QSize(4, 4)).pixelColor(1, 1).name() for _ in range(2)]
    assert colours == ["#ff0000", "#00ff00"]


@pytest.mark.parametrize(
    "data", [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a", make_picture()[:60], b"\x00\x00\x01\x00"]
)
def test_what_is_no_picture(data: bytes) -> None:
    opened = device(data)
    with pytest.raises(PictureError):
        read_scaled(open_picture(opened), QSize(9, 9))


def test_bomb_is_not_decoded() -> None:
    header = bytearray(make_picture(8, 8))
    header[16:24] = (60_000).to_bytes(4, "big") * 2
    header[29:33] = zlib.crc32(header[12:29]).to_bytes(4, "big")
    opened = device(bytes(header))
    with pytest.raises(PictureError, match="pixels"):
        open_picture(opened)
