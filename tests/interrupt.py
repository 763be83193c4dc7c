"""A run that is told to end ends what it started: SIGTERM unwinds as Ctrl+C does."""

from __future__ import annotations

import signal
import sys


def end_cleanly() -> None:
    """From now on. Main thread. Whoever was started with Ctrl+C switched off (in the background) hears it again."""
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    signal.signal(signal.SIGINT, signal.default_int_handler)
