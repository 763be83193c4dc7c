"""Throttle: how much of something may happen now, so that over time it happens at a steady rate."""

from __future__ import annotations


class LineRateLimit:
    """Fakelag: a bucket of lines that fills at a steady rate. Times in seconds of a clock that only goes forward."""

    __slots__ = ("_burst", "_left", "_rate", "_since")

    def __init__(self, burst: int, rate: float, now: float) -> None:
        self._burst = float(burst)
        self._rate = rate
        self._left = float(burst)
        self._since = now

    def lines_allowed(self, now: float) -> int:
        """How many lines may be taken now."""
        self._left = min(self._burst, self._left + (now - self._since) * self._rate)
        self._since = now
        return max(0, int(self._left))

    def count_lines(self, lines: float) -> None:
        """So many were taken. More than were allowed are owed."""
        self._left -= lines

    def is_overdrawn(self, now: float) -> bool:
        """Return whether more was taken than has been let in by now."""
        if self._left < 0:
            self.lines_allowed(now)
        return self._left < 0

    @property
    def was_overdrawn(self) -> bool:
        """Whether something was owed when that was last seen."""
        return self._left < 0
