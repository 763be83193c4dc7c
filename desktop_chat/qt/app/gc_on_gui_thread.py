"""Python's cyclic garbage collector, run on the GUI thread only, and between frames.

The collector runs on the allocating thread, and a QObject freed on a foreign thread crashes the process. So automatic
collection is off. The young generations are collected between two events as soon as they have grown: in a flood often,
because a pass over the objects of a second takes several frames. A timer collects what little else there is, and all
generations only after a quiet minute. Objects of the start are frozen: a pass over 100,000 live messages takes 44 ms.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QAbstractEventDispatcher, QObject, QTimer

EVERY = 1_000
"""Interval in ms."""
RESTING = 5_000
"""Interval in ms while little is allocated: fewer wake-ups."""
QUIET_LOOKS = 12
"""Quiet intervals in a row before one full collection: a minute."""
HARDLY = 1_000
"""New containers in a quiet interval, at most."""
MANY = 4_000
"""New containers that are collected before the next event: a pass over them takes less than half a millisecond."""
_YOUNG_PASSES = 4
"""Passes over so many new containers before one over their survivors."""


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
        self._flooded = 0
        """Young collections in a flood since the last one of the middle generation."""
        self._dispatcher = QAbstractEventDispatcher.instance()
        if self._dispatcher is not None:
            self._dispatcher.awake.connect(self.on_awake)

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

    def on_awake(self) -> None:
        """Collect the young generation if it has grown by `MANY`. Called in each turn of the event loop."""
        if gc.get_count()[0] < MANY:
            return
        self._flooded += 1
        if self._flooded > _YOUNG_PASSES:
            self._flooded = 0
            gc.collect(1)
        else:
            gc.collect(0)
        self._quiet = self._seen = 0

    def close(self) -> None:
        self._timer.stop()
        if self._dispatcher is not None:
            self._dispatcher.awake.disconnect(self.on_awake)
        gc.unfreeze()
        gc.enable()
