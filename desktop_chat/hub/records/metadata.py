"""What people and rooms say of themselves in keys and values. https://ircv3.net/specs/extensions/metadata

Pure memory: the caller keeps the values that come back. An owner is an identity, or `#` and a channel's folded name, or
a connection whose person is unknown: that one's values are never kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from desktop_chat.hub.records.guest_quota import GuestQuota
from desktop_chat.storage.store_api import MetadataValue

MOST_KEYS = 20
"""Keys of one owner."""
MOST_OF_GUESTS = 50_000
"""Values of all those who can prove who they are and have no account."""
MOST_SUBSCRIPTIONS = 50
"""Keys of which one connection is told."""
CHANGES, CHANGES_SECONDS = 30, 60
"""How often one owner's values may be changed within so many seconds: each change is news to many."""
VALUE_BYTES = 300
"""UTF-8 bytes of a value, few enough for one line."""
KEY_LENGTH = 60
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_./-")
_NONE: Mapping[str, str] = MappingProxyType({})


def is_key(text: str) -> bool:
    """Whether this may name a value."""
    return 0 < len(text) <= KEY_LENGTH and _LETTERS.issuperset(text)


class Metadata:
    """Values by owner and key. `is_guest` says whether an identity is without an account."""

    def __init__(self, kept: Sequence[MetadataValue], is_guest: Callable[[str], bool]) -> None:
        self._values: dict[str, dict[str, str]] = {}
        self._allowance = GuestQuota(MOST_OF_GUESTS, lambda owner: owner.startswith("cert:") and is_guest(owner))
        for item in kept:
            self._values.setdefault(item.owner, {})[item.key] = item.value
        for owner, values in self._values.items():
            self._allowance.note_count(owner, len(values))

    def values_of(self, owner: str) -> Mapping[str, str]:
        """All of an owner's values."""
        return self._values.get(owner, _NONE)

    def set_value(self, owner: str, key: str, value: str) -> MetadataValue:
        """The key has this value from now on."""
        values = self._values.setdefault(owner, {})
        values[key] = value
        self._allowance.note_count(owner, len(values))
        return MetadataValue(owner, key, value)

    def remove_value(self, owner: str, key: str) -> MetadataValue:
        """The key, which has a value, has none any more."""
        values = self._values[owner]
        del values[key]
        if not values:
            del self._values[owner]
        self._allowance.note_count(owner, len(values))
        return MetadataValue(owner, key, "", dropped=True)

    def forget_owner(self, owner: str) -> tuple[MetadataValue, ...]:
        """The owner is no more."""
        return tuple(self.remove_value(owner, key) for key in tuple(self.values_of(owner)))

    def move_values(self, owner: str, new: str) -> tuple[MetadataValue, ...]:
        """What was one owner's is another's, who keeps its own values."""
        moved = [(key, value) for key, value in self.values_of(owner).items() if key not in self.values_of(new)]
        room = max(0, MOST_KEYS - len(self.values_of(new)))
        return (*self.forget_owner(owner), *(self.set_value(new, key, value) for key, value in moved[:room]))

    def evict_over_quota(self) -> Iterator[MetadataValue]:
        """Make room: what guests have left who set nothing for longest."""
        for owner in self._allowance.evict_over_quota():
            yield from self.forget_owner(owner)
