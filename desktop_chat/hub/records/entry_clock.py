"""EntryClock: the sequence and the time of each new Entry. Pure; under the hub's lock only."""

from __future__ import annotations

MAX_AHEAD_MS = 1000
"""The time of an Entry is ahead of the clock by this much at most."""
CREEP_MS = 100
"""The time of Entries advances this much in a second while the clock is far behind."""


class EntryClock:
    """Stamps that order all Entries.

    Time never goes back: if the system's clock is set back, time creeps until the clock has caught up. No two stamps
    share a millisecond, so clients, which sort by time, agree on the order. Only a flood of more than 1,000 Entries a
    second makes stamps share a time: otherwise time would run too far ahead of the clock.
    """

    __slots__ = ("_creep_limit", "_creep_tick", "_last_time", "last_sequence")

    def __init__(self, *, last_sequence: int, last_time: int) -> None:
        """The stamp (Unix ms) of the newest Entry so far."""
        self.last_sequence = last_sequence
        self._last_time = last_time
        self._creep_tick = -1
        self._creep_limit = 0

    def next_stamp(self, now: int, tick: int, count: int = 1) -> tuple[int, int]:
        """Return the sequence and time (Unix ms) of the next Entry, the first of `count`.

        `now` is the clock, `tick` the seconds of the server's life, which no clock can set back.
        """
        sequence = self.last_sequence + 1
        self.last_sequence += count
        last = self._last_time
        if now > last:
            self._last_time = now
        elif last < now + MAX_AHEAD_MS or self._can_creep(tick):
            self._last_time = last + 1
        return sequence, self._last_time

    def _can_creep(self, tick: int) -> bool:
        if self._creep_tick != tick:
            self._creep_tick = tick
            self._creep_limit = self._last_time + CREEP_MS
        return self._last_time < self._creep_limit
