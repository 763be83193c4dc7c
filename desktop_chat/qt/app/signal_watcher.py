"""SignalWatcher: ends the program in order at a signal of the system. GUI thread."""

from __future__ import annotations

import signal
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier

from desktop_chat.net import wakeup
from desktop_chat.signals import catch_signals


class SignalWatcher(QObject):
    """Ends the program in order at SIGINT, SIGTERM, and SIGHUP of a closed terminal.

    Python runs signal handlers only between its own instructions, so a socket wakes Qt's event loop. The socket is made
    by `begin_waking`, after the first frame; an earlier signal counts then.
    """

    def __init__(self, do: Callable[[], None]) -> None:
        super().__init__()
        self._do = do
        self._is_told = False
        self._wakeup: wakeup.Wakeup | None = None
        self._notifier: QSocketNotifier | None = None
        self._signals = catch_signals(("SIGINT", "SIGTERM", "SIGHUP"), self._on_signal)

    def begin_waking(self) -> None:
        """End the program at a signal from now on, or now if there was a signal."""
        made = self._wakeup = wakeup.Wakeup()
        self._notifier = QSocketNotifier(made.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self.on_woken)
        signal.set_wakeup_fd(made.waker, warn_on_full_buffer=False)
        if self._is_told:
            made.wake()

    def _on_signal(self, number: int, frame: object) -> None:
        self._is_told = True

    def on_woken(self) -> None:
        if self._wakeup is not None:
            self._wakeup.clear()
        self._do()

    def close(self) -> None:
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            signal.set_wakeup_fd(-1)
        for number, before in self._signals.items():
            signal.signal(number, before)
        if self._wakeup is not None:
            self._wakeup.close()
