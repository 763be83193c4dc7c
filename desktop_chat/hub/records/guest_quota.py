"""GuestQuota: a limit on what all people without an account leave behind. Pure.

Certificates are free, so per-identity limits do not bound the total. Above the quota, the least recently changed owner
is evicted.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator


class GuestQuota:
    """Counts by owner. `is_counted` tells guests from other owners, and may change over time."""

    def __init__(self, most: int, is_counted: Callable[[str], bool]) -> None:
        """`most` must be greater than the limit of one owner."""
        self._most = most
        self._is_counted = is_counted
        self._counts: OrderedDict[str, int] = OrderedDict()
        self._total = 0

    def note_count(self, owner: str, count: int) -> None:
        """Set the number of an owner's things after a change."""
        self._total -= self._counts.pop(owner, 0)
        if count and self._is_counted(owner):
            self._counts[owner] = count
            self._total += count

    def evict_over_quota(self) -> Iterator[str]:
        """Yield owners. The caller must delete the owners' things."""
        while self._total > self._most:
            owner, count = self._counts.popitem(last=False)
            self._total -= count
            if self._is_counted(owner):
                yield owner
