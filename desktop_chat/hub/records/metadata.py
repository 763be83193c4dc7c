"""Metadata: values that people and channels publish, by key. Pure: the caller persists the changes.

An owner is an identity, a channel's folded name, or a connection without an identity. Values of the last are never
persisted.
Spec: https://ircv3.net/specs/extensions/metadata
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from desktop_chat.hub.records.guest_quota import GuestQuota
from desktop_chat.irc.metadata_keys import AVATAR
from desktop_chat.storage.records import MetadataValue

MOST_KEYS = 20
"""Keys of one owner, at most."""
MOST_OF_GUESTS = 50_000
"""Values of all guests with an identity, at most."""
MOST_SUBSCRIPTIONS = 50
"""Keys that one connection may subscribe to."""
CHANGES, CHANGES_SECONDS = 30, 60
"""Changes of one owner within so many seconds, at most: each change goes to many people."""
VALUE_BYTES = 300
"""UTF-8 bytes of a value. A value fits into one line."""
_NONE: Mapping[str, str] = MappingProxyType({})


class Metadata:
    """Values by owner and key. `is_guest` tells identities without an account."""

    def __init__(self, kept: Sequence[MetadataValue], is_guest: Callable[[str], bool]) -> None:
        self._values: dict[str, dict[str, str]] = {}
        self._is_guest = is_guest
        self.changed_avatars: dict[str, None] = {}
        """Owners whose value for AVATAR has changed, until the portraits were looked at."""
        self._quota = GuestQuota(MOST_OF_GUESTS, self._is_counted)
        for item in kept:
            self._values.setdefault(item.owner, {})[item.key] = item.value
        for owner, values in self._values.items():
            self._quota.note_count(owner, len(values))

    def _is_counted(self, owner: str) -> bool:
        return owner.startswith("cert:") and self._is_guest(owner)

    def values_of(self, owner: str) -> Mapping[str, str]:
        """Return all values of an owner."""
        return self._values.get(owner, _NONE)

    def set_value(self, owner: str, key: str, value: str) -> MetadataValue:
        """Set a value, and return the change."""
        values = self._values.setdefault(owner, {})
        values[key] = value
        self._note_change(owner, key)
        self._quota.note_count(owner, len(values))
        return MetadataValue(owner, key, value)

    def remove_value(self, owner: str, key: str) -> MetadataValue:
        """Remove an existing value, and return the change."""
        values = self._values[owner]
        del values[key]
        if not values:
            del self._values[owner]
        self._note_change(owner, key)
        self._quota.note_count(owner, len(values))
        return MetadataValue(owner, key, "", dropped=True)

    def _note_change(self, owner: str, key: str) -> None:
        if key == AVATAR:
            self.changed_avatars[owner] = None

    def forget_owner(self, owner: str) -> tuple[MetadataValue, ...]:
        """Remove all values of an owner, and return the changes."""
        return tuple(self.remove_value(owner, key) for key in tuple(self.values_of(owner)))

    def move_values(self, owner: str, new: str) -> tuple[MetadataValue, ...]:
        """Move values to another owner, whose own values win, and return the changes."""
        moved = [(key, value) for key, value in self.values_of(owner).items() if key not in self.values_of(new)]
        room = max(0, MOST_KEYS - len(self.values_of(new)))
        return (*self.forget_owner(owner), *(self.set_value(new, key, value) for key, value in moved[:room]))

    def evict_over_quota(self) -> Iterator[MetadataValue]:
        """Remove values of guests beyond the quota, and yield the changes."""
        for owner in self._quota.evict_over_quota():
            yield from self.forget_owner(owner)
