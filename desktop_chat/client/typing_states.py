"""Who is writing something just now, and that we are. Pure; GUI thread.

https://ircv3.net/specs/client-tags/typing: who writes says so every 3 s; who has not said so for 6 s has stopped, who
pauses is believed for 30.
"""

from __future__ import annotations

from desktop_chat.client import collection_limits
from desktop_chat.client.events import TypingChanged
from desktop_chat.client.session_state import RoomState, SessionState
from desktop_chat.irc import capabilities as c

_BELIEVED_MS = {"active": 6_000, "paused": 30_000}
_EVERY_MS = 3_000
_CROWD = 100
"""In rooms with more people nobody is told: it would be more than what is said there."""


class TypingStates:
    """Times are Unix ms, of this computer's clock."""

    def __init__(self, state: SessionState) -> None:
        self._state = state
        self.heard_of: dict[str, dict[str, tuple[str, int]]] = {}
        """By room: a folded nick to the nick and until when that is believed. Empty where nobody types: so whoever
        handles a flood need not ask."""
        self._told: dict[str, int] = {}
        """By room: when it was last told that we write there."""
        self._refused: set[str] = set()
        """Rooms where nobody may be told that we write."""

    def end_connection(self) -> None:
        """The connection is gone: nobody is known to type, and nobody was told that we do."""
        rooms, self.heard_of = list(self.heard_of), {}
        self._told.clear()
        self._refused.clear()
        for room in rooms:
            self._state.emit(TypingChanged(room))

    def note_heard(self, room: RoomState, nick: str, word: str) -> None:
        """A person writes (`active`), thinks about it (`paused`) or has stopped (`done`)."""
        believed = _BELIEVED_MS.get(word, 0)
        if not believed:
            self.note_stopped(room.key, nick)
            return
        writing = self.heard_of.setdefault(room.key, {})
        if len(writing) >= collection_limits.TYPING and self._state.fold_name(nick) not in writing:
            return
        writing[self._state.fold_name(nick)] = (nick, self._state.now + believed)
        self._state.emit(TypingChanged(room.key))

    def note_stopped(self, room: str, nick: str) -> None:
        """A person has said what they were writing, or has stopped."""
        self._refused.discard(room)
        writing = self.heard_of.get(room)
        if writing is None or writing.pop(self._state.fold_name(nick), None) is None:
            return
        if not writing:
            del self.heard_of[room]
        self._state.emit(TypingChanged(room))

    def nicks_typing(self, room: RoomState, now: int) -> list[str]:
        """Who is writing there at this time; those who have left are not."""
        writing = self.heard_of.get(room.key)
        if not writing:
            return []
        alone = room.kind == "direct"
        longest = now + max(_BELIEVED_MS.values())  # further ahead the clock was set back since
        return [
            nick for key, (nick, until) in writing.items() if now < until <= longest and (alone or key in room.members)
        ]

    def note_own_typing(self, room: RoomState, *, something: bool) -> None:
        """We are writing there (`something` stands there and was changed), or have taken all of it back."""
        state, last = self._state, self._told.get(room.key, 0)
        if not room.joined or room.kind == "server" or len(room.members) > _CROWD or not self._may_notify:
            return
        if room.key in self._refused or self._is_silenced(room):
            return
        if something and not 0 <= state.now - last < _EVERY_MS:
            self._told[room.key] = state.now
            state.send("TAGMSG", room.name, tags={c.TAG_TYPING: "active"})
        elif not something and self._told.pop(room.key, 0) > state.now - _BELIEVED_MS["active"]:
            state.send("TAGMSG", room.name, tags={c.TAG_TYPING: "done"})

    def _is_silenced(self, room: RoomState) -> bool:
        """Whether the room is moderated and we have no voice in it."""
        ourselves = self._state.find_member(room, self._state.nick)
        return "m" in room.modes.partition(" ")[0] and ourselves is not None and not ourselves.prefixes

    def handle_refusal(self, name: str) -> bool:
        """Whether a refusal about this person or channel, which is of no words of ours, is of telling that we write
        there: nobody is told until something changes, and nobody needs to read it."""
        room = self._state.fold_name(name)
        if self._told.pop(room, None) is None:
            return False
        self._refused.add(room)
        return True

    def may_be_heard(self, room: str) -> None:
        """Who may speak in a room has changed."""
        self._refused.discard(room)

    def note_own_message(self, room: str) -> None:
        """We have said it: everybody sees that we are done."""
        self._told.pop(room, None)

    @property
    def _may_notify(self) -> bool:
        denied = self._state.support.text_value("CLIENTTAGDENY").split(",")
        everything = "*" in denied and "-typing" not in denied
        return self._state.has_capabilities(c.MESSAGE_TAGS) and not everything and "typing" not in denied
