"""PictureShelf: decoded pictures in the size in which they are shown. Those painted last stay, within a limit of bytes.

Thread: GUI, except `_decode_file`.
"""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path

from PySide6.QtCore import QFile, QIODevice, QObject, QSize, Signal
from PySide6.QtGui import QImage, QPixmap

from desktop_chat.client.picture_download import PictureError
from desktop_chat.qt.media.picture_reader import open_picture, read_scaled
from desktop_chat.qt.media.picture_thread import PictureThread, picture_thread

LIMIT_BYTES = 40_000_000
"""Bytes of decoded pictures: a room with 1,000 pictures keeps the whole window below 200 MB."""
_FAILED_KEPT = 1_000
_BYTES_PER_PIXEL = 4

_Key = tuple[str, int, int]


class PictureShelf(QObject):
    """Pictures by address and size in pixels."""

    changed = Signal(str)  # the address of a picture that was decoded, or that cannot be shown

    def __init__(
        self, parent: QObject | None = None, limit: int = LIMIT_BYTES, thread: PictureThread | None = None
    ) -> None:
        super().__init__(parent)
        self._limit = limit
        self._thread = thread or picture_thread()
        self._pixmaps: OrderedDict[_Key, QPixmap] = OrderedDict()
        self._latest: dict[str, _Key] = {}
        """The size in which each picture was decoded last."""
        self.used_bytes = 0
        self._failed: OrderedDict[str, None] = OrderedDict()

    def picture_of(self, address: str, path: Path, size: QSize) -> QPixmap | None:
        """Return a picture in a size in pixels; during its decoding in the size of before. None without any."""
        key = address, size.width(), size.height()
        found = self._pixmaps.get(key)
        if found is not None:
            self._pixmaps.move_to_end(key)
            return found
        if address not in self._failed:
            self._thread.add_work(
                key, lambda: _decode_file(path, size), lambda outcome: self._keep_outcome(key, outcome)
            )
        return self._pixmaps.get(self._latest.get(address, key))

    def has_picture(self, address: str) -> bool:
        """Return True if the picture is here in any size."""
        return address in self._latest

    def is_unshowable(self, address: str) -> bool:
        """Return True if the file is no picture, or too large to be shown."""
        return address in self._failed

    def forget_picture(self, address: str) -> None:
        """Forget a picture, and that it could not be shown."""
        self._failed.pop(address, None)
        for key in [one for one in self._pixmaps if one[0] == address]:
            self._drop_picture(key)

    def _keep_outcome(self, key: _Key, outcome: QImage | PictureError | None) -> None:
        if outcome is None:
            return
        if isinstance(outcome, PictureError):
            self._failed[key[0]] = None
            if len(self._failed) > _FAILED_KEPT:
                self._failed.popitem(last=False)
        elif key not in self._pixmaps:
            pixmap = self._pixmaps[key] = QPixmap.fromImage(outcome)
            self.used_bytes += _bytes_of(pixmap)
            self._latest[key[0]] = key
            while self.used_bytes > self._limit and len(self._pixmaps) > 1:
                self._drop_picture(next(iter(self._pixmaps)))
        self.changed.emit(key[0])

    def _drop_picture(self, key: _Key) -> None:
        self.used_bytes -= _bytes_of(self._pixmaps.pop(key))
        if self._latest.get(key[0]) == key:
            del self._latest[key[0]]


def _bytes_of(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * _BYTES_PER_PIXEL


def _decode_file(path: Path, size: QSize) -> QImage:
    """Thread: pictures.

    Raises: PictureError.
    """
    file = QFile(str(path))
    if not file.open(QIODevice.OpenModeFlag.ReadOnly):
        raise PictureError(file.errorString())
    image = read_scaled(open_picture(file), size)
    file.close()
    wanted = QImage.Format.Format_ARGB32_Premultiplied if image.hasAlphaChannel() else QImage.Format.Format_RGB32
    return image.convertToFormat(wanted)
