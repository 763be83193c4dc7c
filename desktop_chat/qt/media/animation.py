"""Animation: the frames of a picture, decoded one ahead of the time, and only while they are painted.

Thread: GUI, except `_FrameReader`.
"""

from __future__ import annotations

from collections import OrderedDict
from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QFile, QIODevice, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap

from desktop_chat.client.picture_download import PictureError
from desktop_chat.qt.media.picture_reader import open_picture, read_scaled, shown_size
from desktop_chat.qt.media.picture_thread import PictureThread, picture_thread
from desktop_chat.value_class import value

MOST_PIXELS = 4_000_000
"""Of a frame; a larger picture stands still."""
MOST_ANIMATIONS = 8
"""Pictures that move at one time."""
_FASTEST_MS, _USUAL_MS = 20, 100
"""A shorter delay than the first is a mistake, for which browsers take the second."""
_STILL_KEPT = 1_000


@value
class Frame:
    """A frame, and how long it is shown."""

    image: QImage
    delay: int


class _FrameReader:
    """Reads frame after frame, and begins again after the last one. Thread: pictures, one call at a time."""

    def __init__(self, path: Path, size: QSize) -> None:
        self._path = path
        self._size = size
        self._file: QFile | None = None
        self._reader: QImageReader | None = None
        self._count = 0

    def read_frame(self) -> Frame:
        """Return the next frame.

        Raises: PictureError, also for a picture of a single frame.
        """
        if self._reader is None:
            self._open()
        assert self._reader is not None
        try:
            image = read_scaled(self._reader, self._size)
        except PictureError:
            if self._count < 2:
                raise
            self._open()
            image = read_scaled(self._reader, self._size)
        self._count += 1
        delay = self._reader.nextImageDelay()
        if not self._reader.canRead():
            if self._count < 2:
                raise PictureError("it has a single frame")
            self._reader = None
        return Frame(image, delay if delay >= _FASTEST_MS else _USUAL_MS)

    def _open(self) -> None:
        file = self._file = QFile(str(self._path))
        if not file.open(QIODevice.OpenModeFlag.ReadOnly):
            raise PictureError(file.errorString())
        reader = self._reader = open_picture(file)
        self._count = 0
        size = shown_size(reader)
        if not reader.supportsAnimation() or size.width() * size.height() > MOST_PIXELS:
            raise PictureError("it stands still")


class Animation(QObject):
    """One picture that moves. The animation stops by itself when its frames are not painted any more."""

    advanced = Signal()  # another frame is to be painted
    ended = Signal()  # the picture has a single frame, or cannot be read

    def __init__(self, path: Path, size: QSize, thread: PictureThread) -> None:
        super().__init__()
        self._frames = _FrameReader(path, size)
        self._thread = thread
        self._pixmap: QPixmap | None = None
        self._next: Frame | None = None
        self._is_reading = False
        self._shown_for = QElapsedTimer()
        self._delay = 0
        self._is_stopped = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.on_frame_due)

    def current_frame(self) -> QPixmap | None:
        """Return the frame to paint, and have the next one read. None before the first one was read."""
        if not self._is_reading and self._next is None:
            self._is_reading = True
            self._thread.add_work(("frame", id(self)), self._frames.read_frame, self._keep_frame)
        elif self._next is not None and not self._timer.isActive():
            self._plan_next()
        return self._pixmap

    def stop(self) -> None:
        """Show no further frame."""
        self._is_stopped = True
        self._timer.stop()

    def _keep_frame(self, outcome: Frame | PictureError | None) -> None:
        self._is_reading = False
        if self._is_stopped:
            return
        if isinstance(outcome, PictureError):
            self.ended.emit()
        elif outcome is not None:
            self._next = outcome
            self._plan_next()

    def _plan_next(self) -> None:
        passed = self._shown_for.elapsed() if self._shown_for.isValid() else self._delay
        self._timer.start(max(0, self._delay - passed))

    def on_frame_due(self) -> None:
        """Show the next frame. If nobody paints it, no further frame is read."""
        if self._next is None:
            return
        self._pixmap, self._delay = QPixmap.fromImage(self._next.image), self._next.delay
        self._next = None
        self._shown_for.start()
        self.advanced.emit()


class Animations(QObject):
    """The pictures that move in one window. Beyond MOST_ANIMATIONS the one painted longest ago stands still."""

    advanced = Signal(str)  # the address of a picture whose next frame is to be painted

    def __init__(self, parent: QObject | None = None, thread: PictureThread | None = None) -> None:
        super().__init__(parent)
        self._thread = thread or picture_thread()
        self._moving: OrderedDict[tuple[str, int, int], Animation] = OrderedDict()
        self._still: OrderedDict[str, None] = OrderedDict()

    def frame_of(self, address: str, path: Path, size: QSize) -> QPixmap | None:
        """Return the present frame of a picture; None for a picture that stands still, or is not read yet."""
        if address in self._still:
            return None
        key = address, size.width(), size.height()
        moving = self._moving.get(key)
        if moving is None:
            moving = self._moving[key] = Animation(path, size, self._thread)
            moving.advanced.connect(partial(self._note_advanced, address))
            moving.ended.connect(partial(self._note_still, key))
            if len(self._moving) > MOST_ANIMATIONS:
                self._moving.popitem(last=False)[1].stop()
        self._moving.move_to_end(key)
        return moving.current_frame()

    def _note_advanced(self, address: str) -> None:
        with suppress(RuntimeError):  # the window was closed, and Qt has deleted this object
            self.advanced.emit(address)

    def stop_all(self) -> None:
        """Let all pictures stand still until they are painted again."""
        for moving in self._moving.values():
            moving.stop()
        self._moving.clear()

    def _note_still(self, key: tuple[str, int, int]) -> None:
        self._still[key[0]] = None
        if len(self._still) > _STILL_KEPT:
            self._still.popitem(last=False)
        moving = self._moving.pop(key, None)
        if moving is not None:
            moving.stop()
