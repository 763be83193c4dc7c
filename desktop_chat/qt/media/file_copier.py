"""FileCopier: copies a file of other people to another place, on a thread. GUI thread, except where noted."""

from __future__ import annotations

import secrets
import shutil
import threading
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from desktop_chat.client.download_mark import mark_download

_PART = ".part"


class FileCopier(QObject):
    """One copy. After `finished` the copier deletes itself."""

    _ended = Signal(str)  # from the thread
    finished = Signal(str)  # the reason of a failure, "" after a success

    def __init__(self, source: Path, target: Path, parent: QObject) -> None:
        """`parent` lives longer than the copy."""
        super().__init__(parent)
        self._source, self._target = source, target
        self._thread = threading.Thread(target=self._run, name="file copy")
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)
        self._thread.start()

    def wait(self) -> None:
        """Block until the copy has ended: the program ends."""
        self._thread.join()

    def _on_ended(self, reason: str) -> None:
        self._thread.join()
        self.finished.emit(reason)
        self.deleteLater()

    # On the thread

    def _run(self) -> None:
        reason = ""
        try:
            copy_download(self._source, self._target)
        except OSError as error:
            reason = error.strerror or str(error)
        with suppress(RuntimeError):  # the program ends, and Qt has deleted this object
            self._ended.emit(reason)


def copy_download(source: Path, target: Path) -> None:
    """Copy a file of other people, with the mark for it. A failure leaves an older file of the name as it was.

    Thread: any; blocks. Raises: OSError.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{secrets.token_hex(8)}{_PART}")
    try:
        shutil.copyfile(source, part)
        mark_download(part)
        part.replace(target)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
