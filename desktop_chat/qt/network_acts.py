"""NetworkActs: what a person does on one network. GUI thread."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

from PySide6.QtCore import QObject

from desktop_chat.client.entry import Entry
from desktop_chat.client.events import Event
from desktop_chat.client.session import Session
from desktop_chat.qt.room import Room


class NetworkActs(QObject):
    """Each act goes through the Session, and what follows from it is applied."""

    session: Session

    @abstractmethod
    def _apply(self, events: Sequence[Event]) -> None:
        """Take in Events in their order."""

    @abstractmethod
    def _now(self) -> int:
        """Unix ms."""

    def say(self, room: Room, text: str, answers: str = "") -> None:
        """Say words, whatever they begin with; perhaps as a reply to what has this msgid."""
        self._apply(self.session.say(room.key, text, self._now(), answers=answers))

    def retry(self, room: Room, entry: Entry) -> None:
        self._apply(self.session.retry(room.key, entry, self._now()))

    def write(self, room: Room, *, something: bool) -> None:
        self._apply(self.session.write(room.key, self._now(), something=something))

    def correct(self, room: Room, entry: Entry, text: str) -> None:
        self._apply(self.session.correct(room.key, entry, text, self._now()))

    def delete(self, room: Room, entry: Entry) -> None:
        self._apply(self.session.delete(room.key, entry))

    def join(self, channel: str, key: str = "") -> None:
        self._apply(self.session.join(channel, key))

    def give_key(self, room: Room, key: str) -> None:
        """Enter a room with this password."""
        self._apply(self.session.give_key(room.key, key, self._now()))

    def query(self, nick: str) -> None:
        self._apply(self.session.query(nick))

    def leave(self, room: Room) -> None:
        """Leave a channel or close direct messages; it goes from the list once we are out of it."""
        self._apply(self.session.part(room.key))

    def accept(self, room: Room) -> None:
        """A message request becomes a conversation like any other."""
        self._apply(self.session.accept(room.key))

    def set_topic(self, room: Room, text: str) -> None:
        self._apply(self.session.set_topic(room.key, text))

    def set_nick(self, nick: str) -> None:
        self._apply(self.session.set_nick(nick))

    def kick(self, room: Room, nick: str, reason: str = "") -> None:
        self._apply(self.session.kick(room.key, nick, reason))

    def command(self, room: Room, text: str) -> None:
        """Do what a slash command says; `command_failed` tells when that cannot be done."""
        self._apply(self.session.command(room.key, text, self._now()))

    def older(self, room: Room) -> None:
        """Somebody scrolled near the top of what is known."""
        self._apply(self.session.older(room.key, self._now()))

    def more(self, room: Room) -> None:
        """Go on filling the gap in a room."""
        self._apply(self.session.more(room.key, self._now()))

    def cancel_waiting(self, room: Room) -> None:
        """Do not say what waits for the room: it can be tried again."""
        self._apply(self.session.cancel_waiting(room.key))
