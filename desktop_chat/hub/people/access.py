"""Which rooms a person may read, and which Entries are their own. Under the hub's lock only."""

from __future__ import annotations

from desktop_chat.hub.live.user import User
from desktop_chat.hub.people.addressee import direct_rooms
from desktop_chat.hub.state import State
from desktop_chat.irc.names import fold_name
from desktop_chat.storage.store_api import Entry, Room


def rooms_behind(state: State, user: User, name: str) -> tuple[Room, ...] | None:
    """The rooms behind this name, if this user may read them: members theirs, owners their direct messages. Empty while
    nothing has been said there."""
    if name.startswith("#"):
        channel = state.channels.get(fold_name(name))
        inside = channel is not None and user in channel.members
        return (Room(channel.room, "channel", channel.folded),) if channel is not None and inside else None
    return direct_rooms(state, user, name) if user.identity else None


def room_among(rooms: tuple[Room, ...] | None, number: int) -> Room | None:
    """The room of this number, if it is one of these."""
    return next((room for room in rooms or () if room.id == number), None)


def is_author(entry: Entry, user: User) -> bool:
    """Whether this user said it: by who they can prove to be, or because they have gone by this name ever since."""
    if entry.identity and entry.identity == user.identity:
        return True
    return entry.sequence > user.nick_since and entry.source == user.source
