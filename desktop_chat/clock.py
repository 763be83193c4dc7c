"""The clock of this computer. The pure packages are given the time as an argument and never import this module."""

from __future__ import annotations

import time


def now_ms() -> int:
    """Return the present Unix time in ms. Thread: any."""
    return time.time_ns() // 1_000_000
