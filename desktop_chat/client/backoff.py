"""Backoff: the delay before the next attempt to connect. Pure."""

from __future__ import annotations

FIRST = 1.0
LONGEST = 60.0
AT_ONCE = 0.1
MOST_AT_ONCE = 3
_EXHAUSTED = 1_000
"""Attempts after which the delay is the longest one, whatever the number of addresses."""


class Backoff:
    """Doubles from one second to a minute, with a random part, so that many clients do not return at once."""

    def __init__(self) -> None:
        self._attempts = 0

    def next_delay(self, chance: float, *, others: int = 0) -> float:
        """Return the seconds until the next attempt. `chance`: random, 0 to 1. `others`: how many further addresses the
        chat has; so many attempts, and MOST_AT_ONCE at most, come at once."""
        others = min(others, MOST_AT_ONCE)
        wait = min(LONGEST, FIRST * 2.0 ** min(max(0, self._attempts - others), 16))
        if self._attempts < others:
            wait = AT_ONCE
        self._attempts += 1
        return wait * (0.75 + 0.5 * chance)

    def reset(self) -> None:
        """Reset the delay after a connection that has lasted."""
        self._attempts = 0

    def exhaust(self) -> None:
        """Make the next delay the longest one."""
        self._attempts = _EXHAUSTED
