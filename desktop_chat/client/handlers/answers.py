"""What the server answers in words: numerics of all kinds, and standard replies, each shown where it belongs.

https://modern.ircdocs.horse/#numerics, https://ircv3.net/specs/extensions/standard-replies
"""

from __future__ import annotations

from desktop_chat.client.context import Context
from desktop_chat.client.entry import Kind
from desktop_chat.client.state import SERVER_ROOM, RoomState
from desktop_chat.irc.message import Message

SILENT = frozenset(
    {"002", "003", "004", "042", "221", "250", "251", "252", "253", "254", "255", "265", "266", "315", "329", "333"}
    | {"354", "366", "375", "396"}
)
"""Numerics that nobody needs to read."""
_CANNOT_JOIN = {
    "403": "There is no room {0}.",
    "405": "You are in too many rooms to enter {0}.",
    "437": "{0} cannot be entered for the moment.",
    "471": "{0} is full.",
    "473": "{0} is only for those who were invited.",
    "474": "You are banned from {0}.",
    "475": "{0} has a password: type /join {0} PASSWORD",
    "476": "{0} cannot be the name of a room.",
    "477": "{0} is only for people with an account.",
    "489": "{0} is only for those whose connection is encrypted.",
}


def answer(c: Context, message: Message) -> None:
    """A numeric that has no handler of its own: errors in the room they are about, all else on the server's page."""
    number = int(message.command)
    if 400 <= number < 600:
        _refused(c, message)
    elif message.command not in SILENT:
        c.state.tell(SERVER_ROOM, " ".join(message.params[1:]))


def _refused(c: Context, message: Message) -> None:
    state, subject = c.state, message.param(1) if len(message.params) > 2 else ""
    pending = c.outgoing.refused(message.tags.get("label", ""), subject)
    room = state.rooms.get(pending) if pending is not None else None
    room = room or (state.room(subject) if subject else None) or state.rooms[SERVER_ROOM]
    text = message.params[-1] if message.params else message.command
    if message.command in _CANNOT_JOIN and not room.joined:
        _could_not_join(c, state.room(subject))
        text = _CANNOT_JOIN[message.command].format(subject)
    elif subject and room.key == SERVER_ROOM:
        text = f"{subject}: {text}"
    state.tell(room.key, text, Kind.ERROR)


def _could_not_join(c: Context, room: RoomState | None) -> None:
    """Not tried again by itself at the next reconnect."""
    if room is not None and room.kind == "channel":
        room.wanted = False
        c.state.changed(room)


def standard_reply(c: Context, message: Message) -> None:
    """FAIL, WARN and NOTE: `command code context... :sentence`."""
    state, words = c.state, message.params[2:-1]
    sentence = message.params[-1] if message.params else ""
    if message.command == "FAIL":
        if message.param(0).upper() == "CHATHISTORY":
            for word in words:
                c.history.refused(word)
            return
        pending = c.outgoing.refused(message.tags.get("label", ""), words[0] if words else "")
        state.tell(pending or SERVER_ROOM, sentence, Kind.ERROR)
        return
    room = next((state.room(word) for word in words if state.room(word) is not None), None)
    state.tell(room.key if room is not None else SERVER_ROOM, sentence)
