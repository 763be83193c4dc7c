"""Commands of the moderators of a room: roles, kicks, bans, mutes and modes. Pure; GUI thread."""

from __future__ import annotations

from collections.abc import Callable

from desktop_chat.client.commands.command import (
    NAME,
    NAME_REASON,
    OPTIONAL_NAME,
    OPTIONAL_ROOM,
    Run,
    SlashCommand,
    require_connection,
    require_text,
    split_channel,
)
from desktop_chat.client.context import Context
from desktop_chat.client.room_bans import list_letter, mute_change, nick_mask
from desktop_chat.client.room_state import RoomState
from desktop_chat.client.shared_actions import UsageError, one_line
from desktop_chat.texts import QT_TRANSLATE_NOOP
from desktop_chat.texts import client as texts

_Change = tuple[str, str]
"""A letter of MODE and its argument."""
_BANS, _MUTES, _EXCEPTIONS, _INVITATIONS = "bqeI"
"""The letters of the lists of a room."""


def _as_mask(name: str) -> str:
    """Return the mask of a nick. A mask or an extended mask (`~a:ann`, `account:ann`) stays."""
    return name if set("!@*:$") & set(name) else nick_mask(name)


def _run_kick(c: Context, room: str, arguments: str) -> None:
    require_connection(c)
    state, rest = split_channel(c, room, arguments)
    _kick_members(c, state, rest)


def _kick_members(c: Context, state: RoomState, arguments: str) -> None:
    """Kick a member, or several members with commas between the names."""
    names, _, reason = require_text(arguments).partition(" ")
    for nick in filter(None, names.split(",")):
        c.state.send("KICK", state.name, nick, one_line(reason) or nick)


def _run_kickban(c: Context, room: str, arguments: str) -> None:
    require_connection(c)
    state, rest = split_channel(c, room, arguments)
    for nick in filter(None, require_text(rest).partition(" ")[0].split(",")):
        c.state.send("MODE", state.name, "+b", _as_mask(nick))
    _kick_members(c, state, rest)


def _ban_change(_: Context, name: str) -> _Change:
    return _BANS, _as_mask(name)


def _mute_change(c: Context, name: str) -> _Change:
    change = mute_change(c.state.support, _as_mask(name))
    if change is None:
        raise UsageError(texts.SERVER_HAS_NO_MUTES)
    return change


def _make_mask_command(kind: str, sign: str, change_of: Callable[[Context, str], _Change]) -> Run:
    """Return the function of a command that changes the entries of a list, or asks for the list."""

    def run(c: Context, room: str, arguments: str) -> None:
        require_connection(c)
        state, rest = split_channel(c, room, arguments)
        if not rest:
            _ask_list(c, state, kind)
        for name in rest.split():
            letter, argument = change_of(c, name)
            c.state.send("MODE", state.name, sign + letter, argument)

    return run


def _make_list_command(kind: str) -> Run:
    def run(c: Context, room: str, arguments: str) -> None:
        require_connection(c)
        _ask_list(c, split_channel(c, room, arguments)[0], kind)

    return run


def _ask_list(c: Context, state: RoomState, kind: str) -> None:
    """Ask for a list of a room. The server's answer is shown where the person asked.

    Raises: UsageError (the server has no such list).
    """
    letter = list_letter(c.state.support, kind)
    if not letter:
        raise UsageError(texts.SERVER_HAS_NO_LIST)
    c.state.send("MODE", state.name, letter)


def _make_role_command(sign: str, letter: str) -> Run:
    def run(c: Context, room: str, arguments: str) -> None:
        require_connection(c)
        state, rest = split_channel(c, room, arguments)
        for name in require_text(rest).split():
            c.state.send("MODE", state.name, sign + letter, name)

    return run


def _run_mode(c: Context, room: str, arguments: str) -> None:
    require_connection(c)
    words = arguments.split()
    if not words:
        state = c.state.rooms.get(room)
        words = [state.name if state is not None and state.kind == "channel" else c.state.nick]
    if len(words) == 1 or c.state.is_me(words[0]):
        c.modes_asked.add(c.state.fold_name(words[0]))
    if _is_mode_change(c, words[0]) or not (c.state.is_channel(words[0]) or c.state.is_me(words[0])):
        words.insert(0, split_channel(c, room, "")[0].name)
    c.state.send("MODE", *words)


