"""Rooms that cannot be entered: why, and what helps: a later attempt, a knock, a login, an invitation.

Spec: https://modern.ircdocs.horse/#join-message
"""

from __future__ import annotations

import re
from dataclasses import replace

from desktop_chat.client.context import Context
from desktop_chat.client.entry_problem import EntryProblem, Obstacle
from desktop_chat.client.pacing import Rank
from desktop_chat.client.room_state import RoomState
from desktop_chat.irc import numerics as n
from desktop_chat.irc.message import Message
from desktop_chat.texts import CodedText
from desktop_chat.texts import client as texts

_REFUSALS: dict[str, tuple[Obstacle, CodedText]] = {
    n.ERR_NOSUCHCHANNEL: (Obstacle.NO_SUCH_ROOM, texts.NO_SUCH_ROOM),
    n.ERR_TOOMANYCHANNELS: (Obstacle.TOO_MANY_ROOMS, texts.TOO_MANY_ROOMS),
    n.ERR_UNAVAILRESOURCE: (Obstacle.UNAVAILABLE, texts.ROOM_UNAVAILABLE),
    n.ERR_LINKCHANNEL: (Obstacle.FORWARDED, texts.ROOM_FORWARDS),
    n.ERR_CHANNELISFULL: (Obstacle.FULL, texts.ROOM_FULL),
    n.ERR_INVITEONLYCHAN: (Obstacle.INVITATION, texts.ROOM_INVITE_ONLY),
    n.ERR_BANNEDFROMCHAN: (Obstacle.BANNED, texts.BANNED_FROM_ROOM),
    n.ERR_BADCHANNELKEY: (Obstacle.PASSWORD, texts.ROOM_HAS_PASSWORD),
    n.ERR_BADCHANMASK: (Obstacle.NO_SUCH_ROOM, texts.NOT_A_ROOM_NAME),
    n.ERR_NEEDREGGEDNICK: (Obstacle.ACCOUNT, texts.ROOM_FOR_ACCOUNTS),
    n.ERR_SECUREONLYCHAN: (Obstacle.ENCRYPTION, texts.ROOM_FOR_TLS),
    n.ERR_DELAYREJOIN: (Obstacle.UNAVAILABLE, texts.ROOM_UNAVAILABLE),
    n.ERR_ADMONLY: (Obstacle.OPERATORS, texts.ROOM_FOR_OPERATORS),
    n.ERR_OPERONLY: (Obstacle.OPERATORS, texts.ROOM_FOR_OPERATORS),
}
_MODES = {
    "l": n.ERR_CHANNELISFULL,
    "R": n.ERR_NEEDREGGEDNICK,
    "r": n.ERR_NEEDREGGEDNICK,
    "z": n.ERR_SECUREONLYCHAN,
    "O": n.ERR_OPERONLY,
}
"""By the mode that a 471 names: the numeric that says the same. (ngIRCd has 471 for all modes.)"""
_MODE = re.compile(r"\(\+(\w)\)")
_TRIED_AGAIN = frozenset((Obstacle.UNAVAILABLE, Obstacle.FULL))
"""Problems that pass by themselves."""
_STILL_WANTED = _TRIED_AGAIN | {Obstacle.PASSWORD, Obstacle.ACCOUNT}
"""Problems after which the next connection tries to enter again."""
_FIRST_PAUSE_MS = 15_000
_LONGEST_PAUSE_MS = 300_000
_REFUSED_KNOCKS = frozenset((n.ERR_TOOMANYKNOCK, n.ERR_CHANOPEN, n.ERR_KNOCKONCHAN, n.ERR_CANNOTSENDTOCHAN, "480"))


def take_join_refusal(c: Context, room: RoomState, message: Message) -> CodedText | None:
    """Note why a room cannot be entered, after `is_join_refusal`. Return the sentence to show, or None if the person
    need not be told: a further attempt of the program was refused, or the room leads to another one."""
    obstacle, text = _REFUSALS[_number_of(message)]
    again = room.problem is not None and room.problem.obstacle is obstacle and bool(room.problem.retry_at)
    if obstacle is Obstacle.FORWARDED and _follow_forward(c, room, message.param_at(2)):
        return None
    c.room_plans.pop(room.key, None)
    if obstacle not in _STILL_WANTED:
        room.wanted = False
    room.problem = EntryProblem(
        obstacle,
        retry_at=_join_later(c, room) if obstacle in _TRIED_AGAIN else 0,
        refused_key=obstacle is Obstacle.PASSWORD and bool(room.channel_key),
    )
    if obstacle is not Obstacle.UNAVAILABLE:  # else the next attempt may send the waiting messages
        c.outgoing.drop_room(room.key)
    c.state.emit_room_changed(room)
    return None if again else text(room.name)


