"""Effort: how much was done under the lock, counted in steps, so that nobody makes the others wait.

A step is about what one look at a member, a room or a mask takes, 1 to 3 microseconds. What a stranger sizes (a list of
rooms, the masks of a ban list, the members of a room) is counted where it is walked.
"""

from __future__ import annotations

PORTION = 1_000
"""Steps after which a long answer lets go of the lock and goes on later."""
LINE_STEPS = 3
"""Steps in writing one line of an answer."""
FREE = 300
"""Steps that every command may take at no more than the price of its line,"""
LINE = 1_000
"""and those of the rest that cost as much of the sender's pace as one more line."""


class Effort:
    """`taken` only ever grows. Under the hub's lock only."""

    __slots__ = ("_limit", "taken")

    def __init__(self) -> None:
        self.taken = 0
        self._limit = PORTION

    def begin_portion(self) -> None:
        """Count from here whether a portion is over."""
        self._limit = self.taken + PORTION

    @property
    def is_spent(self) -> bool:
        """Whether a walk has done enough for now, and yields."""
        return self.taken >= self._limit

    def take(self, steps: int) -> None:
        """So many steps are being taken."""
        self.taken += steps


def lines_for(steps: int) -> float:
    """What a command of so many steps costs beyond its own line, in lines."""
    return max(0, steps - FREE) / LINE
