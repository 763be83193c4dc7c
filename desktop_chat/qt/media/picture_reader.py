"""Reading of pictures from strangers: raster formats only, limited in pixels, scaled while they are read.

Thread: any.
"""

from __future__ import annotations

from PySide6.QtCore import QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader

from desktop_chat.client.picture_download import PictureError

MOST_PIXELS = 40_000_000
"""Of one picture, or of one frame."""
ALLOCATED_MB = 192
"""What Qt may allocate for one picture."""
_FORMATS = frozenset({"png", "jpeg", "gif", "webp", "bmp"})


def open_picture(device: QIODevice) -> QImageReader:
    """Return a reader of a picture. The bytes decide on the format, never a name.

    Raises: PictureError.
    """
    QImageReader.setAllocationLimit(ALLOCATED_MB)
    reader = QImageReader(device)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if bytes(reader.format().data()).decode() not in _FORMATS:
        raise PictureError("it is no picture")
    if size.isEmpty() or size.width() * size.height() > MOST_PIXELS:
        raise PictureError(f"it has {size.width()} x {size.height()} pixels")
    return reader


def shown_size(reader: QImageReader) -> QSize:
    """Return the size of a picture as people see it: turned as the camera says."""
    size = reader.size()
    turned = bool(reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90)
    return size.transposed() if turned else size


def read_scaled(reader: QImageReader, box: QSize) -> QImage:
    """Return the next frame of a picture, made smaller to fit into a box of pixels, and never larger.

    Raises: PictureError.
    """
    seen = shown_size(reader)
    if seen.width() > box.width() or seen.height() > box.height():
        fitting = seen.scaled(box, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))
        reader.setScaledSize(fitting.transposed() if seen != reader.size() else fitting)
    image = reader.read()
    if image.isNull():
        raise PictureError(reader.errorString())
    return image
