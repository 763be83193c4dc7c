"""FirstFrame: delays work until the person sees the first window. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

_PATIENCE_MS = 500


class FirstFrame(QObject):
    """Emits `painted` once, after the first paint of the window.

    A hidden or covered window is never painted. Then `painted` comes after half a second, or at the end of the window.
    """

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
            self._timer.start(0)  # after this frame
        return False

    def give_up(self) -> None:
        """Emit nothing any more: the program ends."""
        self._stop_watching()
        self._timer.stop()

    def on_gone(self) -> None:
        """Emit `painted` for a window that closed before its first paint."""
        self._window = None

    def on_due(self) -> None:
        self._stop_watching()
        self.painted.emit()

    def _stop_watching(self) -> None:
        if self._window is not None:
            self._window.removeEventFilter(self)
            self._window = None
