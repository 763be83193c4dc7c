"""Where Entries stand: the ids of channels' and of direct rooms. Pure memory: the caller keeps new values."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace

from desktop_chat.storage.store_api import Room

UNPROVEN = "host:"
"""How the identity of somebody begins who owns nothing."""


class RoomRecords:
    """Every room that can be reached by name. Sealed ones keep their Entries and are not in here."""

    def __init__(self, rooms: Sequence[Room], silent: Iterable[int] = (), last: int = 0) -> None:
        """`silent`: those of the rooms in which no words stand; `last`: no room of a greater number was ever kept."""
        self._last = max((room.id for room in rooms), default=last)
        self._last = max(self._last, last)
        self.silent = set(silent)
        self._channels = {room.a: room for room in rooms if room.kind == "channel" and not room.sealed}
        self._names = {room.id: name for name, room in self._channels.items()}
        self._direct: dict[tuple[str, str], Room] = {}
        self._guests: dict[tuple[str, str], list[Room]] = {}
        for room in sorted(rooms, key=lambda room: room.id):
            if room.kind == "direct" and not room.sealed:
                self._add_room(room)

    def _add_room(self, room: Room) -> Room:
        self._direct[room.a, room.b] = room
        for one, other in ((room.a, room.b), (room.b, room.a)):
            if other.startswith(UNPROVEN):
                nick = other[len(UNPROVEN) :].partition("!")[0]
                self._guests.setdefault((one, nick), []).append(room)
        return room

    def channel_room(self, folded: str) -> Room | None:
        return self._channels.get(folded)

    def make_channel(self, folded: str) -> Room:
        """A new room for this name."""
        room = self._channels[folded] = Room(self._next_id(), "channel", folded)
        self._names[room.id] = folded
        self.silent.add(room.id)
        return room

    def drop(self, folded: str) -> Room | None:
        """Forget a room in which nothing was said: its last value, or None for one that has words, or is none."""
        room = self._channels.get(folded)
        if room is None or room.id not in self.silent:
            return None
        del self._channels[folded], self._names[room.id]
        self.silent.discard(room.id)
        return replace(room, dropped=True)

    def drop_unheld(self, held: Container[str]) -> list[Room]:
        """Forget all rooms in which nothing was said, but for those of the channels `held`: their last values."""
        direct = [key for key, room in self._direct.items() if room.id in self.silent]
        gone = [replace(self._direct.pop(key), dropped=True) for key in direct]
        for room in gone:
            self.silent.discard(room.id)
        for rooms in self._guests.values():
            rooms[:] = [room for room in rooms if (room.a, room.b) in self._direct]
        names = [name for name, room in self._channels.items() if room.id in self.silent and name not in held]
        return gone + [dropped for name in names if (dropped := self.drop(name)) is not None]

    @property
    def channels(self) -> int:
        """How many rooms can be reached by the name of a channel."""
        return len(self._channels)

    @property
    def directs(self) -> int:
        """How many direct rooms there are."""
        return len(self._direct)

    def seal_room(self, folded: str) -> Room | None:
        """Nobody reaches the room by this name any more; its new value, or None when there is none."""
        room = self._channels.pop(folded, None)
        if room is not None:
            del self._names[room.id]
        return None if room is None else Room(room.id, room.kind, room.a, room.b, sealed=True)

    def rename_room(self, folded: str, new: str) -> tuple[Room, ...]:
        """The room is reached by another name, which is free; its new value, if there is one."""
        room = self._channels.pop(folded, None)
        if room is None:
            return ()
        self._channels[new] = Room(room.id, room.kind, new)
        self._names[room.id] = new
        return (self._channels[new],)

    def channel_name(self, room: int) -> str:
        """The folded name of a channel's room; "" for any other, or one that is sealed."""
        return self._names.get(room, "")

    def direct_room(self, one: str, other: str) -> Room | None:
        """The direct messages of two identities."""
        return self._direct.get((min(one, other), max(one, other)))

    def make_direct(self, one: str, other: str) -> Room:
        """A new room for these two."""
        return self._add_room(Room(self._next_id(), "direct", min(one, other), max(one, other)))

    def with_guests(self, identity: str, folded: str) -> Sequence[Room]:
        """The direct rooms of an identity with guests of this nick who own nothing, the oldest first."""
        return self._guests.get((identity, folded), ())

    def _next_id(self) -> int:
        self._last += 1
        return self._last


def other_side(room: Room, identity: str) -> str:
    """Who the other one in a direct room is."""
    return room.b if room.a == identity else room.a
