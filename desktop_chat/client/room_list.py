"""RoomList: the question for the server's rooms and its answer, on the way to the window. Pure; GUI thread.

The rooms are told in portions, and only names are kept: large networks have tens of thousands.

Spec: https://modern.ircdocs.horse/#list-message
"""

from __future__ import annotations

from desktop_chat.client.events import RoomListEnded, RoomsListed
from desktop_chat.client.listed_names import ListedNames
from desktop_chat.client.listed_room import ListedRoom, parse_listed_room
from desktop_chat.client.pacing import Rank
from desktop_chat.client.session_state import SessionState
from desktop_chat.irc.message import Message

PORTION = 500
"""Rooms in one RoomsListed."""
_PATIENCE_MS = 30_000
"""A server that has sent nothing for so long has forgotten the question."""


class RoomList:
    """At most one question at a time. A question during an answer is sent after that answer."""

    def __init__(self, state: SessionState) -> None:
        self._state = state
        self.arrived: list[ListedRoom] = []
        """Rooms that the window has not been told of."""
        self.names = ListedNames()
        self.begin_connection()

    def begin_connection(self) -> None:
        """Forget the question of the last connection."""
        self.arrived.clear()
        self._is_asked = False
        self._next: str | None = None
        """The words of a question that waits for the end of the present answer."""
        self._heard_at = 0
        """When (ms) the question was sent, or a room arrived."""

    def ask(self, words: str) -> None:
        """Ask for the rooms. `words`: masks and conditions of ELIST, or "" for all rooms."""
        if self._is_asked and 0 <= self._state.now - self._heard_at < _PATIENCE_MS:
            self._next = words
            return
        self.arrived.clear()
        if not words:
            self.names.clear()
        self._is_asked, self._next, self._heard_at = True, None, self._state.now
        self._state.send("LIST", *([words] if words else []), rank=Rank.COMMAND)

    def take_room(self, message: Message) -> None:
        """Take a room of the answer. Rooms that nobody asked for are ignored."""
        if not self._is_asked:
            return
        self._heard_at = self._state.now
        room = parse_listed_room(message) if self._next is None else None
        if room is not None:
            self.arrived.append(room)
            if len(self.arrived) >= PORTION:
                self.flush()

    def flush(self) -> None:
        """Tell the window of the rooms that have arrived."""
        if self.arrived:
            self.names.add_rooms(self.arrived)
            self._state.emit(RoomsListed(tuple(self.arrived)))
            self.arrived.clear()

    def end(self, reason: str = "") -> bool:
        """Note the end of the answer, or a refusal with its reason. Return False if nobody asked for the rooms."""
        if not self._is_asked:
            return False
        self._is_asked, words = False, self._next
        if words is not None:
            self.ask(words)
            return True
        self.flush()
        self._state.emit(RoomListEnded(reason))
        return True
