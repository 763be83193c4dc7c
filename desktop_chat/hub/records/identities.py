"""Who is who over time: which identity owns which nick, and what each has been shown of each room.

`cert:<fingerprint>` owns its nick and what it said. `host:<folded nick>!<user>@<address>` is a guess at a returning
client: it owns nothing, and serves only to replay what that client has not seen yet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from desktop_chat.hub.records.guest_quota import GuestQuota
from desktop_chat.hub.records.lookalikes import Lookalikes
from desktop_chat.irc.names import fold_name
from desktop_chat.storage.store_api import IdentitySeen, SeenMark

OWNED_MS = 30 * 24 * 60 * 60 * 1000
"""How long a nick stays its owner's after the owner was last seen."""
OWNED_ONCE_MS = 24 * 60 * 60 * 1000
"""The same of an owner who has been here once."""
MOST_ONCE = 2_000
MOST_RETURNING = 10_000
"""Identities without an account that are remembered: of those who were here once, and of those who came back."""
MOST_OF_GUESTS = 5_000
"""Rooms in which it is remembered what somebody without an account has been shown, of all of them together."""
_NOWHERE: dict[int, SeenMark] = {}


class Identities:
    """What the hub remembers of identities. Pure memory: the caller keeps the values that come back. `is_guest` says
    whether an identity is without an account."""

    def __init__(
        self, known: Sequence[IdentitySeen], seen: Sequence[SeenMark], is_guest: Callable[[str], bool]
    ) -> None:
        self._known: dict[str, IdentitySeen] = {}
        self._owners: dict[str, str] = {}
        self._named: dict[str, dict[str, None]] = {}
        """All who went by a folded nick when they were last seen, those known for longest first."""
        self._lookalikes = Lookalikes()
        self._seen: dict[str, dict[int, SeenMark]] = {}
        self._allowance = GuestQuota(MOST_OF_GUESTS, is_guest)
        self._once = GuestQuota(MOST_ONCE, is_guest)
        self._returning = GuestQuota(MOST_RETURNING, is_guest)
        self._inside: dict[int, set[str]] = {}
        """Of which identities it is remembered what they have been shown of a room."""
        for one in seen:
            self._inside.setdefault(one.room, set()).add(one.identity)
            self._seen.setdefault(one.identity, {})[one.room] = one
        for identity, rooms in self._seen.items():
            self._allowance.note_count(identity, len(rooms))
        for item in sorted(known, key=lambda known_one: known_one.time):
            self.note_seen(item)

    def note_seen(self, item: IdentitySeen) -> IdentitySeen:
        """The identity uses this nick now; it no longer owns the one it had before."""
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
        """Make room: what is to be forgotten of those who have not been here for longest."""
        gone = [
            self._known.pop(identity) for rest in (self._once, self._returning) for identity in rest.evict_over_quota()
        ]
        for item in gone:
            self._release_nick(item)
        return [replace(item, dropped=True) for item in gone]

    def free(self, folded: str) -> IdentitySeen | None:
        """The nick is nobody's any more, though it is known who had it: what is to be kept; None when nobody has it."""
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
        """The identity that owns this nick, or ""."""
        identity = self._owners.get(folded, "")
        if not identity:
            return ""
        known = self._known[identity]
        owned = OWNED_MS if known.visits > 1 else OWNED_ONCE_MS
        return "" if known.time + owned < now else identity

    def identities_named(self, folded: str) -> Iterable[str]:
        """All identities that went by this nick when they were last seen, those known for longest first."""
        return self._named.get(folded, ())

    def find_lookalikes(self, name: str) -> list[str]:
        """Return the folded nicks of identities that look like this name and are another."""
        return self._lookalikes.names_like(name)

    def last_owner(self, folded: str) -> str:
        """The identity that used this nick last, however long ago, or ""."""
        return self._owners.get(folded, "")

    def nick_of(self, identity: str) -> str:
        """The name under which an identity was last seen, as people know it; "" if never."""
        if identity.startswith("host:"):
            return identity[5:].partition("!")[0]
        known = self._known.get(identity)
        return known.nick if known is not None else ""

    def last_seen(self, identity: str) -> IdentitySeen | None:
        """When and as whom the identity was last here."""
        return self._known.get(identity)

    def rooms_of(self, identity: str) -> list[SeenMark]:
        """The rooms that the identity is in."""
        return [seen for seen in self._seen.get(identity, _NOWHERE).values() if seen.present]

    def seen_until(self, identity: str, room: int) -> SeenMark | None:
        """How far the identity has been shown the room, or None when it never was in."""
        return self._seen.get(identity, _NOWHERE).get(room)

    def set_seen_until(self, identity: str, room: int, upto: int, *, present: bool) -> list[SeenMark]:
        """Remember how far, which never goes back: what is to be kept. Guests who have not been here for longest are
        forgotten when there are very many."""
        rooms = self._seen.setdefault(identity, {})
        before = rooms.get(room)
        if before is not None and before.upto > upto:
            upto = before.upto
        one_text = next(iter(rooms.values())).identity if rooms else identity
        rooms[room] = SeenMark(one_text, room, upto, present)
        self._allowance.note_count(identity, len(rooms))
        self._inside.setdefault(room, set()).add(identity)
        gone = [seen for owner in self._allowance.evict_over_quota() for seen in self._seen.pop(owner).values()]
        for seen in gone:
            self._leave(seen)
        return [rooms[room], *(replace(seen, dropped=True) for seen in gone)]

    def forget_room(self, room: int) -> list[SeenMark]:
        """There is no such room any more: what is to be forgotten."""
        gone = []
        for identity in self._inside.pop(room, ()):
            rooms = self._seen[identity]
            gone.append(replace(rooms.pop(room), dropped=True))
            self._allowance.note_count(identity, len(rooms))
            if not rooms:
                del self._seen[identity]
        return gone

    def _leave(self, seen: SeenMark) -> None:
        inside = self._inside.get(seen.room, set())
        inside.discard(seen.identity)
        if not inside:
            self._inside.pop(seen.room, None)
