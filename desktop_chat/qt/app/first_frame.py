"""FirstFrame: what can wait is done once a person has something to look at. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

_PATIENCE_MS = 500


class FirstFrame(QObject):
    """Emits `painted` once, when the window is on the screen for the first time; after half a second at the latest,
    for one that is hidden or covered is not painted, and when it has gone before that."""

    painted = Signal()

    def __init__(self, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._window: QWidget | None = window
        self._timer = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._timer.timeout.connect(self.on_due)
        self._timer.start()
        window.installEventFilter(self)
        window.destroyed.connect(self.on_gone)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._stop_watching()
            self._timer.start(0)  # when this frame is complete
        return False

    def on_gone(self) -> None:
        """Its work was done before anybody could look at it."""
        self._window = None

    def on_due(self) -> None:
        self._stop_watching()
        self.painted.emit()

    def _stop_watching(self) -> None:
        if self._window is not None:
            self._window.removeEventFilter(self)
            self._window = None
