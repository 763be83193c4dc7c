"""SlidingWindow: recent attempts by address, to limit guessing. Pure."""

from __future__ import annotations

from collections import OrderedDict, deque

_MOST = 4096
"""Addresses that are remembered; the least recent is dropped."""


class SlidingWindow:
    """Counts within the last `seconds`, by a clock of ticks (seconds) that only goes forward."""

    def __init__(self, seconds: int) -> None:
        self._seconds = seconds
        self._times: OrderedDict[str, deque[int]] = OrderedDict()

    def record_attempt(self, address: str, tick: int) -> None:
        """Record one attempt from the address."""
        times = self._times.setdefault(address, deque(maxlen=1000))
        self._times.move_to_end(address)
        times.append(tick)
        if len(self._times) > _MOST:
            self._times.popitem(last=False)

    def count_attempts(self, address: str, tick: int) -> int:
        """Return the number of attempts within the window."""
        times = self._times.get(address)
        if times is None:
            return 0
        while times and times[0] <= tick - self._seconds:
            times.popleft()
        if not times:
            del self._times[address]
        return len(times)
