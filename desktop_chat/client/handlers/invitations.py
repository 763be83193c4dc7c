"""Invitations to rooms: INVITE. A room to which a person invites us is open without being joined.

Spec: https://modern.ircdocs.horse/#invite-message, https://ircv3.net/specs/extensions/invite-notify
"""

from __future__ import annotations

from desktop_chat.client.collection_limits import INVITATIONS, TEXT
from desktop_chat.client.context import Context
from desktop_chat.client.entry import EntryKind
from desktop_chat.client.handlers import entering
from desktop_chat.client.room_state import SERVER_ROOM, RoomState
from desktop_chat.client.session_state import SessionState
from desktop_chat.irc.message import Message
from desktop_chat.texts import client as texts

_EMPTY_WORDS = frozenset(
    ("", "may i come in?", "asks to be invited", "has asked for an invite", "has requested an invite")
)
"""What this program and servers say for a person who gave no words."""


def handle_invite(c: Context, message: Message) -> None:
    """Note an invitation to us, or show the invitation of another person in its room."""
    state, name = c.state, message.param_at(1)
    room = state.find_channel(name)
    if not state.is_me(message.param_at(0)):
        if room is not None:
            name_of = state.profiles.name_of
            state.show_notice(room.key, texts.INVITED(name_of(message.nick), name_of(message.param_at(0))))
        return
    if state.blocked.has_person(message.nick, message.tags.get("account", "")) or not state.is_channel(name):
        return
    if room is not None and room.joined:
        state.add_entry(room, state.make_entry(message, EntryKind.INVITE, name))
        return
    room = _open_invited_room(state, name, message.nick[:TEXT])
    state.add_entry(room, state.make_entry(message, EntryKind.INVITE, name), mention=True)
    entering.enter_if_invited(c, name)


def handle_knock(c: Context, message: Message) -> None:
    """710: a person asks to be let into a room that we moderate.

    Spec: https://modern.ircdocs.horse/#rplknock-710
    """
    state, name, words = c.state, message.param_at(1), message.param_at(3)
    room, nick = state.find_channel(name), message.param_at(2).partition("!")[0]
    if not nick or state.blocked.has_person(nick, ""):
        return
    words = "" if words.rstrip(".").casefold() in _EMPTY_WORDS else words
    if room is None or not room.joined:
        state.show_notice(SERVER_ROOM, texts.KNOCKS(state.profiles.name_of(nick), name))
        return
    state.add_entry(room, state.make_entry(message, EntryKind.KNOCK, words, nick=nick), mention=True)


def _open_invited_room(state: SessionState, name: str, nick: str) -> RoomState:
    """Return the channel to which a person invites us; beyond INVITATIONS the oldest invitation is closed."""
    room = state.find_room(name)
    if room is None:
        room = state.open_room(name)
        waiting = [other for other in state.rooms.values() if other.invited_by]
        for oldest in waiting[: max(0, len(waiting) - INVITATIONS + 1)]:
            state.close_room(oldest)
    room.invited_by = nick
    state.emit_room_changed(room)
    return room
