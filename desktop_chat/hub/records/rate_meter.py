"""RateMeter: the number of events in the last minute. Pure."""

from __future__ import annotations

from collections import deque

_SECOND = 1000


class RateMeter:
    """Counts by the second, so a flood takes no more memory than silence.

    Times are Unix ms. A clock that is set back counts in the newest second.
    """

    __slots__ = ("_seconds", "_total")

    def __init__(self) -> None:
        self._seconds: deque[tuple[int, int]] = deque()
        self._total = 0

    def add_events(self, now: int, count: int = 1) -> None:
        """Add `count` events at `now`."""
        second = now // _SECOND
        self._total += count
        if self._seconds and self._seconds[-1][0] >= second:
            second, before = self._seconds.pop()
            count += before
        self._seconds.append((second, count))
        self._forget_before(second)

    def events_in_last_minute(self, now: int) -> int:
        """Return the number of events in the minute before `now`, to a second."""
        self._forget_before(now // _SECOND)
        return self._total

    def _forget_before(self, second: int) -> None:
        while self._seconds and self._seconds[0][0] <= second - 60:
            self._total -= self._seconds.popleft()[1]
