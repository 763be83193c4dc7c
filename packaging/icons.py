"""The program's icon in the containers of Windows (.ico) and macOS (.icns), and in the sizes of freedesktop.org.

PySide6 renders resources/icons/app.svg. Both containers hold PNG images as they are, behind a short directory.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Mapping
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

SOURCE = Path(__file__).parent.parent / "resources" / "icons" / "app.svg"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
"""Pixels of an edge, in the folders of the hicolor theme."""
_ICO_SIZES = (16, 24, 32, 48, 64, 128, 256)
_ICNS_TYPES = {b"icp4": 16, b"icp5": 32, b"icp6": 64, b"ic07": 128, b"ic08": 256, b"ic09": 512, b"ic10": 1024}


def render_png(size: int) -> bytes:
    """Return the icon as a PNG of `size` x `size` pixels."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(SOURCE)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not QImageWriter(buffer, QByteArray(b"png")).write(image):
        raise OSError(f"The icon of {size} pixels cannot be written as a PNG.")
    return bytes(data.data())


def make_ico(images: Mapping[int, bytes]) -> bytes:
    """Return a Windows icon of PNG images by their size (at most 256)."""
    offset = 6 + 16 * len(images)
    directory = struct.pack("<HHH", 0, 1, len(images))
    for size, data in images.items():
        # 256 is written as 0: the field has one byte.
        directory += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(data), offset)
        offset += len(data)
    return directory + b"".join(images.values())


def make_icns(images: Mapping[bytes, bytes]) -> bytes:
    """Return a macOS icon of PNG images by their type (`ic07` and so on)."""
    body = b"".join(kind + struct.pack(">I", 8 + len(data)) + data for kind, data in images.items())
    return b"icns" + struct.pack(">I", 8 + len(body)) + body


def write_ico(path: Path) -> None:
    path.write_bytes(make_ico({size: render_png(size) for size in _ICO_SIZES}))


def write_icns(path: Path) -> None:
    path.write_bytes(make_icns({kind: render_png(size) for kind, size in _ICNS_TYPES.items()}))
