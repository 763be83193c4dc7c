"""NetworkActions: a person's actions on one network. GUI thread."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject

from desktop_chat.client import room_settings, server_search, uploads
from desktop_chat.client.entry import Entry
from desktop_chat.client.events import Event
from desktop_chat.client.room_plan import RoomPlan
from desktop_chat.client.session import Session
from desktop_chat.qt.network import file_preparation as preparation
from desktop_chat.qt.network.away_term import AwayTerm
from desktop_chat.qt.network.room import Room


class NetworkActions(QObject):
    """Passes each action to the Session and applies the resulting Events."""

    session: Session
    away_term: AwayTerm

    @abstractmethod
    def _apply_events(self, events: Sequence[Event]) -> None:
        """Apply Events in their order."""

    @abstractmethod
    def _now(self) -> int:
        """The time in Unix ms."""

    def send_text(self, room: Room, text: str, answers: str = "") -> None:
        """Send a text as a message, even if it begins with a slash. `answers`: msgid of the entry to reply to."""
        self._apply_events(self.session.send_text(room.key, text, self._now(), answers=answers))

    def send_file(self, room: Room, file: preparation.PreparedFile, *, caption: str = "", answers: str = "") -> None:
        """Send a message with a file, once the file is on the server."""
        source = uploads.UploadSource(str(file.path), file.is_copy)
        sent = self.session.uploads.send_file(
            room.key, file.attachment, source, self._now(), caption=caption, answers=answers
        )
        self._apply_events(sent)

    def ask_upload_limits(self, room: Room) -> None:
        """Ask what may be sent to a room: `upload_limits_told` follows, if the server knows the question."""
        self._apply_events(self.session.uploads.ask_limits(room.key, self._now()))

    def retry_entry(self, room: Room, entry: Entry) -> None:
        self._apply_events(self.session.retry_entry(room.key, entry, self._now()))

    def note_typing(self, room: Room, *, something: bool) -> None:
        self._apply_events(self.session.note_typing(room.key, self._now(), something=something))

    def edit_entry(self, room: Room, entry: Entry, text: str) -> None:
        self._apply_events(self.session.edit_entry(room.key, entry, text, self._now()))

    def delete_entry(self, room: Room, entry: Entry) -> None:
        self._apply_events(self.session.delete_entry(room.key, entry))

    def delete_own(self, room: Room) -> None:
        """Delete all own messages of a room."""
        self._apply_events(self.session.delete_own(room.key))

    def react(self, room: Room, entry: Entry, text: str, *, present: bool) -> None:
        """React to an entry, or take the reaction back."""
        self._apply_events(self.session.react(room.key, entry, text, self._now(), present=present))

    def pin_entry(self, room: Room, entry: Entry, *, pinned: bool) -> None:
        """Pin an entry for everybody in the room, or unpin it."""
        self._apply_events(self.session.pin_entry(room.key, entry, pinned=pinned))

    def join_channel(self, channel: str, key: str = "") -> None:
        self._apply_events(self.session.join_channel(channel, key))

    def make_room(self, plan: RoomPlan) -> None:
        self._apply_events(self.session.make_room(plan, self._now()))

    def list_rooms(self, words: str = "") -> None:
        """Ask for the server's rooms; `rooms_listed` and `room_list_ended` follow."""
        self._apply_events(self.session.list_rooms(words, self._now()))

    def give_key(self, room: Room, key: str) -> None:
        """Join a channel with the key."""
        self._apply_events(self.session.give_key(room.key, key, self._now()))

    def try_entering(self, room: Room) -> None:
        """Enter a channel now, without waiting for the next attempt of the program."""
        self._apply_events(self.session.try_entering(room.key, self._now()))

    def stop_trying(self, room: Room) -> None:
        """Enter a channel no more by itself."""
        self._apply_events(self.session.stop_trying(room.key))

    def knock(self, room: Room) -> None:
        """Ask the moderators of a channel to let the person in."""
        self._apply_events(self.session.knock(room.key))

    def open_direct_messages(self, nick: str) -> None:
        self._apply_events(self.session.open_direct_messages(nick))

    def leave_room(self, room: Room) -> None:
        """Leave a channel or close direct messages. The room goes from the sidebar once the server has confirmed."""
        self._apply_events(self.session.leave_room(room.key))

    def accept_request(self, room: Room) -> None:
        """Turn a message request into ordinary direct messages."""
        self._apply_events(self.session.accept(room.key))

    def set_topic(self, room: Room, text: str) -> None:
        self._apply_events(self.session.set_topic(room.key, text))

    def set_nick(self, nick: str) -> None:
        self._apply_events(self.session.set_nick(nick))

    def kick_member(self, room: Room, nick: str) -> None:
        self._apply_events(self.session.kick_member(room.key, nick))

    def ban_member(self, room: Room, nick: str, mask: str, reason: str, minutes: int) -> None:
        """Ban a mask, and kick the member. 0 minutes: until the ban is lifted."""
        self._apply_events(self.session.ban_member(room.key, nick, mask, reason, minutes))

    def mute_member(self, room: Room, mask: str, minutes: int) -> None:
        """Mute a mask. 0 minutes: until the mute is lifted."""
        self._apply_events(self.session.mute_member(room.key, mask, minutes))

    def ask_mutes(self, room: Room) -> None:
        """Ask for the mutes of a channel once, for a moderator; `room_changed` follows."""
        self._apply_events(self.session.ask_mutes(room.key))

    def lift_mutes(self, room: Room, nick: str) -> None:
        """Let a member speak again."""
        self._apply_events(self.session.lift_mutes(room.key, nick))

    def change_settings(
        self, room: Room, before: room_settings.RoomSettings, after: room_settings.RoomSettings
    ) -> None:
        """Change what differs between two settings of a channel."""
        self._apply_events(self.session.change_settings(room.key, before, after))

    def change_role(self, room: Room, nick: str, letter: str, *, given: bool) -> None:
        """Give a member the role of a mode letter, or take it."""
        self._apply_events(self.session.change_role(room.key, nick, letter, given=given))

    def ask_list(self, room: Room, letter: str) -> None:
        """Ask for a list of a channel; `mask_list_told` follows."""
        self._apply_events(self.session.ask_list(room.key, letter))

    def change_list(self, room: Room, letter: str, mask: str, minutes: int = 0, *, listed: bool) -> None:
        """Add a mask to a list of a channel, or remove the mask; `mask_list_told` follows."""
        self._apply_events(self.session.change_list(room.key, letter, mask, minutes, listed=listed))

    def ask_about_person(self, room: Room, nick: str) -> None:
        """Ask the server about a person; `person_told` follows."""
        self._apply_events(self.session.ask_about_person(room.key, nick))

    def ask_client(self, nick: str) -> None:
        """Ask the program of a person for its name; `client_told` may follow."""
        self._apply_events(self.session.ask_client(nick))

    def block(self, room: Room) -> None:
        """Block the person of direct messages."""
        self._apply_events(self.session.block(room.key))

    def block_person(self, nick: str) -> None:
        """Show nothing more from a person."""
        self._apply_events(self.session.block_person(nick))

    def unblock(self, nick: str) -> None:
        """Show messages of a person again."""
        self._apply_events(self.session.unblock(nick))

    def set_away(self, text: str, seconds: int = 0) -> None:
        """Be away with the text, or back (""). With `seconds`, be back by yourself after them."""
        self.away_term.begin(seconds)
        self._apply_events(self.session.set_away(text))

    def publish_profile(self, values: Mapping[str, str]) -> None:
        """Publish the values about the person by key, now or after the next connection."""
        self._apply_events(self.session.publish_profile(values))

    def on_away_ended(self) -> None:
        """Be back after the term."""
        self._apply_events(self.session.set_away(""))

    def run_command(self, room: Room, text: str) -> None:
        """Run a slash command. `command_failed` reports a failure."""
        self._apply_events(self.session.run_command(room.key, text, self._now()))

    def request_older(self, room: Room) -> None:
        """Request older history: the person scrolled near the top."""
        self._apply_events(self.session.request_older(room.key, self._now()))

    def search_history(self, question: server_search.SearchQuestion) -> None:
        """Ask the server to search; `search_answered` follows."""
        self._apply_events(self.session.search_history(question, self._now()))

    def fill_gap(self, room: Room) -> None:
        """Continue to fill the gap in a room's history."""
        self._apply_events(self.session.fill_gap(room.key, self._now()))

    def cancel_waiting(self, room: Room) -> None:
        """Cancel the room's waiting messages. Each can be retried."""
        self._apply_events(self.session.cancel_waiting(room.key))
