"""TypingStates: typing notifications of others, and our own. Pure; GUI thread.

A person who is typing sends a notification every 3 s. `active` counts for 6 s, `paused` for 30 s.

Spec: https://ircv3.net/specs/client-tags/typing
"""

from __future__ import annotations

from desktop_chat.client import collection_limits, silencing
from desktop_chat.client.events import TypingChanged
from desktop_chat.client.room_state import RoomState
from desktop_chat.client.session_state import SessionState
from desktop_chat.irc import capabilities as c

_BELIEVED_MS = {"active": 6_000, "paused": 30_000}
_EVERY_MS = 3_000
_CROWD = 100
"""In rooms with more people we send no notifications, which would outnumber the messages."""


class TypingStates:
    """Times are Unix ms, of this computer's clock."""

    def __init__(self, state: SessionState) -> None:
        self._state = state
        self.heard_of: dict[str, dict[str, tuple[str, int]]] = {}
        """By room and folded nick: the nick, and until when (ms) its notification counts. A room in which nobody types
        has no item, which makes the check cheap in a flood."""
        self._told: dict[str, int] = {}
        """By room: when (ms) we last sent `active`."""
        self._refused: set[str] = set()
        """Rooms that have refused our notifications."""

    def end_connection(self) -> None:
        """Forget all notifications at the end of a connection."""
        rooms, self.heard_of = list(self.heard_of), {}
        self._told.clear()
        self._refused.clear()
        for room in rooms:
            self._state.emit(TypingChanged(room))

    def note_heard(self, room: RoomState, nick: str, word: str) -> None:
        """Note a notification: `active`, `paused` or `done`."""
        believed = _BELIEVED_MS.get(word, 0)
        if not believed:
            self.note_stopped(room.key, nick)
            return
        if room.kind == "direct":
            self._refused.discard(room.key)
        writing = self.heard_of.setdefault(room.key, {})
        if len(writing) >= collection_limits.TYPING and self._state.fold_name(nick) not in writing:
            return
        writing[self._state.fold_name(nick)] = (nick, self._state.now + believed)
        self._state.emit(TypingChanged(room.key))

    def note_stopped(self, room: str, nick: str) -> None:
        """Note that a person has sent the message, or has stopped."""
        self._refused.discard(room)
        writing = self.heard_of.get(room)
        if writing is None or writing.pop(self._state.fold_name(nick), None) is None:
            return
        if not writing:
            del self.heard_of[room]
        self._state.emit(TypingChanged(room))

    def nicks_typing(self, room: RoomState, now: int) -> list[str]:
        """Return the nicks of present people who are typing in the room."""
        writing = self.heard_of.get(room.key)
        if not writing:
            return []
        alone = room.kind == "direct"
        longest = now + max(_BELIEVED_MS.values())  # later times: our clock was set back
        return [
            nick for key, (nick, until) in writing.items() if now < until <= longest and (alone or key in room.members)
        ]

    def note_own_typing(self, room: RoomState, *, something: bool) -> None:
        """Send `active`, at most every 3 s, or (not `something`) `done` if our text is gone."""
        state, last = self._state, self._told.get(room.key, 0)
        if not room.joined or room.kind == "server" or len(room.members) > _CROWD or not self._may_notify:
            return
        if room.key in self._refused or silencing.find_silence(self._state, room) is not None:
            return
        if something and not 0 <= state.now - last < _EVERY_MS:
            self._told[room.key] = state.now
            state.send("TAGMSG", room.name, tags={c.TAG_TYPING: "active"})
        elif not something and self._told.pop(room.key, 0) > state.now - _BELIEVED_MS["active"]:
            state.send("TAGMSG", room.name, tags={c.TAG_TYPING: "done"})

    def handle_refusal(self, name: str) -> bool:
        """Return True if a refusal that names this person or channel means our last notification there.

        Then no notification is sent there until something changes, and the refusal need not be shown.
        """
        room = self._state.fold_name(name)
        if self._told.pop(room, None) is None:
            return False
        self._refused.add(room)
        return True

    def note_absent(self, room: str) -> None:
        """Send no notifications to a person who is not here. A refusal of the last one may still be under way."""
        self._refused.add(room)

    def allow_again(self, room: str) -> None:
        """Try notifications again: the modes of a room have changed, or a person is back."""
        self._refused.discard(room)

    def note_own_message(self, room: str) -> None:
        """Note that our message was sent, which ends our typing for others."""
        self._told.pop(room, None)

    @property
    def _may_notify(self) -> bool:
        return self._state.has_capabilities(c.MESSAGE_TAGS) and self._state.support.allows_client_tag("typing")
