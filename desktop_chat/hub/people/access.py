"""Rooms that a person may read, and Entries that a person owns. Thread: hub lock."""

from __future__ import annotations

from desktop_chat.hub.live.channel import Channel
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


def keep_entered(state: State, user: User, channel: Channel) -> None:
    """Store that a member has been shown everything, and when the person first entered the channel.

    A member who logs in takes the earlier one of two entries: as a guest, and with the account.
    """
    identity, entered = user.replay_identity, user.channels[channel.folded]
    state.keep_shown(identity, channel.room, state.last_sequence, present=True, entered=entered)
    mark = state.identities.seen_until(identity, channel.room) if user.identity else None
    user.channels[channel.folded] = entered if mark is None else mark.entered


def first_readable(state: State, user: User, name: str) -> int:
    """Return the sequence of the first Entry that the User may read in the rooms with the name; 0 for everything."""
    channel = state.channels.get(fold_name(name))
    return channel.first_readable(user) if channel is not None else 0


def first_in_rooms(state: State, user: User) -> dict[int, int]:
    """Return the sequence of the first Entry that the User may read, by the id of each joined channel."""
    channels = [state.channels[name] for name in user.channels]
    return {channel.room: channel.first_readable(user) for channel in channels}


def room_among(rooms: tuple[Room, ...] | None, number: int) -> Room | None:
    """Return the room with the id, or None."""
    return next((room for room in rooms or () if room.id == number), None)


def is_author(entry: Entry, user: User) -> bool:
    """Return whether the Entry is the User's own: by identity, or by a nick that the User has kept since."""
    if entry.identity and entry.identity == user.identity:
        return True
    return entry.sequence > user.nick_since and entry.source == user.source
