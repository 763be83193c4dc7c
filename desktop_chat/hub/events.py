"""What happens in a room beside the words, and is kept for those who ask: joins, topics, modes ...

https://ircv3.net/specs/extensions/chathistory (event-playback). It is in the same commit as whatever else changed, and
nobody waits for it. Under the hub's lock only.
"""

from __future__ import annotations

from collections.abc import Iterable

from desktop_chat.hub.channel import Channel
from desktop_chat.hub.fanout import Statement
from desktop_chat.hub.reply import line_of
from desktop_chat.hub.state import State
from desktop_chat.hub.user import User
from desktop_chat.hub.views import EXTENDED_JOIN
from desktop_chat.storage.port import OF_ALL_ROOMS, Entry


def happened(
    state: State, channels: Iterable[Channel], source: str, command: str, *params: str, account: str = ""
) -> Statement:
    """The line for everybody; kept in each of these channels. What is of all rooms (QUIT, NICK) is one sequence in all
    of them. While the disk takes nothing it is not kept: it is not worth what it would cost to hold it back."""
    sequence, time = state.stamp()
    line = line_of(source, command, params)
    place = _keep(state, channels, sequence, time, source, command, line, account)
    return _marked(state, source, Statement(line, state.time_text(time), place=place, account=account))


def _marked(state: State, source: str, statement: Statement) -> Statement:
    author = state.author(source)
    if author is not None:
        statement.mark(author)
    return statement


def joined(state: State, channel: Channel, user: User) -> Statement:
    """Somebody has entered. Where the room hides them it is not kept: who asks later was not to see it.
    https://ircv3.net/specs/extensions/extended-join"""
    source, account, realname = user.source, user.account, user.realname
    sequence, time = state.stamp()
    extended = f":{source} JOIN {channel.name} {account or '*'} :{realname}"
    place = _keep(state, seeing([channel], user), sequence, time, source, "JOIN", extended, account)
    statement = Statement(
        f":{source} JOIN {channel.name}", state.time_text(time), place=place, account=account, switch=EXTENDED_JOIN,
        other=extended,
    )  # fmt: skip
    return _marked(state, source, statement)


def seeing(channels: Iterable[Channel], user: User) -> list[Channel]:
    """Those of the channels in which everybody sees the user: there it is kept what the user does."""
    return [channel for channel in channels if channel.seen_by_all(user)]


def _keep(
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
    if not state.trouble:
        for room in rooms:
            state.keep(Entry(room, sequence, time, command, source, "", rest, account=account))
    return (rooms[0] if len(rooms) == 1 and command not in OF_ALL_ROOMS else 0, sequence)
