"""When Python's cyclic garbage is collected: on the GUI thread only, and never while a person waits for a frame.

The collector runs on whichever thread allocates, and QObjects freed on another thread than theirs crash the process. So
it is switched off; the young generations are collected by a timer of the GUI thread, everything only after a minute in
which hardly anything was made. (A young pass over 100,000 live messages takes 44 ms: what is there after the start is
frozen.)
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY = 1_000
"""ms between looks."""
QUIET_LOOKS = 60
"""Looks in a row that found hardly anything new, after which everything is collected, once."""
HARDLY = 1_000
"""Containers made since the look before that still count as quiet."""


class GuiThreadCollector(QObject):
    """Made on the GUI thread; `close` gives the interpreter back as it was."""

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
        """What is alive now (modules, classes, windows) is looked at no more. Once, after the first window is shown."""
        gc.collect()
        gc.freeze()

    def on_due(self) -> None:
        """The young generations, each when it has grown as much as Python itself would allow; all after a pause."""
        young, middle, _ = gc.get_count()
        self._quiet = self._quiet + 1 if young - self._seen < HARDLY else 0
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
