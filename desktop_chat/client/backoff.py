"""Backoff: the delay before the next attempt to connect. Pure."""

from __future__ import annotations

FIRST = 1.0
LONGEST = 60.0
AT_ONCE = 0.1


class Backoff:
    """Doubles from one second to a minute, with a random part, so that many clients do not return at once."""

    def __init__(self) -> None:
        self._attempts = 0

    def next_delay(self, chance: float, *, several: bool = False) -> float:
        """Return the seconds until the next attempt. `chance`: random, 0 to 1. `several`: the chat has further
        addresses, so the first attempt comes at once."""
        wait = min(LONGEST, FIRST * 2.0 ** min(self._attempts, 16))
        if several and not self._attempts:
            wait = AT_ONCE
        self._attempts += 1
        return wait * (0.75 + 0.5 * chance)

    def reset(self) -> None:
        """Reset the delay after a connection that has lasted."""
        self._attempts = 0

    def exhaust(self) -> None:
        """Make the next delay the longest one."""
        self._attempts = 16
