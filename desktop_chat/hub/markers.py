"""How far each has read, as their clients say. https://ircv3.net/specs/extensions/read-marker

Pure memory: the caller keeps the values that come back. Guests who cannot prove who they are have theirs for as long as
the server runs.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from desktop_chat.storage.port import Marker

MOST = 1_000
"""Rooms and people of which one identity's markers are known; the oldest is forgotten."""
_GUESTS = 5_000


class Markers:
    """Times in Unix ms; they only ever grow."""

    def __init__(self, kept: Sequence[Marker]) -> None:
        self._kept: dict[str, OrderedDict[str, int]] = {}
        self._guests: OrderedDict[str, OrderedDict[str, int]] = OrderedDict()
        for marker in kept:
            self._kept.setdefault(marker.identity, OrderedDict())[marker.target] = marker.time

    def get(self, owner: str, target: str) -> int:
        """Up to when `owner` has read what stands under the folded name `target`; 0 for never."""
        return self._of(owner).get(target, 0)

    def put(self, owner: str, target: str, time: int) -> Marker | None:
        """It has been read up to `time`; None when that is nothing new."""
        markers = self._of(owner)
        if time <= markers.get(target, 0):
            return None
        if not markers:
            self._begin(owner, markers)
        markers[target] = time
        markers.move_to_end(target)
        if len(markers) > MOST:
            markers.popitem(last=False)
        return Marker(owner, target, time)

    def rename(self, target: str, new: str) -> list[Marker]:
        """A room goes by another name: where everybody stands there goes with it."""
        owners = [owner for known in (self._kept, self._guests) for owner in known if target in known[owner]]
        moved = [self.put(owner, new, self.get(owner, target)) for owner in owners]
        return [marker for marker in moved if marker is not None and not marker.identity.startswith("host:")]

    def _of(self, owner: str) -> OrderedDict[str, int]:
        known = self._guests if owner.startswith("host:") else self._kept
        return known.get(owner) or OrderedDict()

    def _begin(self, owner: str, markers: OrderedDict[str, int]) -> None:
        if not owner.startswith("host:"):
            self._kept[owner] = markers
            return
        self._guests[owner] = markers
        if len(self._guests) > _GUESTS:
            self._guests.popitem(last=False)
