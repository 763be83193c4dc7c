"""LineRateLimit: a token bucket, which allows bursts and a steady rate over time."""

from __future__ import annotations

LINE_BYTES = 1024
"""As many bytes without a line end count as one line."""


class LineRateLimit:
    """A bucket of lines that fills at a steady rate. Times are in seconds of a clock that only goes forward."""

    __slots__ = ("_burst", "_left", "_rate", "_since", "_surplus")

    def __init__(self, burst: int, rate: float, now: float) -> None:
        self._burst = float(burst)
        self._rate = rate
        self._left = float(burst)
        self._since = now
        self._surplus = 0
        """Bytes beyond LINE_BYTES a line, not yet counted."""

    def lines_allowed(self, now: float) -> int:
        """Return how many lines are allowed now."""
        self._left = min(self._burst, self._left + (now - self._since) * self._rate)
        self._since = now
        return max(0, int(self._left))

    def count_lines(self, lines: float) -> None:
        """Take lines from the bucket. Lines beyond the allowed ones become a debt."""
        self._left -= lines

    def count_bytes(self, size: int, lines: int) -> None:
        """Count bytes that came beside `lines` whole lines: reading costs work too."""
        self._surplus = max(0, self._surplus + size - lines * LINE_BYTES)
        if self._surplus >= LINE_BYTES:
            self.count_lines(self._surplus // LINE_BYTES)
            self._surplus %= LINE_BYTES

    def is_overdrawn(self, now: float) -> bool:
        """Return whether the bucket is in debt now."""
        if self._left < 0:
            self.lines_allowed(now)
        return self._left < 0

    @property
    def was_overdrawn(self) -> bool:
        """Whether the bucket was in debt at the last call."""
        return self._left < 0
