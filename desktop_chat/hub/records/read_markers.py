"""ReadMarkers: how far each person has read, as clients report. Pure: the caller persists the changes.

Markers of guests without a certificate last until the server stops.
Spec: https://ircv3.net/specs/extensions/read-marker
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence

from desktop_chat.hub.records.guest_quota import GuestQuota
from desktop_chat.storage.records import ReadMarker

MOST = 1_000
"""Markers of one identity; beyond, the oldest is dropped."""
MOST_OF_GUESTS = 100_000
"""Markers of all guests."""
_UNPROVEN = "host:"


class ReadMarkers:
    """Times (Unix ms) by identity and target. A time never goes back. `is_guest` tells identities without account."""

    def __init__(self, kept: Sequence[ReadMarker], is_guest: Callable[[str], bool]) -> None:
        self._known: dict[str, OrderedDict[str, int]] = {}
        self._quota = GuestQuota(MOST_OF_GUESTS, is_guest)
        for marker in kept:
            self._known.setdefault(marker.identity, OrderedDict())[marker.target] = marker.time
        for owner, markers in self._known.items():
            self._quota.note_count(owner, len(markers))

    def time_read(self, owner: str, target: str) -> int:
        """Return the time up to which `owner` has read the folded name `target`; 0 for never."""
        markers = self._known.get(owner)
        return markers.get(target, 0) if markers is not None else 0

    def mark_read(self, owner: str, target: str, time: int) -> list[ReadMarker]:
        """Move the marker forward. Return the changes, none if `time` is not newer."""
        markers = self._known.get(owner, OrderedDict())
        if time <= markers.get(target, 0):
            return []
        self._known[owner] = markers
        markers[target] = time
        markers.move_to_end(target)
        changed = [ReadMarker(owner, target, time)]
        if len(markers) > MOST:
            changed.append(_dropped_marker(owner, *markers.popitem(last=False)))
        self._quota.note_count(owner, len(markers))
        return [marker for marker in (*changed, *self._evict_over_quota()) if not marker.identity.startswith(_UNPROVEN)]

    def rename_target(self, target: str, new: str) -> Iterator[list[ReadMarker]]:
        """Walk through all owners, and move each marker to the channel's new name. Yields the changes of each owner."""
        for owner in list(self._known):
            at = self.time_read(owner, target)
            yield self.mark_read(owner, new, at) if at else []

    def _evict_over_quota(self) -> Iterator[ReadMarker]:
        for owner in self._quota.evict_over_quota():
            for target, time in self._known.pop(owner).items():
                yield _dropped_marker(owner, target, time)


def _dropped_marker(owner: str, target: str, time: int) -> ReadMarker:
    return ReadMarker(owner, target, time, dropped=True)
