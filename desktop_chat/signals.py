"""Signals of the system, and the terminal that controls this process."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from types import FrameType
from typing import Any

Handler = Callable[[int, FrameType | None], None]
_MAY_BE_SWITCHED_OFF = ("SIGINT", "SIGHUP")


def catch_signals(names: Iterable[str], handler: Handler) -> dict[int, Any]:
    """Call `handler` for each of these signals. Return the former handlers by number.

    Skips signals that this system does not have, and SIGINT and SIGHUP if the parent process ignores them: `nohup`
    does, and a shell does for a background process.
    Thread: main.
    """
    before: dict[int, Any] = {}
    for name in names:
        number = getattr(signal, name, None)
        if number is None or (name in _MAY_BE_SWITCHED_OFF and signal.getsignal(number) is signal.SIG_IGN):
            continue
        before[number] = signal.signal(number, handler)
    return before


class Terminal:
    """The terminal that controls this process, if there is one."""

    def __init__(self) -> None:
        self._descriptor = -1
        with suppress(OSError):
            self._descriptor = os.open("/dev/tty", os.O_RDONLY | getattr(os, "O_NOCTTY", 0))

    @property
    def is_lost(self) -> bool:
        """True if the process had a terminal and the terminal was closed."""
        if sys.platform == "win32" or self._descriptor < 0:
            return False
        try:
            os.tcgetpgrp(self._descriptor)
        except OSError:
            return True
        return False

    def close(self) -> None:
        """Close the handle of the terminal. Idempotent."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
