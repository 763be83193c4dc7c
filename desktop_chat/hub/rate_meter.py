"""RateMeter: the number of events in the last minute. Pure."""

from __future__ import annotations

_SECOND = 1000


class RateMeter:
    """Counts by the second, so a flood takes no more memory than silence.

    Times are Unix ms. A clock that is set back counts in the newest second.
    """

    __slots__ = ("_before", "_count", "_second", "_total")

    def __init__(self) -> None:
        self._second = 0
        self._count = 0
        """The newest second, and the events in it."""
        self._before: list[tuple[int, int]] = []
        """Seconds of the last minute with their events, the oldest first."""
        self._total = 0

    def add_events(self, now: int, count: int = 1) -> None:
        """Add `count` events at `now`."""
        second = now // _SECOND
        self._total += count
        if second <= self._second:
            self._count += count
            return
        if self._count:
            self._before.append((self._second, self._count))
        self._second, self._count = second, count
        self._forget_before(second)

    def events_in_last_minute(self, now: int) -> int:
        """Return the number of events in the minute before `now`, to a second."""
        self._forget_before(now // _SECOND)
        return self._total

    def _forget_before(self, second: int) -> None:
        while self._before and self._before[0][0] <= second - 60:
            self._total -= self._before.pop(0)[1]
        if self._second <= second - 60:
            self._total -= self._count
            self._count = 0
