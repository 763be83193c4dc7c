"""PictureLoader: loads pictures of people that a person has asked for, and decodes them off the GUI thread.

Thread: GUI, except `_load`.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage

from desktop_chat.client.picture_download import PictureError, download_picture
from desktop_chat.qt.media.picture_reader import open_picture

_log = logging.getLogger(__name__)
_SIDE = 256
"""Pixels of a decoded picture."""
_KEPT = 50


def decode_picture(data: bytes) -> QImage:
    """Return the middle square of a picture.

    Thread: any.
    Raises: PictureError.
    """
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = open_picture(buffer)
    square = QSize(_SIDE, _SIDE)
    reader.setScaledSize(reader.size().scaled(square, Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    image = reader.read()
    if image.isNull():
        raise PictureError(reader.errorString())
    return image.copy((image.width() - _SIDE) // 2, (image.height() - _SIDE) // 2, _SIDE, _SIDE)


class PictureLoader(QObject):
    """Keeps the last pictures. `download` blocks; it is called on a thread."""

    loaded = Signal(str, QImage)  # the address, and the picture
    failed = Signal(str)  # the address
    _ended = Signal(str, object)  # the address, QImage or None

    def __init__(self, parent: QObject | None = None, download: Callable[[str], bytes] = download_picture) -> None:
        super().__init__(parent)
        self._download = download
        self._pictures: dict[str, QImage] = {}
        self._under_way: set[str] = set()
        self._ended.connect(self.on_ended, Qt.ConnectionType.QueuedConnection)

    def load_picture(self, address: str) -> None:
        """Load the picture at an address; `loaded` or `failed` follows."""
        if address in self._pictures:
            self.loaded.emit(address, self._pictures[address])
        elif address not in self._under_way:
            self._under_way.add(address)
            threading.Thread(target=self._load, args=(address,), name="picture", daemon=True).start()

    def _load(self, address: str) -> None:
        """Thread: picture."""
        image: QImage | None = None
        try:
            image = decode_picture(self._download(address))
        except PictureError as error:
            _log.info("A picture cannot be shown: %s.", error)
        with suppress(RuntimeError):  # the window was closed meanwhile
            self._ended.emit(address, image)

    def on_ended(self, address: str, image: QImage | None) -> None:
        self._under_way.discard(address)
        if image is None:
            self.failed.emit(address)
            return
        self._pictures[address] = image
        while len(self._pictures) > _KEPT:
            del self._pictures[next(iter(self._pictures))]
        self.loaded.emit(address, image)
