"""Painted: notices when the first window of a process is on the screen."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

_SHOW = "show"


class Painted(QObject):
    """Watches the first window that is shown until it has been painted; then it ends the program.

    Only that window: a filter on the whole application sees objects that Python does not know, and to name them PySide6
    makes the types of all its modules, which costs as much as a window.
    """

    def __init__(self) -> None:
        super().__init__()
        self._show = QWidget.show
        setattr(QWidget, _SHOW, lambda window: self.on_shown(window))

    def on_shown(self, window: QWidget) -> None:
        """Somebody calls its `show`."""
        setattr(QWidget, _SHOW, self._show)
        window.installEventFilter(self)
        window.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.UpdateRequest:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self.on_painted)
        return False

    def on_painted(self) -> None:
        """The frame that was asked for is on the screen."""
        print(time.monotonic_ns(), flush=True)
        QApplication.quit()
