"""EnteringActions: the ways into a closed room, and why a person cannot speak in a room. Pure; GUI thread."""

from __future__ import annotations

from desktop_chat.client import shared_actions, silence, silencing
from desktop_chat.client.context import Context
from desktop_chat.client.entry import EntryKind
from desktop_chat.client.events import Event, Phase
from desktop_chat.client.handlers import entering
from desktop_chat.client.room_state import RoomState
from desktop_chat.client.session_state import SessionState


class EnteringActions:
    """The part of a Session for entering rooms again. `room` is the key of a room; times are Unix ms."""

    _state: SessionState
    _context: Context

    def can_knock(self) -> bool:
        """Return True if the server passes on a request to be let in.

        Servers without the token KNOCK may have the mode K, which forbids such requests in a room.
        """
        support = self._state.support
        return "KNOCK" in support or "K" in support.chanmodes[3]

    def knock(self, room: str) -> list[Event]:
        """Ask the moderators of a room to be let in; the room is entered once they invite us."""
        state = self._shut_room(room)
        if state is not None and self.can_knock():
            entering.knock(self._context, state)
        return self._state.drain_events()

    def silence_of(self, room: str) -> silence.Silence | None:
        """Return why the person may not speak in a channel in which the person is, or None as far as is known."""
        state = self._state.rooms.get(room)
        return silencing.find_silence(self._state, state) if state is not None and state.joined else None

    def try_entering(self, room: str, now: int) -> list[Event]:
        """Enter a channel now, without waiting for the next attempt of the program."""
        self._state.now = now
        state = self._shut_room(room)
        if state is not None:
            entering.try_entering(self._context, state)
        return self._state.drain_events()

    def stop_trying(self, room: str) -> list[Event]:
        """Enter a channel no more by ourselves."""
        state = self._shut_room(room)
        if state is not None:
            entering.stop_trying(self._context, state)
        return self._state.drain_events()

    def give_key(self, room: str, key: str, now: int) -> list[Event]:
        """Enter a channel with the key, now or after the next connection."""
        self._state.now = now
        state = self._state.rooms.get(room)
        if state is None or state.kind != "channel":
            return []
        try:
            shared_actions.join_channel(self._context, state.name, key)
        except shared_actions.UsageError as error:
            self._state.show_notice(room, str(error), EntryKind.ERROR)
        return self._state.drain_events()

    def _shut_room(self, room: str) -> RoomState | None:
        """Return the channel if there is a connection and we are not in the channel."""
        state = self._state.rooms.get(room)
        shut = state is not None and state.kind == "channel" and not state.joined
        return state if shut and self._state.phase is Phase.ONLINE else None
