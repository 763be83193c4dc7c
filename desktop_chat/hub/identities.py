"""Who is who over time: which identity owns which nick, and what each has been shown of each room.

`cert:<fingerprint>` owns its nick and what it said. `host:<folded nick>!<user>@<address>` is a guess at a returning
client: it owns nothing, and serves only to replay what that client has not seen yet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from desktop_chat.hub.allowance import Allowance
from desktop_chat.hub.lookalikes import Lookalikes
from desktop_chat.irc.names import fold
from desktop_chat.storage.port import IdentitySeen, Seen

OWNED_MS = 30 * 24 * 60 * 60 * 1000
"""How long a nick stays its owner's after the owner was last seen."""
MOST_OF_GUESTS = 5_000
"""Rooms in which it is remembered what somebody without an account has been shown, of all of them together."""
_NOWHERE: dict[int, Seen] = {}


class Identities:
    """What the hub remembers of identities. Pure memory: the caller keeps the values that come back. `is_guest` says
    whether an identity is without an account."""

    def __init__(self, known: Sequence[IdentitySeen], seen: Sequence[Seen], is_guest: Callable[[str], bool]) -> None:
        self._known: dict[str, IdentitySeen] = {}
        self._owners: dict[str, str] = {}
        self._named: dict[str, dict[str, None]] = {}
        """All who went by a folded nick when they were last seen, those known for longest first."""
        self._lookalikes = Lookalikes()
        self._seen: dict[str, dict[int, Seen]] = {}
        self._allowance = Allowance(MOST_OF_GUESTS, is_guest)
        for one in seen:
            self._seen.setdefault(one.identity, {})[one.room] = one
        for identity, rooms in self._seen.items():
            self._allowance.note(identity, len(rooms))
        for item in sorted(known, key=lambda known_one: known_one.time):
            self.saw(item)

    def saw(self, item: IdentitySeen) -> IdentitySeen:
        """The identity uses this nick now; it no longer owns the one it had before."""
        before, folded = self._known.get(item.identity), fold(item.nick)
        if before is not None and fold(before.nick) != folded:
            self._unname(before)
        self._known[item.identity] = item
        self._owners[folded] = item.identity
        self._named.setdefault(folded, {}).setdefault(item.identity)
        self._lookalikes.add(item.nick)
        return item

    def _unname(self, item: IdentitySeen) -> None:
        folded = fold(item.nick)
        if self._owners.get(folded) == item.identity:
            del self._owners[folded]
            self._lookalikes.remove(folded)
        named = self._named.get(folded, {})
        named.pop(item.identity, None)
        if not named:
            self._named.pop(folded, None)

    def owner(self, folded: str, now: int) -> str:
        """The identity that owns this nick, or ""."""
        identity = self._owners.get(folded, "")
        if identity and self._known[identity].time + OWNED_MS < now:
            return ""
        return identity

    def named(self, folded: str) -> Iterable[str]:
        """All identities that went by this nick when they were last seen, those known for longest first."""
        return self._named.get(folded, ())

    def like(self, name: str) -> list[str]:
        """Return the folded nicks of identities that look like this name and are another."""
        return self._lookalikes.of(name)

    def last_owner(self, folded: str) -> str:
        """The identity that used this nick last, however long ago, or ""."""
        return self._owners.get(folded, "")

    def nick(self, identity: str) -> str:
        """The name under which an identity was last seen, as people know it; "" if never."""
        if identity.startswith("host:"):
            return identity[5:].partition("!")[0]
        known = self._known.get(identity)
        return known.nick if known is not None else ""

    def known(self, identity: str) -> IdentitySeen | None:
        """When and as whom the identity was last here."""
        return self._known.get(identity)

    def present(self, identity: str) -> list[Seen]:
        """The rooms that the identity is in."""
        return [seen for seen in self._seen.get(identity, _NOWHERE).values() if seen.present]

    def shown(self, identity: str, room: int) -> Seen | None:
        """How far the identity has been shown the room, or None when it never was in."""
        return self._seen.get(identity, _NOWHERE).get(room)

    def show(self, identity: str, room: int, upto: int, *, present: bool) -> list[Seen]:
        """Remember how far, which never goes back: what is to be kept. Guests who have not been here for longest are
        forgotten when there are very many."""
        rooms = self._seen.setdefault(identity, {})
        before = rooms.get(room)
        if before is not None and before.upto > upto:
            upto = before.upto
        one_text = next(iter(rooms.values())).identity if rooms else identity
        rooms[room] = Seen(one_text, room, upto, present)
        self._allowance.note(identity, len(rooms))
        gone = [seen for owner in self._allowance.surplus() for seen in self._seen.pop(owner).values()]
        return [rooms[room], *(replace(seen, dropped=True) for seen in gone)]
