"""Allowance: how much those without an account may leave here, all of them together. Pure memory.

Certificates cost nothing, so one client can come as anybody any number of times. What each may leave is limited
elsewhere; here it is all of it. Who has set nothing for longest makes room.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator


class GuestQuota:
    """`is_counted` tells whose things count; that may change while they are here. `most` is above what one owner may
    have."""

    def __init__(self, most: int, is_counted: Callable[[str], bool]) -> None:
        self._most = most
        self._is_counted = is_counted
        self._counts: OrderedDict[str, int] = OrderedDict()
        self._total = 0

    def note_count(self, owner: str, count: int) -> None:
        """The owner has so many things now, and has just seen to them."""
        self._total -= self._counts.pop(owner, 0)
        if count and self._is_counted(owner):
            self._counts[owner] = count
            self._total += count

    def evict_over_quota(self) -> Iterator[str]:
        """Those whose things have to go."""
        while self._total > self._most:
            owner, count = self._counts.popitem(last=False)
            self._total -= count
            if self._is_counted(owner):
                yield owner
