"""Actions that slash commands and windows share: entering and leaving rooms, writing to people, changing the own nick.
Pure; GUI thread."""

from __future__ import annotations

from desktop_chat.client.block_list import account_block
from desktop_chat.client.context import Context
from desktop_chat.client.events import AwayChanged, Phase
from desktop_chat.client.handlers import nick_choice
from desktop_chat.client.pacing import Rank
from desktop_chat.client.room_plan import RoomPlan
from desktop_chat.client.room_state import RoomState
from desktop_chat.late_pattern import late_pattern
from desktop_chat.texts import client as texts


class UsageError(Exception):
    """A command or action that cannot be done. The text is a sentence for the person."""


_BREAK = late_pattern("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
"""Fewer than `splitlines` knows: \\x1d and \\x1e are codes of italic and struck text."""


def one_line(text: str) -> str:
    """Return the text without line breaks, which become spaces."""
    return _BREAK.sub(" ", encodable_text(text).replace("\0", "").rstrip("\r\n"))


def encodable_text(text: str) -> str:
    """Return the text as UTF-8 can carry it: half a surrogate pair becomes a question mark."""
    return text.encode("utf-8", "replace").decode()


def channel_name(c: Context, typed: str) -> str:
    """Return the name with the sign of a channel, which many people leave out. Spaces become `-`."""
    typed = "-".join(typed.split())
    if typed[:1] == "#" or c.state.is_channel(typed):
        return typed
    return (c.state.support.chantypes[:1] or "#") + typed


def join_channel(c: Context, channel: str, key: str = "") -> None:
    """Enter a channel now, or once there is a connection. `key` is its password.

    Raises: UsageError.
    """
    state = c.state
    channel, key = one_line(channel), one_line(key)
    name = channel_name(c, channel)
    if state.phase is Phase.ONLINE and not state.support.chantypes:
        raise UsageError(texts.BOUNCER_HAS_NO_ROOMS)
    if not channel or any(char in channel for char in " ,\x07\0\r\n") or key[:1] == ":" or " " in key:
        raise UsageError(texts.ROOM_NAME_INVALID)
    room = state.open_room(name)
    room.wanted, room.channel_key = True, key or room.channel_key
    if state.phase is Phase.ONLINE and (room.leaving or not room.joined):
        state.send("JOIN", name, *([room.channel_key] if room.channel_key else []), rank=Rank.COMMAND)


def make_room(c: Context, plan: RoomPlan) -> None:
    """Enter a new channel. Its settings follow once the server has named its members.

    Raises: UsageError.
    """
    join_channel(c, plan.name)
    c.room_plans[c.state.fold_name(plan.name)] = plan


def leave_room(c: Context, room: RoomState, reason: str) -> None:
    """Leave a channel, or close a room in which we are not."""
    state = c.state
    again, room.wanted = room.wanted, False
    if room.kind == "channel" and room.joined:
        if room.leaving and not again:
            return  # PART is under way
        room.leaving += 1
        c.outgoing.withdraw_room(room.key)
        state.send("PART", room.name, *([one_line(reason)] if reason else []))
        return
    c.outgoing.drop_room(room.key)
    state.close_room(room)


def reenter_channel(c: Context, room: RoomState, reason: str) -> None:
    """Leave a channel and enter it again. The room stays open."""
    state = c.state
    if room.joined and not room.leaving:
        room.leaving += 1
        state.send("PART", room.name, *([one_line(reason)] if reason else []), rank=Rank.COMMAND)
    join_channel(c, room.name)


def open_direct_messages(c: Context, nick: str) -> None:
    """Open the conversation with a person; fetch its history if it is new here.

    Raises: UsageError.
    """
    state, nick = c.state, one_line(nick)
    if not is_possible_person(c, nick):
        raise UsageError(texts.NO_SUCH_USER)
    new = state.find_room(nick) is None
    room = state.open_room(nick)
    unblock_person(c, nick)
    state.accept_request(room)
    if new:
        c.history.catch_up(room)


def block_person(c: Context, nick: str) -> None:
    """Show nothing more from a person, and close the direct room. A person with an account is blocked by the account,
    under every nick."""
    account, direct = c.state.account_of(nick), c.state.find_room(nick)
    if direct is not None and direct.kind == "direct":
        leave_room(c, direct, "")
    c.state.set_blocked(account_block(account) if account else nick, blocked=True)


def unblock_person(c: Context, name: str) -> None:
    """Unblock a nick, and the account to which its person is logged in."""
    account = c.state.account_of(name)
    for item in (name, account_block(account)) if account else (name,):
        c.state.set_blocked(item, blocked=False)


def set_away(c: Context, text: str) -> None:
    """Be away with the text, or back (""). Without a connection the server is told after the next one."""
    c.state.away = one_line(text)
    c.state.emit(AwayChanged(c.state.away))
    if c.state.phase is Phase.ONLINE:
        c.state.send("AWAY", *([c.state.away] if c.state.away else []))


def is_possible_person(c: Context, nick: str) -> bool:
    """Return True if this can be the name of a person or a service (`name@server`, or `*name` of a bouncer)."""
    named = bool(nick.lstrip("*")) and nick[0] not in ": ,!?" and not set(nick[1:]) & set(" ,!*?")
    return named and not c.state.is_channel(nick)


def set_nick(c: Context, nick: str) -> None:
    """Ask the server for another nick. Spaces become underscores.

    Raises: UsageError.
    """
    name = one_line(nick).strip().replace(" ", "_")
    if not name or name[0] == ":":
        raise UsageError(texts.NAME_MISSING)
    if c.state.phase not in (Phase.ONLINE, Phase.REGISTERING):
        raise UsageError(texts.NICK_NEEDS_CONNECTION)
    nick_choice.choose_nick(c, name)
