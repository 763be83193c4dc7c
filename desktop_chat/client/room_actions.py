"""RoomActions: what a person does about the settings, the roles and the lists of a room. Pure; GUI thread."""

from __future__ import annotations

from collections.abc import Iterable

from desktop_chat.client import room_settings
from desktop_chat.client.events import Event
from desktop_chat.client.handlers import mode_lists
from desktop_chat.client.person_actions import PersonActions
from desktop_chat.client.room_state import RoomState
from desktop_chat.irc.modes import ModeChange, pack_mode_changes

_MODES_IN_A_LINE = 3
"""Modes with an argument that every server takes in one line."""


class RoomActions(PersonActions):
    """The part of a Session for acts on rooms. `room` is the key of a channel."""

    def read_settings(self, room: str) -> room_settings.RoomSettings:
        """Return the settings of a channel, as far as the server has told them."""
        state = self._channel(room)
        if state is None:
            return room_settings.RoomSettings()
        return room_settings.read_settings(self._state.support, state.modes, state.channel_key)

    def days_kept(self, room: str) -> int | None:
        """Return for how many days messages of a room are kept, 0 for good; None if the server does not say."""
        state = self._state.rooms.get(room)
        modes = state.modes if state is not None and state.kind == "channel" else ""
        return room_settings.days_kept(self._state.support, modes)

    def change_settings(
        self, room: str, before: room_settings.RoomSettings, after: room_settings.RoomSettings
    ) -> list[Event]:
        """Change what differs between two settings. A refusal is shown in the room."""
        state = self._channel(room)
        if state is not None:
            self._send_changes(state, room_settings.changes_between(self._state.support, before, after))
        return self._state.drain_events()

    def change_role(self, room: str, nick: str, letter: str, *, given: bool) -> list[Event]:
        """Give a member the role of a mode letter (`o`), or take it."""
        state = self._channel(room)
        if state is not None and self._state.support.prefix_of(letter):
            self._send_changes(state, [ModeChange("+" if given else "-", letter, nick)])
        return self._state.drain_events()

    def list_letters(self) -> str:
        """Return the letters of the lists of a channel that a person can see and change: of "beIq" those that the
        server has."""
        support = self._state.support
        return "".join(letter for letter in "beIq" if letter in support.chanmodes[0] and not support.prefix_of(letter))

    def ask_list(self, room: str, letter: str) -> list[Event]:
        """Ask for a list of a channel. MaskListTold follows if the server tells the list."""
        state = self._channel(room)
        if state is not None and letter in self.list_letters():
            mode_lists.ask_list(self._context, state, letter)
        return self._state.drain_events()

    def change_list(self, room: str, letter: str, mask: str, minutes: int = 0, *, listed: bool) -> list[Event]:
        """Add a mask to a list of a channel, or remove the mask. 0 minutes: until it is removed."""
        state = self._channel(room)
        if state is not None and letter in self.list_letters():
            if listed:
                self._context.timed_bans.add_mask(state, letter, mask, minutes)
            else:
                self._send_changes(state, [ModeChange("-", letter, mask)])
            mode_lists.ask_list(self._context, state, letter)
        return self._state.drain_events()

    def _channel(self, room: str) -> RoomState | None:
        state = self._state.rooms.get(room)
        return state if state is not None and state.kind == "channel" else None

    def _send_changes(self, room: RoomState, changes: Iterable[ModeChange]) -> None:
        for params in pack_mode_changes(changes, self._state.support.number_value("MODES", _MODES_IN_A_LINE)):
            self._state.send("MODE", room.name, *params)
