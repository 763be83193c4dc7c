"""Events in a channel, stored for clients with event-playback: joins, topics, modes and others. Thread: hub lock.

An event is part of the commit of the change, and no line waits for an event to be durable.
Spec: https://ircv3.net/specs/extensions/chathistory
"""

from __future__ import annotations

from collections.abc import Iterable

from desktop_chat.hub.live.channel import Channel
from desktop_chat.hub.live.fanout import Statement
from desktop_chat.hub.live.user import User
from desktop_chat.hub.live.view_bits import EXTENDED_JOIN
from desktop_chat.hub.reply import format_line
from desktop_chat.hub.state import State
from desktop_chat.storage.records import USER_WIDE_COMMANDS, Entry


def record_event(
    state: State, channels: Iterable[Channel], source: str, command: str, *params: str, account: str = ""
) -> Statement:
    """Store an event in each of the channels, and return the Statement.

    Events of a User in all channels (QUIT, NICK) have one sequence everywhere. While the Store fails, events are not
    stored: refusing the command would cost more.
    """
    sequence, time = state.next_stamp()
    line = format_line(source, command, params)
    place = _persist_event(state, channels, sequence, time, source, command, line, account)
    return _mark_author(state, source, Statement(line, state.time_text(time), place=place, account=account))


def _mark_author(state: State, source: str, statement: Statement) -> Statement:
    author = state.find_author(source)
    if author is not None:
        statement.mark_author(author)
    return statement


def record_join(state: State, channel: Channel, user: User) -> Statement:
    """Store a join, and return the Statement. A channel that hides the User (+u) stores no join.

    Spec: https://ircv3.net/specs/extensions/extended-join
    """
    source, account, realname = user.source, user.account, user.realname
    sequence, time = state.next_stamp()
    extended = f":{source} JOIN {channel.name} {account or '*'} :{realname}"
    place = _persist_event(state, channels_showing([channel], user), sequence, time, source, "JOIN", extended, account)
    statement = Statement(
        f":{source} JOIN {channel.name}", state.time_text(time), place=place, account=account, switch=EXTENDED_JOIN,
        other=extended,
    )  # fmt: skip
    return _mark_author(state, source, statement)


def channels_showing(channels: Iterable[Channel], user: User) -> list[Channel]:
    """Return the channels in which all members see the User. Only these store the User's events."""
    return [channel for channel in channels if channel.seen_by_all(user)]


def _persist_event(
    state: State,
    channels: Iterable[Channel],
    sequence: int,
    time: int,
    source: str,
    command: str,
    line: str,
    account: str,
) -> tuple[int, int]:
    """Store the event; return its place: in the room of a single channel, else in room 0."""
    rest = line[len(source) + len(command) + 3 :]
    rooms = [channel.room for channel in channels]
    if not state.store_error:
        for room in rooms:
            state.persist(
                Entry(
                    room=room,
                    sequence=sequence,
                    time=time,
                    command=command,
                    source=source,
                    target="",
                    text=rest,
                    account=account,
                )
            )
    return (rooms[0] if len(rooms) == 1 and command not in USER_WIDE_COMMANDS else 0, sequence)
