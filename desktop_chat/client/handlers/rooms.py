"""Topics and modes of rooms: TOPIC, MODE and their numerics."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop_chat.client import mutes, silencing
from desktop_chat.client.context import Context
from desktop_chat.client.entry import EntryKind
from desktop_chat.client.room_state import SERVER_ROOM, RoomState
from desktop_chat.irc.message import Message
from desktop_chat.irc.modes import ModeChange
from desktop_chat.texts import client as texts


def handle_topic(c: Context, message: Message) -> None:
    state, room = c.state, c.state.find_channel(message.param_at(0))
    if room is None:
        return
    room.topic, room.topic_by, room.topic_at = message.param_at(1), message.nick, state.time_of(message)
    state.emit_room_changed(room)
    state.add_entry(room, state.make_entry(message, EntryKind.TOPIC, message.param_at(1)))


def handle_topic_reply(c: Context, message: Message) -> None:
    """331 and 332: no topic, or the topic."""
    room = c.state.find_channel(message.param_at(1))
    if room is not None:
        room.topic = message.param_at(2) if message.command == "332" else ""
        c.state.emit_room_changed(room)


def handle_topic_author(c: Context, message: Message) -> None:
    """333: the author and the time (s) of the topic."""
    room = c.state.find_channel(message.param_at(1))
    if room is not None:
        room.topic_by = message.param_at(2).partition("!")[0]
        at = message.param_at(3)
        room.topic_at = int(at) * 1000 if at.isascii() and at.isdigit() and len(at) < 12 else 0
        c.state.emit_room_changed(room)


def handle_channel_modes(c: Context, message: Message) -> None:
    """324: the modes of a channel; only members see its key."""
    room = c.state.find_channel(message.param_at(1))
    if room is not None:
        room.modes = " ".join(message.params[2:])
        c.state.emit_room_changed(room)
    _answer_modes(c, message.param_at(1), " ".join(message.params[2:]))


def handle_own_modes(c: Context, message: Message) -> None:
    """221: our own modes."""
    _answer_modes(c, c.state.nick, " ".join(message.params[1:]))


def _answer_modes(c: Context, name: str, modes: str) -> None:
    """Show the modes if a person asked for them."""
    key = c.state.fold_name(name)
    if key in c.modes_asked:
        c.modes_asked.discard(key)
        plain = modes.strip("+ ")
        c.state.show_answer(c.asked, texts.MODES_OF_ROOM(name, modes) if plain else texts.NO_MODES(name))


def handle_mode(c: Context, message: Message) -> None:
    """https://modern.ircdocs.horse/#mode-message"""
    state, room = c.state, c.state.find_channel(message.param_at(0))
    text = " ".join(message.params[1:])
    if room is None:
        _tell_own_modes(c, text)
        return
    c.typing.allow_again(room.key)
    changes, before = state.support.parse_mode_changes(message.params[1:]), silencing.find_silence(state, room)
    if _apply_role_changes(c, room, changes):
        c.ask_modes(room)
    silencing.note_mode_changes(state, room, changes, message.nick)
    mutes.note_mode_changes(state, room, changes)
    if silencing.find_silence(state, room) != before:
        state.emit_room_changed(room)
    state.add_entry(room, state.make_entry(message, EntryKind.MODE, text))


def _tell_own_modes(c: Context, modes: str) -> None:
    """Answer a person after a change of own modes. A new operator is announced to others."""
    state, key = c.state, c.state.fold_name(c.state.nick)
    if key in c.modes_asked:
        c.modes_asked.discard(key)
        state.show_answer(c.asked, texts.OWN_MODES(modes))
        return
    before, operator, _ = modes.partition(" ")[0].rpartition("o")
    if operator:
        became = before.rfind("+") > before.rfind("-")
        state.show_notice(SERVER_ROOM, texts.OPERATOR_NOW if became else texts.OPERATOR_NO_MORE)


def _apply_role_changes(c: Context, room: RoomState, changes: Sequence[ModeChange]) -> bool:
    """Apply role changes to the members. Return True if other modes have changed, which must then be asked for."""
    support, other = c.state.support, False
    for change in changes:
        prefix = support.prefix_of(change.letter)
        if prefix:
            _set_role(c, room, change.argument, prefix, given=change.is_set)
            continue
        if change.letter == "k" and not (change.is_set and change.argument == "*"):  # some servers hide it
            c.state.keep_channel_key(room, change.argument if change.is_set else "")
        other = other or change.letter not in support.chanmodes[0]
    return other


def _set_role(c: Context, room: RoomState, nick: str, prefix: str, *, given: bool) -> None:
    member = c.state.find_member(room, nick)
    if member is not None:
        prefixes = member.prefixes.replace(prefix, "") + (prefix if given else "")
        c.state.set_member(room, nick, replace(member, prefixes=c.state.support.sorted_prefixes(prefixes)))
