"""Effort: a count of the work under the lock, so no command keeps other people waiting.

A step takes 1 to 3 microseconds: a look at a member, a room or a mask. Loops of a length chosen by a stranger (rooms of
a list, masks of a ban list, members of a room) count their steps.
"""

from __future__ import annotations

PORTION = 1_000
"""Steps after which a long answer releases the lock and continues later."""
LINE_STEPS = 3
"""Steps for one line of an answer."""
FREE = 300
"""Steps of a command that are free: the price of the line covers them."""
LINE = 1_000
"""Further steps that cost as much of the sender's rate limit as one more line."""


class Effort:
    """Counts steps. `taken` never goes down. Thread: hub lock."""

    __slots__ = ("_limit", "taken")

    def __init__(self) -> None:
        self.taken = 0
        self._limit = PORTION

    def begin_portion(self) -> None:
        """Begin a new portion of at most PORTION steps."""
        self._limit = self.taken + PORTION

    @property
    def is_spent(self) -> bool:
        """True if the portion is used up, and the walk must yield."""
        return self.taken >= self._limit

    def take(self, steps: int) -> None:
        """Count steps."""
        self.taken += steps


def lines_for(steps: int) -> float:
    """Return the price of a command with so many steps, in lines, beyond the line of the command."""
    return max(0, steps - FREE) / LINE
