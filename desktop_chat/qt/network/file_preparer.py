"""FilePreparer: prepares the files that a person wants to send, one after the other on a thread. GUI thread."""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QImage

from desktop_chat.net.content_disposition import clean_file_name
from desktop_chat.qt.network.file_preparation import PreparationError, PreparedFile, prepare_file, prepare_image
from desktop_chat.texts import client as texts
from desktop_chat.value_class import value

_log = logging.getLogger(__name__)
_FORGOTTEN_SECONDS = 30 * 86_400
"""The age of copies that nobody has sent: the program has crashed, or a failed message was never tried again."""


@value
class ChosenFile:
    """A file or a picture that a person has chosen. `name`: of the picture's file."""

    path: Path | None
    image: QImage | None = None
    name: str = ""


@value
class PreparationOrder:
    """One preparation: the number of a ChosenFile, and whether a picture is to be smaller."""

    number: int
    compress: bool


class FilePreparer(QObject):
    """Each `prepare` is answered by `prepared` or `failed`, until `close`."""

    prepared = Signal(object, object)  # PreparationOrder, PreparedFile
    failed = Signal(object, str)  # PreparationOrder, a sentence
    _ended = Signal(object, object)  # PreparationOrder, PreparedFile or PreparationError

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        """`folder`: for files that are made."""
        super().__init__(parent)
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)
        self._bench = _Bench(folder, self._ended.emit)
        self.destroyed.connect(self._bench.close)

    def prepare(self, order: PreparationOrder, choice: ChosenFile) -> None:
        """Prepare a file."""
        self._bench.orders.put((order, choice))

    def close(self) -> None:
        """Prepare nothing more. The thread ends after the file that it is at."""
        self._bench.close()

    def _on_ended(self, order: PreparationOrder, outcome: object) -> None:
        if isinstance(outcome, PreparationError):
            self.failed.emit(order, outcome.reason)
        elif isinstance(outcome, PreparedFile) and self._bench.is_closed:
            drop_copy(outcome)
        else:
            self.prepared.emit(order, outcome)


class _Bench:
    """The thread of a FilePreparer. Outlives it by one file at most, and never touches it after `close`."""

    def __init__(self, folder: Path, deliver: Callable[[PreparationOrder, object], None]) -> None:
        self.orders: queue.SimpleQueue[tuple[PreparationOrder, ChosenFile] | None] = queue.SimpleQueue()
        self.is_closed = False
        self._folder = folder
        self._deliver = deliver
        self._guard = threading.Lock()
        threading.Thread(target=self._work_through_orders, name="file preparation", daemon=True).start()

    def close(self) -> None:
        """End the thread. Thread: GUI."""
        with self._guard:
            self.is_closed = True
        self.orders.put(None)

    def _work_through_orders(self) -> None:
        """Thread: file preparation."""
        _drop_forgotten(self._folder)
        while (order := self.orders.get()) is not None and not self.is_closed:
            outcome: object
            try:
                outcome = self._prepare_file(*order)
            except PreparationError as error:
                outcome = error
            except Exception:
                _log.exception("A file could not be prepared.")
                outcome = PreparationError(texts.PICTURE_CANNOT_BE_READ)
            with self._guard:
                if not self.is_closed:
                    self._deliver(order[0], outcome)
                elif isinstance(outcome, PreparedFile):
                    drop_copy(outcome)

    def _prepare_file(self, order: PreparationOrder, choice: ChosenFile) -> PreparedFile:
        if choice.path is not None:
            return prepare_file(choice.path, self._folder, compress=order.compress)
        image = choice.image if choice.image is not None else QImage()
        return prepare_image(image, choice.name, self._folder, compress=order.compress)


def choices_in(mime: QMimeData, name: str) -> list[ChosenFile]:
    """Return the files or the picture of the clipboard or of a drag. A text is no file, whatever lies beside it.

    `name`: of the file of a picture, without its ending.
    """
    if mime.hasUrls():
        return [ChosenFile(Path(url.toLocalFile())) for url in mime.urls() if url.isLocalFile()]
    if mime.hasImage() and not mime.text():
        image = mime.imageData()
        return [ChosenFile(None, image, f"{name}.png")] if isinstance(image, QImage) and not image.isNull() else []
    return []


def drop_copy(prepared: PreparedFile) -> None:
    """Delete a file that was made and is not sent."""
    if prepared.is_copy:
        with suppress(OSError):
            prepared.path.unlink(missing_ok=True)


def rename(prepared: PreparedFile, name: str) -> PreparedFile:
    """Return the file under another name."""
    return replace(prepared, attachment=replace(prepared.attachment, name=clean_file_name(name)))


def _drop_forgotten(folder: Path) -> None:
    """Delete copies that nobody will send any more."""
    try:
        for path in folder.iterdir():
            if time.time() - path.stat().st_mtime > _FORGOTTEN_SECONDS:
                path.unlink(missing_ok=True)
    except OSError:
        return  # there is no folder yet, or the next start does it
