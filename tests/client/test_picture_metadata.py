"""What a camera writes goes; the pixels, the colours and the way a picture is turned stay."""

from __future__ import annotations

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QColorSpace, QImage, QImageReader, QImageWriter

from desktop_chat.client.picture_metadata import strip_metadata

PLACE = b"48.8584 N 2.2945 E"


def picture(form: str, size: tuple[int, int] = (40, 20)) -> bytes:
    image = QImage(*size, QImage.Format.Format_RGB32)
    for x in range(size[0]):
        for y in range(size[1]):
            image.setPixelColor(x, y, QColor(x * 5 % 256, y * 9 % 256, 90))
    image.setColorSpace(QColorSpace(QColorSpace.NamedColorSpace.AdobeRgb))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(form.encode())).write(image)
    return bytes(buffer.data().data())


def look(data: bytes) -> tuple[QImage, bool]:
    """Return the decoded picture as it is shown, and whether it has colours of its own."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    image = reader.read()
    assert not image.isNull(), reader.errorString()
    return image, image.colorSpace().isValid()


def exif(turned: int, order: str = ">") -> bytes:
    entry = struct.pack(order + "HHIHH", 0x0112, 3, 1, turned, 0)
    words = struct.pack(order + "HHII", 0x010E, 2, len(PLACE), 8 + 2 + 24 + 4)
    head = (b"MM" if order == ">" else b"II") + struct.pack(order + "HI", 42, 8)
    return head + struct.pack(order + "H", 2) + words + entry + struct.pack(order + "I", 0) + PLACE


def segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("turned", [1, 6])
def test_photo_stays_turned_and_forgets_its_place(turned: int, order: str) -> None:
    plain = picture("jpeg")
    told = segment(0xE1, b"Exif\0\0" + exif(turned, order)) + segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + PLACE)
    told += segment(0xFE, PLACE) + segment(0xED, PLACE) + segment(0xE2, b"MPF\0" + PLACE)
    second = b"\xff\xd8" + segment(0xE1, b"Exif\0\0" + exif(1)) + plain[2:]
    photo = plain[:2] + told + plain[2:] + second
    stripped = strip_metadata(photo, "image/jpeg")
    assert stripped is not None
    assert PLACE not in stripped
    assert len(stripped) <= len(plain) + 40
    assert look(stripped) == look(plain[:2] + segment(0xE1, b"Exif\0\0" + exif(turned)) + plain[2:])
    assert look(stripped)[0].width() == (40 if turned == 1 else 20)
    assert look(stripped)[1], "the colours are those of the profile"


def test_progressive_picture_keeps_all_scans() -> None:
    image = QImage(200, 100, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"jpeg"))
    writer.setProgressiveScanWrite(True)
    writer.write(image)
    data = bytes(buffer.data().data())
    assert data.count(b"\xff\xda") > 1
    assert strip_metadata(data, "image/jpeg") == data


def test_png_keeps_its_colours_only() -> None:
    plain = picture("png")
    stripped = strip_metadata(plain[:33] + chunk(b"tEXt", PLACE) + chunk(b"eXIf", exif(1)) + plain[33:], "image/png")
    assert stripped is not None
    assert PLACE not in stripped
    assert look(stripped) == look(plain)


def test_webp_keeps_its_pixels_only() -> None:
    plain = picture("webp")
    extended = b"VP8X" + struct.pack("<I", 10) + bytes([0x0C, 0, 0, 0]) + (39).to_bytes(3, "little")
    extended += (19).to_bytes(3, "little")
    body = b"WEBP" + extended + plain[plain.index(b"VP8 ") :] + b"EXIF" + struct.pack("<I", len(PLACE)) + PLACE
    stripped = strip_metadata(b"RIFF" + struct.pack("<I", len(body)) + body, "image/webp")
    assert stripped is not None
    assert PLACE not in stripped
    assert stripped[20] == 0, "the head promises no metadata"
    assert look(stripped)[0].size() == look(plain)[0].size()


@pytest.mark.parametrize("media_type", ["image/heic", "text/plain", "image/jpeg", "image/png", "image/webp"])
def test_unknown_and_damaged_files_are_told_apart(media_type: str) -> None:
    assert strip_metadata(b"GIF89a" + bytes(40), media_type) is None


@given(
    st.binary(max_size=60),
    st.sampled_from([("jpeg", b"\xff\xd8\xff"), ("png", b"\x89PNG\r\n\x1a\n"), ("webp", b"RIFF")]),
)
def test_any_bytes_end(data: bytes, form: tuple[str, bytes]) -> None:
    strip_metadata(form[1] + data, f"image/{form[0]}")


@given(st.integers(0, 2_000))
def test_cut_picture_is_damaged(length: int) -> None:
    data = picture("jpeg", (8, 8))
    if length < len(data):
        assert strip_metadata(data[:length], "image/jpeg") is None