def is_join_refusal(room: RoomState, message: Message) -> bool:
    """Return True if this numeric about the room says why we cannot enter."""
    return room.kind == "channel" and not room.joined and message.command in _REFUSALS


def _number_of(message: Message) -> str:
    """Return the numeric of a refusal; if a 471 names a mode, the numeric for this mode."""
    if message.command != n.ERR_CHANNELISFULL:
        return message.command
    named = _MODE.search(message.params[-1])
    return _MODES.get(named.group(1), n.ERR_UNAVAILRESOURCE) if named is not None else message.command


def _join_later(c: Context, room: RoomState) -> int:
    """Enter a room again after a pause that doubles. Return the time (ms) of the attempt; 0 if we need not enter."""
    tries = c.rejoins[room.key] = c.rejoins.get(room.key, 0) + 1
    if not room.wanted:
        return 0
    delay = min(_LONGEST_PAUSE_MS, _FIRST_PAUSE_MS << min(tries - 1, 10))
    drop_attempts(c, room)
    c.state.send("JOIN", room.name, *([room.channel_key] if room.channel_key else []), delay=delay)
    return c.state.now + delay


def drop_attempts(c: Context, room: RoomState) -> None:
    """Drop the JOINs of the room that wait."""
    c.state.pacing.drop_unwanted(
        lambda waiting: waiting.command == "JOIN" and c.state.fold_name(waiting.param_at(0)) == room.key
    )


def _follow_forward(c: Context, room: RoomState, target: str) -> bool:
    """470: the channel forwards to `target`, whose JOIN follows. Close the channel and return True, unless it has
    pending messages, which must stay visible."""
    room.wanted = False
    if not c.state.is_channel(target) or c.outgoing.has_pending(room.key):
        return False
    c.forwarded[c.state.fold_name(target)] = room.name
    c.state.close_room(room)
    return True


def try_entering(c: Context, room: RoomState) -> None:
    """Enter a room now, because a person asked for it."""
    drop_attempts(c, room)
    room.wanted = True
    if room.problem is not None:
        room.problem = replace(room.problem, retry_at=0)
    c.state.emit_room_changed(room)
    c.state.send("JOIN", room.name, *([room.channel_key] if room.channel_key else []), rank=Rank.COMMAND)


def stop_trying(c: Context, room: RoomState) -> None:
    """Enter the room no more by ourselves."""
    drop_attempts(c, room)
    room.wanted = False
    if room.problem is not None:
        room.problem = replace(room.problem, retry_at=0)
    c.outgoing.drop_room(room.key)
    c.state.emit_room_changed(room)


def knock(c: Context, room: RoomState) -> None:
    """Ask the moderators of a room to be let in. Once they invite us, we enter.

    Spec: https://modern.ircdocs.horse/#knock-message
    """
    if room.problem is not None:
        room.problem = replace(room.problem, knocked=True)
        c.state.emit_room_changed(room)
        c.state.send("KNOCK", room.name, texts.MAY_I_COME_IN)  # some servers want words


def handle_knock_delivered(c: Context, message: Message) -> None:
    """711: the moderators were asked. The window says so where the person asked by its button."""
    room = c.state.find_channel(message.param_at(1))
    if room is None or room.problem is None:
        c.state.show_answer(c.asked, texts.ASKED_TO_ENTER(message.param_at(1)))
    elif not room.problem.knocked:
        room.problem = replace(room.problem, knocked=True)
        c.state.emit_room_changed(room)


def take_knock_refusal(c: Context, room: RoomState, number: str) -> None:
    """Note that the knock was refused. An open room is entered."""
    if room.problem is None or not room.problem.knocked or number not in _REFUSED_KNOCKS:
        return
    room.problem = replace(room.problem, knocked=False)
    c.state.emit_room_changed(room)
    if number == n.ERR_CHANOPEN:
        try_entering(c, room)


def enter_if_invited(c: Context, name: str) -> None:
    """Enter a room to which we were invited, if the person has knocked."""
    room = c.state.find_channel(name)
    if room is not None and not room.joined and room.problem is not None and room.problem.knocked:
        try_entering(c, room)


def enter_after_login(c: Context) -> None:
    """Enter the rooms that are only for people with an account."""
    for room in list(c.state.rooms.values()):
        if room.problem is not None and room.problem.obstacle is Obstacle.ACCOUNT and not room.joined and room.wanted:
            try_entering(c, room)


def end_connection(c: Context) -> None:
    """Note that no attempt is planned any more: the next connection enters the wanted rooms again."""
    for room in c.state.rooms.values():
        if room.problem is not None and room.problem.retry_at:
            room.problem = replace(room.problem, retry_at=0)
