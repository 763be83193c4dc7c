"""Pictures of people: decoded within bounds, loaded once, and never from what is no picture."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QImageWriter
from pytestqt.qtbot import QtBot

from desktop_chat.client.picture_download import PictureError
from desktop_chat.qt.network.picture_loader import PictureLoader, decode_picture
from tests.patience import MILLISECONDS


def picture(width: int = 600, height: int = 300) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#336699"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def test_a_picture_becomes_a_square() -> None:
    image = decode_picture(picture())
    assert (image.width(), image.height()) == (256, 256)
    assert image.pixelColor(10, 10) == QColor("#336699")


@pytest.mark.parametrize("data", [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a", picture()[:60]])
def test_what_is_no_picture(data: bytes) -> None:
    with pytest.raises(PictureError):
        decode_picture(data)


def test_a_bomb_is_not_decoded() -> None:
    header = bytearray(picture(8, 8))
    header[16:24] = (60_000).to_bytes(4, "big") * 2
    with pytest.raises(PictureError):
        decode_picture(bytes(header))


def test_a_picture_is_loaded_once(qtbot: QtBot) -> None:
    asked: list[str] = []

    def download(address: str) -> bytes:
        asked.append(address)
        return picture()

    loader = PictureLoader(download=download)
    for _ in range(2):
        with qtbot.waitSignal(loader.loaded, timeout=MILLISECONDS) as loaded:
            loader.load_picture("https://example.org/a.png")
            loader.load_picture("https://example.org/a.png")
        assert loaded.args is not None
        assert loaded.args[0] == "https://example.org/a.png"
    assert asked == ["https://example.org/a.png"]


def test_a_failure_is_told_and_tried_again(qtbot: QtBot) -> None:
    asked: list[str] = []

    def download(address: str) -> bytes:
        asked.append(address)
        raise PictureError("gone")

    loader = PictureLoader(download=download)
    for _ in range(2):
        with qtbot.waitSignal(loader.failed, timeout=MILLISECONDS):
            loader.load_picture("https://example.org/a.png")
    assert len(asked) == 2
