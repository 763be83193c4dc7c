"""Actions of the host on rooms, over the control channel: topic, settings, deletion. Thread: hub lock.

An action that is not possible raises Refusal; the last parameter is a sentence for the host.
"""

from __future__ import annotations

from desktop_chat.hub import limits
from desktop_chat.hub.announce.room_events import record_event
from desktop_chat.hub.limits import clip_bytes
from desktop_chat.hub.live.channel import Channel
from desktop_chat.hub.live.fanout import BODY_LIMIT
from desktop_chat.hub.moderation.channel_values import VALUES, change_value, has_argument
from desktop_chat.hub.moderation.room_retention import RETENTION_MODE, change_term, tell_term
from desktop_chat.hub.people.file_access import drop_files_of_room
from desktop_chat.hub.reply import fail
from desktop_chat.hub.state import State
from desktop_chat.irc.modes import ModeChange, pack_mode_changes
from desktop_chat.irc.names import fold_name
from desktop_chat.net.control_values import RoomRow
from desktop_chat.texts import hub as texts
from desktop_chat.texts import log

_NOT_CHANGED = frozenset("ru")
"""Modes that need more than a change of a flag: ChanServ sets `r`, and `u` shows members anew."""


def list_rooms(state: State) -> dict[int, RoomRow]:
    """Return a row for each channel, by the id of the room. The messages are not counted."""
    return {
        channel.room: RoomRow(
            name=channel.name,
            topic=channel.topic,
            people=len(channel.members),
            modes="".join(sorted(channel.modes)),
            password=channel.key,
            limit=channel.limit,
            created=channel.created,
            founder=name_of_identity(state, channel.founder),
            lobby=channel.folded == fold_name(state.settings.lobby),
            keep_days=state.rooms.kept_days.get(channel.room, 0),
        )
        for channel in state.channels.values()
    }


def name_of_identity(state: State, identity: str) -> str:
    """Return the name of the account, or the last nick of the guest; "" if unknown."""
    account = state.accounts.account_of(identity)
    return account.name if account is not None else state.identities.nick_of(identity)


def require_room(state: State, name: str) -> Channel:
    """Return the channel, for a change that is stored.

    Raises: Refusal.
    """
    channel = state.channels.get(fold_name(name))
    if channel is None:
        raise fail("HOST", "CANNOT", text=texts.NO_ROOM_NAMED(name))
    if state.store_error:
        raise fail("HOST", "CANNOT", text=state.store_error)
    return channel


def set_topic(state: State, name: str, text: str) -> None:
    """Set the topic of a room in the name of the server."""
    channel, host = require_room(state, name), state.settings.host
    room = BODY_LIMIT - len(f":{host} TOPIC {channel.name} :\r\n".encode())
    channel.topic = clip_bytes(text, min(limits.TOPIC_LENGTH, room))
    channel.topic_by, channel.topic_at = host, state.now
    commit = state.keep_channel(channel)
    state.broadcast_in(channel, record_event(state, (channel,), host, "TOPIC", channel.name, channel.topic), commit)


def change_modes(state: State, name: str, modes: str) -> None:
    """Change flags, key, limit and term of a room in the name of the server: `+is-k`, `+l 20`, `+H 7d`."""
    channel, host = require_room(state, name), state.settings.host
    letters, *arguments = modes.split() or [""]
    changes: list[ModeChange] = []
    try:
        _change_each(state, channel, letters, arguments, changes)
    finally:
        if changes:
            commit = state.keep_channel(channel)
            room = BODY_LIMIT - len(f":{host} MODE {channel.name} \r\n".encode())
            for params in pack_mode_changes(changes, limits.MAX_MODE_CHANGES * 2, room):
                statement = record_event(state, (channel,), host, "MODE", channel.name, *params)
                state.broadcast_in(channel, statement, commit)
            if any(change.letter == RETENTION_MODE for change in changes):
                tell_term(state, channel)


def _change_each(state: State, channel: Channel, letters: str, arguments: list[str], changes: list[ModeChange]) -> None:
    sign, rest = "+", iter(arguments)
    for letter in letters:
        if letter in "+-":
            sign = letter
            continue
        if letter == RETENTION_MODE:
            change = change_term(state, channel, sign, next(rest, "") if sign == "+" else "")
        elif letter in VALUES and letter not in _NOT_CHANGED:
            change = change_value(channel, sign, letter, next(rest, "") if has_argument(sign, letter) else "")
        else:
            raise fail("HOST", "CANNOT", text=texts.NOT_A_ROOM_SETTING(letter))
        if change is not None:
            changes.append(change)


def delete_room(state: State, name: str) -> None:
    """Put everybody out of a room, and delete it with all Entries. The name is free afterwards.

    Each member is told of the own kick only: the lines of all for all would be a square.
    """
    channel = require_room(state, name)
    if channel.folded == fold_name(state.settings.lobby):
        raise fail("HOST", "CANNOT", text=texts.LOBBY_STAYS(channel.name))
    deleted = state.rooms.delete_room(channel.folded)
    commit = state.persist(deleted) if deleted is not None else 0
    drop_files_of_room(state, channel.room)
    for member in list(channel.members):
        statement = state.make_statement(state.settings.host, "KICK", channel.name, member.nick, texts.ROOM_DELETED)
        state.remove_member(channel, member)
        state.show_statement(member.seats, statement, commit)
    for seen in state.identities.forget_room(channel.room):
        state.persist(seen)
    state.forget_channel(channel)
    state.notes.add_note(log.ROOM_WAS_DELETED(channel.name))
