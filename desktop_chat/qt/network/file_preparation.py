"""Preparation of a file before it is sent: what it is, a smaller picture, no metadata, a small picture for the window.

Thread: any but the GUI thread; blocks.
"""

from __future__ import annotations

import mimetypes
import secrets
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QColorSpace, QImage, QImageIOHandler, QImageReader, QImageWriter

from desktop_chat.client.attachment import Attachment
from desktop_chat.client.picture_metadata import STRIPPED_TYPES, strip_metadata
from desktop_chat.files import make_private, write_whole
from desktop_chat.net.content_disposition import clean_file_name
from desktop_chat.net.media_types import SNIFFED_BYTES, sniff_media_type
from desktop_chat.texts import client as texts
from desktop_chat.value_class import value

LONGEST_SIDE = 2048
"""Pixels of a compressed picture."""
SMALL_BYTES = 300_000
"""A picture up to this size and LONGEST_SIDE is not compressed."""
MOST_PICTURE_BYTES = 60_000_000
"""A larger file is sent as it is, whatever it shows."""
MOST_PIXELS = 120_000_000
_WORTH = 0.85
"""A compressed picture of more than this part of the original is not worth the loss."""
_JPEG_QUALITY, _WEBP_QUALITY = 83, 85
_THUMBNAIL = 160
_AVERAGED = 8
"""Pixels of the side of the picture from which the average colour is taken."""
_TURNED = (
    QImageIOHandler.Transformation.TransformationRotate90,
    QImageIOHandler.Transformation.TransformationRotate270,
    QImageIOHandler.Transformation.TransformationMirrorAndRotate90,
    QImageIOHandler.Transformation.TransformationFlipAndRotate90,
)


