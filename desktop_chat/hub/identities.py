"""Who is who over time: which identity owns which nick, and what each has been shown of each room.

`cert:<fingerprint>` owns its nick and what it said. `host:<folded nick>!<user>@<address>` is a guess at a returning
client: it owns nothing, and serves only to replay what that client has not seen yet.
"""

from __future__ import annotations

from collections.abc import Sequence

from desktop_chat.irc.names import fold
from desktop_chat.storage.port import IdentitySeen, Seen

OWNED_MS = 30 * 24 * 60 * 60 * 1000
"""How long a nick stays its owner's after the owner was last seen."""


class Identities:
    """What the hub remembers of identities. Pure memory: the caller keeps the values that come back."""

    def __init__(self, known: Sequence[IdentitySeen], seen: Sequence[Seen]) -> None:
        self._known: dict[str, IdentitySeen] = {}
        self._owners: dict[str, str] = {}
        self._seen = {(item.identity, item.room): item for item in seen}
        for item in sorted(known, key=lambda known_one: known_one.time):
            self.saw(item)

    def saw(self, item: IdentitySeen) -> IdentitySeen:
        """The identity uses this nick now; it no longer owns the one it had before."""
        before = self._known.get(item.identity)
        if before is not None and self._owners.get(fold(before.nick)) == item.identity:
            del self._owners[fold(before.nick)]
        self._known[item.identity] = item
        self._owners[fold(item.nick)] = item.identity
        return item

    def owner(self, folded: str, now: int) -> str:
        """The identity that owns this nick, or ""."""
        identity = self._owners.get(folded, "")
        if identity and self._known[identity].time + OWNED_MS < now:
            return ""
        return identity

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
        return [seen for seen in self._seen.values() if seen.identity == identity and seen.present]

    def shown(self, identity: str, room: int) -> Seen | None:
        """How far the identity has been shown the room, or None when it never was in."""
        return self._seen.get((identity, room))

    def show(self, identity: str, room: int, upto: int, *, present: bool) -> Seen:
        """Remember how far. Never goes back."""
        before = self._seen.get((identity, room))
        if before is not None and before.upto > upto:
            upto = before.upto
        seen = self._seen[identity, room] = Seen(identity, room, upto, present)
        return seen
