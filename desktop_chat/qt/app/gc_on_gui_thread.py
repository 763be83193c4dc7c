"""Python's cyclic garbage collector, run on the GUI thread only, and between frames.

The collector runs on the allocating thread, and a QObject freed on a foreign thread crashes the process. So automatic
collection is off. A timer of the GUI thread collects the young generations, and all generations only after a quiet
minute. Objects of the start are frozen: a pass over 100,000 live messages takes 44 ms.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY = 1_000
"""Interval in ms."""
RESTING = 5_000
"""Interval in ms while little is allocated: fewer wake-ups."""
QUIET_LOOKS = 12
"""Quiet intervals in a row before one full collection: a minute."""
HARDLY = 1_000
"""New containers in a quiet interval, at most."""


class GuiThreadCollector(QObject):
    """Replaces the automatic collection until `close`. Made on the GUI thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._threshold = gc.get_threshold()
        self._seen = 0
        self._quiet = 0
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.on_due)
        self._timer.start()

    def freeze_objects(self) -> None:
        """Exclude all living objects (modules, classes, windows) from collections. Called once, after the start."""
        gc.collect()
        gc.freeze()

    def on_due(self) -> None:
        """Collect each young generation at Python's own thresholds; collect everything after a pause."""
        young, middle, _ = gc.get_count()
        self._quiet = self._quiet + 1 if young - self._seen < HARDLY else 0
        self._timer.setInterval(RESTING if self._quiet else EVERY)
        if self._quiet == QUIET_LOOKS:
            gc.collect()
        elif middle > self._threshold[1]:
            gc.collect(1)
        elif young > self._threshold[0]:
            gc.collect(0)
        self._seen = gc.get_count()[0]

    def close(self) -> None:
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
