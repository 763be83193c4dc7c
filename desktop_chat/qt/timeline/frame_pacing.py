"""FramePacing: when a view paints new entries, so that a flood of them costs few frames.

Thread: GUI.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

READABLE = 20
"""New entries within a period, at most, that a person reads one by one: each is painted with the next frame."""
PERIOD_MS = 100
"""The time between two frames of a flood."""


class FramePacing(QObject):
    """Counts new entries in periods. How many come at once says nothing: a flood that costs much comes in small
    pieces."""

    due = Signal()  # new entries shall be painted with the next frame

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._came = 0
        """New entries of this period."""
        self._flooded = False
        """The last period was a flood, so this one paints at its end."""
        self._period = QTimer(self, singleShot=True, interval=PERIOD_MS)
        self._period.timeout.connect(self.on_period_ended)

    def note_new(self, count: int) -> None:
        """Note new entries. Emit `due` at once, or at the end of the period if they are a flood."""
        begins = not self._period.isActive()
        if begins:
            self._period.start()
        self._came += count
        if not self._flooded and (begins or self._came <= READABLE):
            self.due.emit()

    def on_period_ended(self) -> None:
        """Let the flood of the period be painted, and begin the next one."""
        came, self._came = self._came, 0
        if came:
            self._flooded = came > READABLE
            self._period.start()
            self.due.emit()
        else:
            self._flooded = False
