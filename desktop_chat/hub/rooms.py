"""Where Entries stand: the ids of channels' and of direct rooms. Pure memory: the caller keeps new values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desktop_chat.storage.port import Room


class Rooms:
    """Every room that can be reached by name. Sealed ones keep their Entries and are not in here."""

    def __init__(self, rooms: Sequence[Room]) -> None:
        self._last = max((room.id for room in rooms), default=0)
        self._channels = {room.a: room for room in rooms if room.kind == "channel" and not room.sealed}
        self._direct = {(room.a, room.b): room for room in rooms if room.kind == "direct" and not room.sealed}

    def channel(self, folded: str) -> Room | None:
        return self._channels.get(folded)

    def make_channel(self, folded: str) -> Room:
        """A new room for this name."""
        room = self._channels[folded] = Room(self._next(), "channel", folded)
        return room

    def seal(self, folded: str) -> Room | None:
        """Nobody reaches the room by this name any more; its new value, or None when there is none."""
        room = self._channels.pop(folded, None)
        return None if room is None else Room(room.id, room.kind, room.a, room.b, sealed=True)

    def direct(self, one: str, other: str) -> Room | None:
        """The direct messages of two identities."""
        return self._direct.get((min(one, other), max(one, other)))

    def make_direct(self, one: str, other: str) -> Room:
        """A new room for these two."""
        key = (min(one, other), max(one, other))
        room = self._direct[key] = Room(self._next(), "direct", *key)
        return room

    def with_guest(self, identity: str, folded: str) -> Room | None:
        """The newest direct room of an identity with a guest of this nick who owns nothing."""
        found: Iterable[Room] = (
            room
            for room in self._direct.values()
            if identity in (room.a, room.b) and other_side(room, identity).startswith(f"host:{folded}!")
        )
        return max(found, key=lambda room: room.id, default=None)

    def _next(self) -> int:
        self._last += 1
        return self._last


def other_side(room: Room, identity: str) -> str:
    """Who the other one in a direct room is."""
    return room.b if room.a == identity else room.a
