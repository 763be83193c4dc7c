"""RoomExporter: exports a room on a thread of its own. GUI thread, except where noted."""

from __future__ import annotations

import logging
import sqlite3
import threading
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from desktop_chat.client.archive import Archive
from desktop_chat.client.export_formats import ExportFormat
from desktop_chat.client.room_export import ExportCancelled, ExportSource, export_room
from desktop_chat.clock import now_ms

_log = logging.getLogger(__name__)
_PATIENCE = 10.0
"""Seconds to wait for queued entries to reach the disk. An archive that cannot be written is exported as it is."""


class RoomExporter(QObject):
    """One export. After `finished` the exporter deletes itself."""

    progressed = Signal(int, int)  # written and all entries
    _ended = Signal(bool, str)  # from the thread
    finished = Signal(bool, str)  # True if the file is complete, and the reason of a failure ("" if cancelled)

    def __init__(
        self, archive: Archive, source: ExportSource, target: Path, form: ExportFormat, parent: QObject
    ) -> None:
        """`parent` lives longer than the window that shows the progress."""
        super().__init__(parent)
        self._source, self._target, self._form = source, target, form
        self._cancelled = False
        self._written = threading.Event()
        self._thread = threading.Thread(target=self._run, name="export", daemon=True)
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)
        archive.flush(self._written.set)

    def start(self) -> None:
        self._thread.start()

    def cancel(self) -> None:
        """End the export before its next page. Nothing is left of the file."""
        self._cancelled = True
        self._written.set()

    def _on_ended(self, complete: bool, reason: str) -> None:
        """Report the result, once the thread no longer uses this object."""
        self._thread.join()
        self.finished.emit(complete, reason)
        self.deleteLater()

    # On the thread

    def _run(self) -> None:
        self._written.wait(_PATIENCE)
        complete, reason = False, ""
        try:
            export_room(self._source, self._target, self._form, now_ms(), self._report)
            complete = True
        except ExportCancelled:
            pass
        except (OSError, sqlite3.Error) as error:
            _log.info("The export to %s failed: %s", self._target, error)
            reason = str(getattr(error, "strerror", None) or error)
        with suppress(RuntimeError):  # the program ends, and Qt has deleted this object
            self._ended.emit(complete, reason)

    def _report(self, written: int, total: int) -> bool:
        if not self._cancelled:
            with suppress(RuntimeError):
                self.progressed.emit(written, total)
        return not self._cancelled
