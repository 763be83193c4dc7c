"""Attempts: how often each address has tried something of late, so that nobody can try for ever. Pure."""

from __future__ import annotations

from collections import OrderedDict, deque

_MOST = 4096
"""Addresses remembered; the one that was quiet longest is forgotten first."""


class SlidingWindow:
    """Counts within a window of so many seconds, by a clock of ticks (seconds) that only goes forward."""

    def __init__(self, seconds: int) -> None:
        self._seconds = seconds
        self._times: OrderedDict[str, deque[int]] = OrderedDict()

    def record_attempt(self, address: str, tick: int) -> None:
        """A person from there has tried."""
        times = self._times.setdefault(address, deque(maxlen=1000))
        self._times.move_to_end(address)
        times.append(tick)
        if len(self._times) > _MOST:
            self._times.popitem(last=False)

    def count_attempts(self, address: str, tick: int) -> int:
        """How often within the window."""
        times = self._times.get(address)
        if times is None:
            return 0
        while times and times[0] <= tick - self._seconds:
            times.popleft()
        if not times:
            del self._times[address]
        return len(times)
