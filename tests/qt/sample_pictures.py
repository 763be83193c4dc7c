"""Pictures for tests, made without a file."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QImageWriter


def make_picture(
    width: int = 600, height: int = 300, colour: str = "#336699", kind: str = "png", quality: int = -1
) -> bytes:
    """Return a picture of one colour. `quality`: 100 for a WebP without loss."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(kind.encode()))
    writer.setQuality(quality)
    writer.write(image)
    return bytes(buffer.data().data())


def make_animation(colours: Sequence[str], width: int = 8, height: int = 8, delay: int = 2) -> bytes:
    """Return a GIF whose frames have one colour each. `delay`: hundredths of a second for each frame.

    Spec: https://www.w3.org/Graphics/GIF/spec-gif89a.txt
    """
    made = b"GIF89a" + struct.pack("<HHBBB", width, height, 0, 0, 0)
    made += b"!\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00"
    for colour in colours:
        table = bytes.fromhex(colour.lstrip("#")) + bytes(9)
        made += b"!\xf9\x04\x04" + struct.pack("<H", delay) + b"\x00\x00"
        made += b"," + struct.pack("<HHHHB", 0, 0, width, height, 0x81) + table + b"\x02" + _zeros(width * height)
    return made + b";"


def make_webp_animation(colours: Sequence[str], side: int = 8, delay: int = 20) -> bytes:
    """Return a WebP whose frames have one colour each. `delay`: ms of each frame.

    Spec: https://developers.google.com/speed/webp/docs/riff_container
    """
    body = b"WEBP" + _chunk(b"VP8X", b"\x02\0\0\0" + 2 * _short(side - 1)) + _chunk(b"ANIM", bytes(6))
    for colour in colours:
        frame = make_picture(side, side, colour, "webp", 100)[12:]
        body += _chunk(b"ANMF", bytes(6) + 2 * _short(side - 1) + _short(delay) + b"\0" + frame)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _chunk(name: bytes, data: bytes) -> bytes:
    return name + struct.pack("<I", len(data)) + data + bytes(len(data) % 2)


def _short(number: int) -> bytes:
    """Return a number in three bytes."""
    return struct.pack("<I", number)[:3]


def _zeros(count: int) -> bytes:
    """Return `count` pixels of the first colour, in LZW with codes of three bits that are cleared after each pixel."""
    codes = [4]
    for _ in range(count):
        codes += [0, 4]
    codes.append(5)
    bits = "".join(f"{code:03b}"[::-1] for code in codes)
    data = bytes(int(bits[at : at + 8][::-1], 2) for at in range(0, len(bits), 8))
    blocks = [data[at : at + 255] for at in range(0, len(data), 255)]
    return b"".join(bytes([len(block)]) + block for block in blocks) + b"\x00"
