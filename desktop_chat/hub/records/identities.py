"""Identities over time: owned nicks, and marks of what each identity has read in each room.

`cert:<fingerprint>` owns a nick and messages. `host:<folded nick>!<user>@<address>` is a guess at a returning client:
the identity owns nothing, and serves only to replay missed messages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from desktop_chat.hub.records.guest_quota import GuestQuota
from desktop_chat.hub.records.lookalikes import Lookalikes
from desktop_chat.irc.names import fold_name
from desktop_chat.storage.records import IdentitySeen, SeenMark

OWNED_MS = 30 * 24 * 60 * 60 * 1000
"""How long a nick is reserved after its owner was last seen."""
OWNED_ONCE_MS = 24 * 60 * 60 * 1000
"""The same for an owner with a single visit."""
MOST_ONCE = 2_000
MOST_RETURNING = 10_000
"""Identities of guests that are remembered: with a single visit, and with several."""
MOST_OF_GUESTS = 5_000
"""Marks of all guests together."""
DIRECT_MESSAGES = 0
"""The room of the mark that says from where on direct messages wait for an absent guest. No room has this id."""
_NOWHERE: dict[int, SeenMark] = {}


class Identities:
    """Identities and their marks. Pure: the caller persists the changes. `is_guest` tells identities without an
    account.
    """

    def __init__(
        self, known: Sequence[IdentitySeen], seen: Sequence[SeenMark], is_guest: Callable[[str], bool]
    ) -> None:
        self._known: dict[str, IdentitySeen] = {}
        self._owners: dict[str, str] = {}
        self._named: dict[str, dict[str, None]] = {}
        """The identities last seen under a folded nick, the oldest first."""
        self._lookalikes = Lookalikes()
        self._seen: dict[str, dict[int, SeenMark]] = {}
        self._quota = GuestQuota(MOST_OF_GUESTS, is_guest)
        self._once = GuestQuota(MOST_ONCE, is_guest)
        self._returning = GuestQuota(MOST_RETURNING, is_guest)
        self._inside: dict[int, dict[str, None]] = {}
        """The identities with a mark in a room, in the order of their first marks."""
        for one in seen:
            self._inside.setdefault(one.room, {})[one.identity] = None
            self._seen.setdefault(one.identity, {})[one.room] = one
        for identity, rooms in self._seen.items():
            self._quota.note_count(identity, len(rooms))
        for item in sorted(known, key=lambda known_one: known_one.time):
            self.note_seen(item)

    def note_seen(self, item: IdentitySeen) -> IdentitySeen:
        """Note a visit of an identity, now the owner of the nick and no longer of the last nick."""
        before, folded = self._known.get(item.identity), fold_name(item.nick)
        if before is not None and fold_name(before.nick) != folded:
            self._release_nick(before)
        self._known[item.identity] = item
        self._owners[folded] = item.identity
        self._named.setdefault(folded, {}).setdefault(item.identity)
        self._lookalikes.add_name(item.nick)
        self._once.note_count(item.identity, int(item.visits < 2))
        self._returning.note_count(item.identity, int(item.visits > 1))
        return item

    def trim(self) -> list[IdentitySeen]:
        """Forget guests beyond the quotas, and return the changes."""
        gone = [
            self._known.pop(identity) for rest in (self._once, self._returning) for identity in rest.evict_over_quota()
        ]
        for item in gone:
            self._release_nick(item)
        return [replace(item, dropped=True) for item in gone]

    def free(self, folded: str) -> IdentitySeen | None:
        """Release the nick from the owner, and return the change; None without an owner."""
        known = self._known.get(self._owners.get(folded, ""))
        return None if known is None or not known.time else self.note_seen(replace(known, time=0))

    def _release_nick(self, item: IdentitySeen) -> None:
        folded = fold_name(item.nick)
        if self._owners.get(folded) == item.identity:
            del self._owners[folded]
            self._lookalikes.remove_name(folded)
        named = self._named.get(folded, {})
        named.pop(item.identity, None)
        if not named:
            self._named.pop(folded, None)

    def owner_of(self, folded: str, now: int) -> str:
        """Return the owner of the nick, or ""."""
        identity = self._owners.get(folded, "")
        if not identity:
            return ""
        known = self._known[identity]
        owned = OWNED_MS if known.visits > 1 else OWNED_ONCE_MS
        return "" if known.time + owned < now else identity

    def identities_named(self, folded: str) -> Iterable[str]:
        """Return the identities last seen under the nick, the oldest first."""
        return self._named.get(folded, ())

    def find_lookalikes(self, name: str) -> list[str]:
        """Return other folded nicks of the same look."""
        return self._lookalikes.names_like(name)

    def last_owner(self, folded: str) -> str:
        """Return the last user of the nick, however long ago, or ""."""
        return self._owners.get(folded, "")

    def nick_of(self, identity: str) -> str:
        """Return the nick under which an identity was last seen, or ""."""
        if identity.startswith("host:"):
            return identity[5:].partition("!")[0]
        known = self._known.get(identity)
        return known.nick if known is not None else ""

    def last_seen(self, identity: str) -> IdentitySeen | None:
        """Return time and names of the identity's last visit, or None."""
        return self._known.get(identity)

    def rooms_of(self, identity: str) -> list[SeenMark]:
        """Return the marks in rooms of which the identity is a member."""
        return [seen for seen in self._seen.get(identity, _NOWHERE).values() if seen.present]

    def seen_until(self, identity: str, room: int) -> SeenMark | None:
        """Return the mark of the identity in the room, or None."""
        return self._seen.get(identity, _NOWHERE).get(room)

    def set_seen_until(
        self, identity: str, room: int, upto: int, *, present: bool, entered: int | None = None
    ) -> list[SeenMark]:
        """Move the mark forward, evict marks beyond the quota, and return the changes.

        `entered`: the sequence at which the person entered the room; a mark keeps the earliest one. None if unknown:
        then a new mark takes `upto`.
        """
        rooms = self._seen.setdefault(identity, {})
        before = rooms.get(room)
        if before is not None and before.upto > upto:
            upto = before.upto
        if before is not None:
            entered = before.entered if entered is None else min(entered, before.entered)
        one_text = next(iter(rooms.values())).identity if rooms else identity
        rooms[room] = SeenMark(one_text, room, upto, present, upto if entered is None else entered)
        self._quota.note_count(identity, len(rooms))
        self._inside.setdefault(room, {})[identity] = None
        gone = [seen for owner in self._quota.evict_over_quota() for seen in self._seen.pop(owner).values()]
        for seen in gone:
            self._leave(seen)
        return [rooms[room], *(replace(seen, dropped=True) for seen in gone)]

    def forget_mark(self, identity: str, room: int) -> list[SeenMark]:
        """Forget the mark of the identity in the room, and return the change."""
        rooms = self._seen.get(identity, _NOWHERE)
        if room not in rooms:
            return []
        gone = rooms.pop(room)
        self._quota.note_count(identity, len(rooms))
        if not rooms:
            del self._seen[identity]
        self._leave(gone)
        return [replace(gone, dropped=True)]

    def forget_room(self, room: int) -> list[SeenMark]:
        """Forget all marks in the room, and return the changes."""
        gone = []
        for identity in self._inside.pop(room, ()):
            rooms = self._seen[identity]
            gone.append(replace(rooms.pop(room), dropped=True))
            self._quota.note_count(identity, len(rooms))
            if not rooms:
                del self._seen[identity]
        return gone

    def _leave(self, seen: SeenMark) -> None:
        inside = self._inside.get(seen.room, {})
        inside.pop(seen.identity, None)
        if not inside:
            self._inside.pop(seen.room, None)
