"""Rooms that a person may read, and Entries that a person owns. Thread: hub lock."""

from __future__ import annotations

from desktop_chat.hub.live.user import User
from desktop_chat.hub.people.addressee import direct_rooms
from desktop_chat.hub.state import State
from desktop_chat.irc.names import fold_name
from desktop_chat.storage.records import Entry, Room


def rooms_behind(state: State, user: User, name: str) -> tuple[Room, ...] | None:
    """Return the rooms with the name, empty if nothing was said there; None if the User may not read there.

    Members read their channels, people with an identity read their direct messages.
    """
    if name.startswith("#"):
        channel = state.channels.get(fold_name(name))
        inside = channel is not None and user in channel.members
        return (Room(channel.room, "channel", channel.folded),) if channel is not None and inside else None
    return direct_rooms(state, user, name) if user.identity else None


def room_among(rooms: tuple[Room, ...] | None, number: int) -> Room | None:
    """Return the room with the id, or None."""
    return next((room for room in rooms or () if room.id == number), None)


def is_author(entry: Entry, user: User) -> bool:
    """Return whether the Entry is the User's own: by identity, or by a nick that the User has kept since."""
    if entry.identity and entry.identity == user.identity:
        return True
    return entry.sequence > user.nick_since and entry.source == user.source
