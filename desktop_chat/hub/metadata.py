"""What people and rooms say of themselves in keys and values. https://ircv3.net/specs/extensions/metadata

Pure memory: the caller keeps the values that come back. An owner is an identity, or `#` and a channel's folded name, or
a connection whose person is unknown: that one's values are never kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from desktop_chat.hub.allowance import Allowance
from desktop_chat.storage.port import KeyValue

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

    def __init__(self, kept: Sequence[KeyValue], is_guest: Callable[[str], bool]) -> None:
        self._values: dict[str, dict[str, str]] = {}
        self._allowance = Allowance(MOST_OF_GUESTS, lambda owner: owner.startswith("cert:") and is_guest(owner))
        for item in kept:
            self._values.setdefault(item.owner, {})[item.key] = item.value
        for owner, values in self._values.items():
            self._allowance.note(owner, len(values))

    def of(self, owner: str) -> Mapping[str, str]:
        """All of an owner's values."""
        return self._values.get(owner, _NONE)

    def put(self, owner: str, key: str, value: str) -> KeyValue:
        """The key has this value from now on."""
        values = self._values.setdefault(owner, {})
        values[key] = value
        self._allowance.note(owner, len(values))
        return KeyValue(owner, key, value)

    def remove(self, owner: str, key: str) -> KeyValue:
        """The key, which has a value, has none any more."""
        values = self._values[owner]
        del values[key]
        if not values:
            del self._values[owner]
        self._allowance.note(owner, len(values))
        return KeyValue(owner, key, "", dropped=True)

    def forget(self, owner: str) -> tuple[KeyValue, ...]:
        """The owner is no more."""
        return tuple(self.remove(owner, key) for key in tuple(self.of(owner)))

    def move(self, owner: str, new: str) -> tuple[KeyValue, ...]:
        """What was one owner's is another's, who keeps its own values."""
        moved = [(key, value) for key, value in self.of(owner).items() if key not in self.of(new)]
        room = max(0, MOST_KEYS - len(self.of(new)))
        return (*self.forget(owner), *(self.put(new, key, value) for key, value in moved[:room]))

    def trim(self) -> Iterator[KeyValue]:
        """Make room: what guests have left who set nothing for longest."""
        for owner in self._allowance.surplus():
            yield from self.forget(owner)
