"""RecentRedactions: the messages that were redacted lately. Pure.

Until the commit, the Store may still return their texts.
"""

from __future__ import annotations

from collections import OrderedDict

_MOST = 1000


class RecentRedactions:
    """Places (room, sequence) of redacted Entries. The oldest is dropped."""

    def __init__(self) -> None:
        self._places: OrderedDict[tuple[int, int], None] = OrderedDict()

    def add_place(self, room: int, sequence: int) -> None:
        """Remember the redaction of an Entry."""
        self._places[room, sequence] = None
        if len(self._places) > _MOST:
            self._places.popitem(last=False)

    def has_place(self, room: int, sequence: int) -> bool:
        """Return whether the Entry was redacted lately."""
        return (room, sequence) in self._places
