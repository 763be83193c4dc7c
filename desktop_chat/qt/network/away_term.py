"""AwayTerm: the time after which a person is back by itself. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_chat.clock import now_ms

_CHECK_MS = 10_000
"""How often the clock is read: a computer that slept has no timer that went on."""


class AwayTerm(QObject):
    """Emits `ended` once the term is over."""

    ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.until = 0
        """Unix ms; 0 without a term."""
        self._timer = QTimer(self)
        self._timer.setInterval(_CHECK_MS)
        self._timer.timeout.connect(self.check_clock)

    def begin(self, seconds: int) -> None:
        """Begin a term; 0 seconds: there is none."""
        self.until = now_ms() + seconds * 1000 if seconds else 0
        if seconds:
            self._timer.start()
        else:
            self._timer.stop()

    def check_clock(self) -> None:
        """End the term if it is over."""
        if self.until and now_ms() >= self.until:
            self.begin(0)
            self.ended.emit()
