"""Invitations to rooms: INVITE. A room to which a person invites us is open without being joined.

Spec: https://modern.ircdocs.horse/#invite-message, https://ircv3.net/specs/extensions/invite-notify
"""

from __future__ import annotations

from desktop_chat.client.collection_limits import INVITATIONS, TEXT
from desktop_chat.client.context import Context
from desktop_chat.client.entry import EntryKind
from desktop_chat.client.handlers import entering
from desktop_chat.client.session_state import RoomState, SessionState
from desktop_chat.irc.message import Message
from desktop_chat.texts import client as texts


def handle_invite(c: Context, message: Message) -> None:
    """Note an invitation to us, or show in its room that somebody else was invited."""
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
