"""Portrait files: a picture read to be cut, and the cut square as a small file without metadata.

Thread: any but the GUI thread; blocks.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QFile, QIODevice, QRect, QSize, Qt
from PySide6.QtGui import QColorSpace, QImage, QImageWriter

from desktop_chat.client.picture_download import PictureError
from desktop_chat.client.picture_metadata import strip_metadata
from desktop_chat.files import write_whole
from desktop_chat.qt.media.picture_reader import open_picture, read_scaled

SIDE = 512
"""Pixels of a portrait, at most."""
LEAST_SIDE = 16
"""Pixels of a picture that can be cut."""
_READ = 2048
"""Pixels of a picture in the window where it is cut."""
_QUALITY = 88


def read_picture(source: Path | QImage) -> QImage:
    """Return a picture for the cut: upright, of at most 2048 pixels.

    Raises: PictureError.
    """
    if isinstance(source, QImage):
        image = source
        if max(image.width(), image.height()) > _READ:
            image = image.scaled(
                _READ, _READ, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
    else:
        file = QFile(str(source))
        if not file.open(QIODevice.OpenModeFlag.ReadOnly):
            raise PictureError(file.errorString())
        image = read_scaled(open_picture(file), QSize(_READ, _READ))
        file.close()
    if min(image.width(), image.height()) < LEAST_SIDE:
        raise PictureError("it is too small")
    return image


def cut_portrait(image: QImage, square: QRect) -> tuple[bytes, str]:
    """Return the file with a square of a picture, and the ending of the name.

    Raises: PictureError.
    """
    cut = image.copy(square)
    if cut.width() > SIDE:
        cut = cut.scaled(SIDE, SIDE, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    if cut.colorSpace().isValid():
        cut = cut.convertedToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    form, ending = ("png", "png") if cut.hasAlphaChannel() else ("jpeg", "jpg")
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(form.encode()))
    writer.setQuality(_QUALITY)
    if not writer.write(cut):
        raise PictureError(writer.errorString())
    data = bytes(buffer.data().data())
    return strip_metadata(data, f"image/{form}") or data, ending


def keep_portrait(image: QImage, square: QRect, folder: Path) -> str:
    """Write a square of a picture into a folder. Return the name of the file.

    Raises: PictureError.
    """
    data, ending = cut_portrait(image, square)
    name = f"portrait-{sha256(data).hexdigest()[:16]}.{ending}"
    try:
        write_whole(folder / name, data)
    except OSError as error:
        raise PictureError(error.strerror or str(error)) from error
    return name
