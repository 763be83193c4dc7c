"""TellingPace: tells what has changed at once, and in a flood at a pace for the eye. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

PAUSE_MS = 200


class TellingPace(QObject):
    """Joins requests to one `due`: in the next turn of the event loop, but not sooner than a pause after the last.

    Each network paces its own counts. Without a pace for all of them together, the lists that show the counts are
    painted once for each network in each pause.
    """

    due = Signal()

    def __init__(self, parent: QObject | None = None, *, pause: int = PAUSE_MS) -> None:
        """`pause`: ms."""
        super().__init__(parent)
        self._pause = pause
        self._since_last = QElapsedTimer()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.on_pause_ended)

    def request(self) -> None:
        """Have `due` emitted soon."""
        if not self._timer.isActive():
            passed = self._since_last.elapsed() if self._since_last.isValid() else self._pause
            self._timer.start(max(0, self._pause - passed))

    def on_pause_ended(self) -> None:
        self._since_last.start()
        self.due.emit()