class PreparationError(Exception):
    """The file cannot be sent. The text is a sentence for the person."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@value
class PreparedFile:
    """The file that is sent."""

    path: Path
    is_copy: bool
    """The file was made for the upload."""
    attachment: Attachment
    thumbnail: QImage | None = None
    is_compressible: bool = False
    """Compression makes this picture smaller."""
    is_cleaned: bool = False
    """The file has no metadata: none was there, or it was removed."""


@value
class _Picture:
    """A decoded picture, at most LONGEST_SIDE high and wide."""

    image: QImage
    size: QSize
    """Pixels of the original, as it is shown."""
    is_animated: bool


def prepare_file(source: Path, folder: Path, *, compress: bool) -> PreparedFile:
    """Return the file at a path as it is sent. `folder`: for files that are made.

    Raises: PreparationError.
    """
    try:
        if source.is_dir():
            raise PreparationError(texts.FOLDERS_ARE_NOT_SENT)
        size = source.stat().st_size
        if not size:
            raise PreparationError(texts.FILE_IS_EMPTY)
        with source.open("rb") as file:
            start = file.read(SNIFFED_BYTES)
        media_type = sniff_media_type(start, mimetypes.guess_type(source.name)[0] or "")
        attachment = Attachment(clean_file_name(source.name), size, media_type)
        if not media_type.startswith("image/") or size > MOST_PICTURE_BYTES:
            return PreparedFile(source, False, attachment)
        return _prepare_picture(source, source.read_bytes(), attachment, folder, compress=compress)
    except OSError as error:
        raise PreparationError(texts.FILE_CANNOT_BE_READ(error.strerror or str(error))) from error


def prepare_image(image: QImage, name: str, folder: Path, *, compress: bool) -> PreparedFile:
    """Return a picture from the clipboard as it is sent. `name`: of its file.

    Raises: PreparationError.
    """
    data = _encode_image(image, "png", 80)
    if not data:
        raise PreparationError(texts.PICTURE_CANNOT_BE_READ)
    try:
        return _prepare_picture(None, data, Attachment(name, len(data), "image/png"), folder, compress=compress)
    except OSError as error:
        raise PreparationError(texts.FILE_CANNOT_BE_READ(error.strerror or str(error))) from error


def _prepare_picture(
    source: Path | None, data: bytes, attachment: Attachment, folder: Path, *, compress: bool
) -> PreparedFile:
    """Return a picture as it is sent. `source`: the file with `data`; None if there is none. Raises: OSError."""
    stripped = strip_metadata(data, attachment.media_type)
    clean = data if stripped is None else stripped
    attachment = replace(attachment, size=len(clean))
    picture = _decode_picture(data)
    smaller: tuple[bytes, str] | None = None
    if picture is not None:
        width, height = picture.size.width(), picture.size.height()
        attachment = replace(attachment, width=width, height=height, colour=_average_colour(picture.image))
        smaller = _compress_picture(picture, len(clean), attachment.media_type)
    is_cleaned = stripped is not None or attachment.media_type not in STRIPPED_TYPES | {"image/heic", "image/avif"}
    if smaller is not None and compress and picture is not None:
        clean, ending = smaller
        shown = picture.image.size()
        name = f"{attachment.name.rpartition('.')[0] or attachment.name}.{ending}"
        media_type = f"image/{'jpeg' if ending == 'jpg' else ending}"
        attachment = replace(
            attachment, name=name, size=len(clean), media_type=media_type, width=shown.width(), height=shown.height()
        )
        is_cleaned = True
    is_copy = source is None or clean != data
    path = _write_copy(folder, clean, attachment.name) if is_copy or source is None else source
    thumbnail = _make_thumbnail(picture.image) if picture is not None else None
    return PreparedFile(path, is_copy, attachment, thumbnail, smaller is not None, is_cleaned)


def _decode_picture(data: bytes) -> _Picture | None:
    """Return the picture, or None if it cannot be shown."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    size = reader.size()
    if not 0 < size.width() * size.height() <= MOST_PIXELS:
        return None
    is_animated = reader.supportsAnimation() and reader.imageCount() != 1
    reader.setAutoTransform(True)
    turned = reader.transformation() in _TURNED
    if max(size.width(), size.height()) > LONGEST_SIDE:
        reader.setScaledSize(size.scaled(LONGEST_SIDE, LONGEST_SIDE, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        return None
    return _Picture(image, size.transposed() if turned else size, is_animated)


def _compress_picture(picture: _Picture, size: int, media_type: str) -> tuple[bytes, str] | None:
    """Return a smaller file with the picture and the ending of its name; None if that is not worth the loss.

    `size`: bytes of the original.
    """
    image = picture.image
    is_small = size <= SMALL_BYTES and image.size() == picture.size and media_type != "image/bmp"
    if picture.is_animated or is_small:
        return None
    if image.colorSpace().isValid() and image.colorSpace() != QColorSpace(QColorSpace.NamedColorSpace.SRgb):
        image = image.convertedToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    if image.hasAlphaChannel():
        data, ending = _encode_image(image, "webp", _WEBP_QUALITY), "webp"
    else:
        data, ending = _encode_image(image, "jpeg", _JPEG_QUALITY), "jpg"
    return (data, ending) if data and len(data) <= size * _WORTH else None


def _encode_image(image: QImage, form: str, quality: int) -> bytes:
    """Return the picture as a file without metadata; b"" if that fails."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(form.encode()))
    writer.setQuality(quality)
    if not writer.write(image):
        return b""
    data = bytes(buffer.data().data())
    return strip_metadata(data, f"image/{form}") or data


def _average_colour(image: QImage) -> str:
    small = image.scaled(
        _AVERAGED, _AVERAGED, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    ).convertToFormat(QImage.Format.Format_RGB888)
    colours = [small.pixelColor(x, y) for x in range(_AVERAGED) for y in range(_AVERAGED)]
    sums = (sum(colour.red() for colour in colours), sum(colour.green() for colour in colours))
    return "".join(f"{part // len(colours):02x}" for part in (*sums, sum(colour.blue() for colour in colours)))


def _make_thumbnail(image: QImage) -> QImage:
    side = Qt.AspectRatioMode.KeepAspectRatioByExpanding
    return image.scaled(_THUMBNAIL, _THUMBNAIL, side, Qt.TransformationMode.SmoothTransformation)


def _write_copy(folder: Path, data: bytes, name: str) -> Path:
    """Write a file of this user only. Raises OSError."""
    make_private(folder)
    path = folder / f"{secrets.token_hex(8)}{Path(name).suffix}"
    write_whole(path, data)
    return path