def _is_mode_change(c: Context, word: str) -> bool:
    """Return True for `+m` and the like. On some servers channels begin with a plus, too."""
    return word[0] in "+-" and word[1:].isalpha() and c.state.find_channel(word) is None


ROWS = (
    SlashCommand(
        "ban", OPTIONAL_NAME, QT_TRANSLATE_NOOP("SlashCommand", "ban somebody from this room, or list who is banned"),
        0, _make_mask_command(_BANS, "+", _ban_change),
    ),
    SlashCommand(
        "bans", OPTIONAL_ROOM, QT_TRANSLATE_NOOP("SlashCommand", "list who is banned from this room"), 0,
        _make_list_command(_BANS), ("banlist",),
    ),
    SlashCommand(
        "deop", NAME, QT_TRANSLATE_NOOP("SlashCommand", "take somebody's operator role in this room"), 1,
        _make_role_command("-", "o"),
    ),
    SlashCommand(
        "devoice", NAME, QT_TRANSLATE_NOOP("SlashCommand", "take somebody's voice in this room"), 1,
        _make_role_command("-", "v"),
    ),
    SlashCommand(
        "dehalfop", NAME, QT_TRANSLATE_NOOP("SlashCommand", "take somebody's role of a half-operator in this room"), 1,
        _make_role_command("-", "h"),
    ),
    SlashCommand(
        "exceptions", OPTIONAL_ROOM,
        QT_TRANSLATE_NOOP("SlashCommand", "list who may enter this room in spite of a ban"), 0,
        _make_list_command(_EXCEPTIONS), ("exceptlist",),
    ),
    SlashCommand(
        "halfop", NAME, QT_TRANSLATE_NOOP("SlashCommand", "make somebody a half-operator of this room"), 1,
        _make_role_command("+", "h"),
    ),
    SlashCommand(
        "invitations", OPTIONAL_ROOM,
        QT_TRANSLATE_NOOP("SlashCommand", "list who may enter this room without an invitation"), 0,
        _make_list_command(_INVITATIONS), ("invitelist", "invexlist"),
    ),
    SlashCommand(
        "kick", NAME_REASON, QT_TRANSLATE_NOOP("SlashCommand", "kick somebody from this room"), 1, _run_kick, ("k",)
    ),
    SlashCommand(
        "kickban", NAME_REASON, QT_TRANSLATE_NOOP("SlashCommand", "kick somebody and ban them from this room"), 1,
        _run_kickban, ("kb",),
    ),
    SlashCommand(
        "mode", QT_TRANSLATE_NOOP("SlashCommand", "[MODES]"),
        QT_TRANSLATE_NOOP("SlashCommand", "see or change the modes of this room"), 0, _run_mode,
    ),
    SlashCommand(
        "op", NAME, QT_TRANSLATE_NOOP("SlashCommand", "make somebody an operator of this room"), 1,
        _make_role_command("+", "o"),
    ),
    SlashCommand(
        "quiet", OPTIONAL_NAME, QT_TRANSLATE_NOOP("SlashCommand", "mute somebody in this room, or list who is muted"),
        0, _make_mask_command(_MUTES, "+", _mute_change), ("mute",),
    ),
    SlashCommand(
        "unban", NAME, QT_TRANSLATE_NOOP("SlashCommand", "lift the ban of somebody in this room"), 1,
        _make_mask_command(_BANS, "-", _ban_change),
    ),
    SlashCommand(
        "unquiet", NAME, QT_TRANSLATE_NOOP("SlashCommand", "let a muted person speak in this room again"), 1,
        _make_mask_command(_MUTES, "-", _mute_change), ("unmute",),
    ),
    SlashCommand(
        "voice", NAME, QT_TRANSLATE_NOOP("SlashCommand", "let somebody speak in a moderated room"), 1,
        _make_role_command("+", "v"),
    ),
)  # fmt: skip
