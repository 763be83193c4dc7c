"""What happens in a room beside the words, and is kept for those who ask: joins, topics, modes ...

https://ircv3.net/specs/extensions/chathistory (event-playback). It is in the same commit as whatever else changed, and
nobody waits for it. Under the hub's lock only.
"""

from __future__ import annotations

from collections.abc import Iterable

from desktop_chat.hub.live.channel import Channel
from desktop_chat.hub.live.fanout import Statement
from desktop_chat.hub.live.user import User
from desktop_chat.hub.live.view_bits import EXTENDED_JOIN
from desktop_chat.hub.reply import format_line
from desktop_chat.hub.state import State
from desktop_chat.storage.store_api import USER_WIDE_COMMANDS, Entry


def record_event(
    state: State, channels: Iterable[Channel], source: str, command: str, *params: str, account: str = ""
) -> Statement:
    """The line for everybody; kept in each of these channels. What is of all rooms (QUIT, NICK) is one sequence in all
    of them. While the disk takes nothing it is not kept: it is not worth what it would cost to hold it back."""
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
    """A person has entered. Where the room hides them it is not kept: who asks later was not to see it.
    https://ircv3.net/specs/extensions/extended-join"""
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
    """Those of the channels in which everybody sees the user: there it is kept what the user does."""
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
    """Its place: in the room of the one channel, or in none."""
    rest = line[len(source) + len(command) + 3 :]
    rooms = [channel.room for channel in channels]
    if not state.store_error:
        for room in rooms:
            state.persist(Entry(room, sequence, time, command, source, "", rest, account=account))
    return (rooms[0] if len(rooms) == 1 and command not in USER_WIDE_COMMANDS else 0, sequence)
