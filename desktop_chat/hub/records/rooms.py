"""RoomRecords: room ids of channels and of direct conversations. Pure: the caller persists the changes."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace

from desktop_chat.storage.records import DELETED_KIND, Room

UNPROVEN = "host:"
"""Prefix of identities that own nothing."""


class RoomRecords:
    """All rooms within reach of a name. Sealed rooms keep Entries, but are not in here."""

    def __init__(self, rooms: Sequence[Room], silent: Iterable[int] = (), last: int = 0) -> None:
        """`silent`: ids of rooms without messages. `last`: the greatest id that was ever used."""
        self._last = max((room.id for room in rooms), default=last)
        self._last = max(self._last, last)
        self.silent = set(silent)
        self._channels = {room.a: room for room in rooms if room.kind == "channel" and not room.sealed}
        self._names = {room.id: name for name, room in self._channels.items()}
        self.kept_days = {room.id: room.keep_days for room in rooms if room.keep_days}
        """For how many days a room keeps its Entries, by the id of each room with a term of its own; sealed rooms
        too."""
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
        """Return a new room for this channel."""
        room = self._channels[folded] = Room(self._next_id(), "channel", folded)
        self._names[room.id] = folded
        self.silent.add(room.id)
        return room

    def drop(self, folded: str) -> Room | None:
        """Forget a silent room, and return the change; None for another room."""
        room = self._channels.get(folded)
        if room is None or room.id not in self.silent:
            return None
        del self._channels[folded], self._names[room.id]
        self.silent.discard(room.id)
        self.kept_days.pop(room.id, None)
        return replace(room, dropped=True)

    def drop_unheld(self, held: Container[str]) -> list[Room]:
        """Forget all silent rooms except those of the channels `held`, and return the changes."""
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
        """The number of channel rooms."""
        return len(self._channels)

    @property
    def directs(self) -> int:
        """The number of direct rooms."""
        return len(self._direct)

    def seal_room(self, folded: str) -> Room | None:
        """Detach the room from the channel's name for good, and return the change, or None."""
        room = self._channels.pop(folded, None)
        if room is not None:
            del self._names[room.id]
        return None if room is None else replace(room, sealed=True)

    def delete_room(self, folded: str) -> Room | None:
        """Give up the channel's room with all Entries, and return the change, or None."""
        room = self._channels.pop(folded, None)
        if room is None:
            return None
        del self._names[room.id]
        self.silent.discard(room.id)
        self.kept_days.pop(room.id, None)
        return Room(room.id, DELETED_KIND, "", sealed=True)

    def rename_room(self, folded: str, new: str) -> tuple[Room, ...]:
        """Give the channel's room another, free name, and return the change if there is a room."""
        room = self._channels.pop(folded, None)
        if room is None:
            return ()
        self._channels[new] = replace(room, a=new)
        self._names[room.id] = new
        return (self._channels[new],)

    def set_kept_days(self, folded: str, days: int) -> Room:
        """Set for how many days the channel's room keeps its Entries (0: as the settings say), and return the
        change."""
        room = self._channels[folded] = replace(self._channels[folded], keep_days=days)
        if days:
            self.kept_days[room.id] = days
        else:
            self.kept_days.pop(room.id, None)
        return room

    def channel_name(self, room: int) -> str:
        """Return the folded name of a channel's room; "" for other rooms."""
        return self._names.get(room, "")

    def direct_room(self, one: str, other: str) -> Room | None:
        """Return the direct room of two identities, or None."""
        return self._direct.get((min(one, other), max(one, other)))

    def make_direct(self, one: str, other: str) -> Room:
        """Return a new direct room."""
        return self._add_room(Room(self._next_id(), "direct", min(one, other), max(one, other)))

    def with_guests(self, identity: str, folded: str) -> Sequence[Room]:
        """Return the direct rooms of an identity with unproven guests of the nick, the oldest first."""
        return self._guests.get((identity, folded), ())

    def _next_id(self) -> int:
        self._last += 1
        return self._last


def other_side(room: Room, identity: str) -> str:
    """Return the other identity of a direct room."""
    return room.b if room.a == identity else room.a
