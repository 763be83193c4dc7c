"""How far each has read, as their clients say. https://ircv3.net/specs/extensions/read-marker

Pure memory: the caller keeps the values that come back. Guests who cannot prove who they are have theirs for as long as
the server runs.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence

from desktop_chat.hub.records.guest_quota import GuestQuota
from desktop_chat.storage.store_api import ReadMarker

MOST = 1_000
"""Rooms and people of which one identity's markers are known; the oldest is forgotten."""
MOST_OF_GUESTS = 100_000
"""Markers of all those who have no account."""
_UNPROVEN = "host:"


class ReadMarkers:
    """Times in Unix ms; they only ever grow. `is_guest` says whether an identity is without an account."""

    def __init__(self, kept: Sequence[ReadMarker], is_guest: Callable[[str], bool]) -> None:
        self._known: dict[str, OrderedDict[str, int]] = {}
        self._allowance = GuestQuota(MOST_OF_GUESTS, is_guest)
        for marker in kept:
            self._known.setdefault(marker.identity, OrderedDict())[marker.target] = marker.time
        for owner, markers in self._known.items():
            self._allowance.note_count(owner, len(markers))

    def time_read(self, owner: str, target: str) -> int:
        """Up to when `owner` has read what stands under the folded name `target`; 0 for never."""
        markers = self._known.get(owner)
        return markers.get(target, 0) if markers is not None else 0

    def mark_read(self, owner: str, target: str, time: int) -> list[ReadMarker]:
        """It has been read up to `time`: what is to be kept, which is nothing when that is nothing new."""
        markers = self._known.get(owner, OrderedDict())
        if time <= markers.get(target, 0):
            return []
        self._known[owner] = markers
        markers[target] = time
        markers.move_to_end(target)
        changed = [ReadMarker(owner, target, time)]
        if len(markers) > MOST:
            changed.append(_dropped_marker(owner, *markers.popitem(last=False)))
        self._allowance.note_count(owner, len(markers))
        return [marker for marker in (*changed, *self._evict_over_quota()) if not marker.identity.startswith(_UNPROVEN)]

    def rename_target(self, target: str, new: str) -> Iterator[list[ReadMarker]]:
        """A room goes by another name: where everybody stands there goes with it, one after the other. What is to be
        kept for each, nothing for most."""
        for owner in list(self._known):
            at = self.time_read(owner, target)
            yield self.mark_read(owner, new, at) if at else []

    def _evict_over_quota(self) -> Iterator[ReadMarker]:
        for owner in self._allowance.evict_over_quota():
            for target, time in self._known.pop(owner).items():
                yield _dropped_marker(owner, target, time)


def _dropped_marker(owner: str, target: str, time: int) -> ReadMarker:
    return ReadMarker(owner, target, time, dropped=True)
