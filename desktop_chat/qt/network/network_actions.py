"""NetworkActs: what a person does on one network. GUI thread."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

from PySide6.QtCore import QObject

from desktop_chat.client.entry import Entry
from desktop_chat.client.events import Event
from desktop_chat.client.session import Session
from desktop_chat.qt.network.room import Room


class NetworkActions(QObject):
    """Each act goes through the Session, and what follows from it is applied."""

    session: Session

    @abstractmethod
    def _apply_events(self, events: Sequence[Event]) -> None:
        """Take in Events in their order."""

    @abstractmethod
    def _now(self) -> int:
        """Unix ms."""

    def send_text(self, room: Room, text: str, answers: str = "") -> None:
        """Say words, whatever they begin with; perhaps as a reply to what has this msgid."""
        self._apply_events(self.session.send_text(room.key, text, self._now(), answers=answers))

    def retry_entry(self, room: Room, entry: Entry) -> None:
        self._apply_events(self.session.retry_entry(room.key, entry, self._now()))

    def note_typing(self, room: Room, *, something: bool) -> None:
        self._apply_events(self.session.note_typing(room.key, self._now(), something=something))

    def edit_entry(self, room: Room, entry: Entry, text: str) -> None:
        self._apply_events(self.session.edit_entry(room.key, entry, text, self._now()))

    def delete_entry(self, room: Room, entry: Entry) -> None:
        self._apply_events(self.session.delete_entry(room.key, entry))

    def join_channel(self, channel: str, key: str = "") -> None:
        self._apply_events(self.session.join_channel(channel, key))

    def give_key(self, room: Room, key: str) -> None:
        """Enter a room with this password."""
        self._apply_events(self.session.give_key(room.key, key, self._now()))

    def open_direct_messages(self, nick: str) -> None:
        self._apply_events(self.session.open_direct_messages(nick))

    def leave_room(self, room: Room) -> None:
        """Leave a channel or close direct messages; it goes from the list once we are out of it."""
        self._apply_events(self.session.leave_room(room.key))

    def accept_request(self, room: Room) -> None:
        """A message request becomes a conversation like any other."""
        self._apply_events(self.session.accept(room.key))

    def set_topic(self, room: Room, text: str) -> None:
        self._apply_events(self.session.set_topic(room.key, text))

    def set_nick(self, nick: str) -> None:
        self._apply_events(self.session.set_nick(nick))

    def kick_member(self, room: Room, nick: str) -> None:
        self._apply_events(self.session.kick_member(room.key, nick))

    def run_command(self, room: Room, text: str) -> None:
        """Do what a slash command says; `command_failed` tells when that cannot be done."""
        self._apply_events(self.session.run_command(room.key, text, self._now()))

    def request_older(self, room: Room) -> None:
        """A person scrolled near the top of what is known."""
        self._apply_events(self.session.request_older(room.key, self._now()))

    def fill_gap(self, room: Room) -> None:
        """Go on filling the gap in a room."""
        self._apply_events(self.session.fill_gap(room.key, self._now()))

    def cancel_waiting(self, room: Room) -> None:
        """Do not say what waits for the room: it can be tried again."""
        self._apply_events(self.session.cancel_waiting(room.key))
