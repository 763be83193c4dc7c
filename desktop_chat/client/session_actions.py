"""SessionActions: what a person does on one server, with messages, rooms and names. Pure; GUI thread."""

from __future__ import annotations

from collections.abc import Callable

from desktop_chat.client import (
    message_builder,
    pins,
    portrait_upload,
    server_search,
    shared_actions,
    slash_commands,
    uploads,
    wire_encoding,
)
from desktop_chat.client.account_actions import AccountActions
from desktop_chat.client.context import Context
from desktop_chat.client.entering_actions import EnteringActions
from desktop_chat.client.entry import SPOKEN, DeliveryState, Entry, EntryKind
from desktop_chat.client.events import EntryReacted, Event, Phase, RoomListEnded
from desktop_chat.client.handlers import metadata
from desktop_chat.client.listed_room import ListedRoom
from desktop_chat.client.pacing import Rank
from desktop_chat.client.profile_actions import ProfileActions
from desktop_chat.client.room_actions import RoomActions
from desktop_chat.client.room_plan import RoomPlan
from desktop_chat.client.room_state import NOTHING, SERVER_ROOM
from desktop_chat.client.session_state import SessionState
from desktop_chat.irc.capabilities import (
    ECHO_MESSAGE,
    MESSAGE_REDACTION,
    MESSAGE_TAGS,
    READ_MARKER,
    TAG_REACT,
    TAG_REPLY,
    TAG_UNREACT,
)
from desktop_chat.irc.server_time import format_time
from desktop_chat.texts import client as texts


class SessionActions(RoomActions, AccountActions, ProfileActions, EnteringActions):
    """The part of a Session that a person uses. Times are Unix ms; `room` is the key of a room."""

    def __init__(self, state: SessionState) -> None:
        self._state = state
        self._context = Context(state)

    def send_text(
        self, room: str, text: str, now: int, *, kind: EntryKind = EntryKind.MESSAGE, answers: str = ""
    ) -> list[Event]:
        """Send a text to a room: one pending Entry, or `split_count` of them. `answers`: the msgid of the message that
        the text replies to."""
        self._state.now = now
        state = self._state.rooms.get(room)
        if state is None or state.kind == "server":
            self._state.show_notice(SERVER_ROOM, texts.NOT_A_ROOM, EntryKind.ERROR)
        else:
            if state.kind == "direct":
                self._state.accept_request(state)
            self._context.outgoing.add_text(state, text, kind, answers)
            self._context.typing.note_own_message(room)
        return self._state.drain_events()

    @property
    def uploads(self) -> uploads.Uploads:
        """The messages whose files are on their way to the server."""
        return self._context.uploads

    @property
    def portrait(self) -> portrait_upload.PortraitUpload:
        """The person's picture on its way to the server."""
        return self._context.portrait

    def ask_file_token(self, now: int) -> list[Event]:
        """Ask for the token by which our files can be loaded: `FileTokenTold` follows."""
        self._state.now = now
        self._state.send("FILEHOST", "TOKEN", rank=Rank.COMMAND)
        return self._state.drain_events()

    def retry_entry(self, room: str, entry: Entry, now: int) -> list[Event]:
        """Send a FAILED or UNSURE Entry again."""
        self._state.now = now
        state = self._state.rooms.get(room)
        if state is not None and entry.state in (DeliveryState.FAILED, DeliveryState.UNSURE):
            self._context.outgoing.retry_entry(state, entry)
        return self._state.drain_events()

    def note_typing(self, room: str, now: int, *, something: bool) -> list[Event]:
        """Tell others, at most every 3 s, that we are typing in a room, or (not `something`) that the text is gone."""
        self._state.now = now
        state = self._state.rooms.get(room)
        if state is not None and self._state.phase is Phase.ONLINE:
            self._context.typing.note_own_typing(state, something=something)
        return self._state.drain_events()

    def nicks_typing(self, room: str, now: int) -> list[str]:
        """Return the nicks of people who are typing in a room."""
        state = self._state.rooms.get(room)
        if state is None or self._state.phase is Phase.OFFLINE:
            return []
        return self._context.typing.nicks_typing(state, now)

    def split_count(self, room: str, text: str, kind: EntryKind = EntryKind.MESSAGE) -> int:
        """Return how many Entries a text becomes if it is sent to this room now."""
        state = self._state.rooms.get(room)
        return len(self._context.builder.split_text(state, text, kind)) if state is not None else 0

    @property
    def encoding(self) -> str:
        """The encoding in which lines leave, as the person has chosen and the server takes it."""
        return self._state.encoding

    def encoding_refusal(self, text: str) -> str:
        """Return why a text cannot be sent in the encoding that the person has chosen for this server, or ""."""
        return wire_encoding.encoding_refusal(text, self._state.encoding)

    def mark_read(self, room: str, now: int) -> list[Event]:
        """Tell our other devices, if the server can, that everything in a room was read.

        Spec: https://ircv3.net/specs/extensions/read-marker
        """
        self._state.now = now
        state = self._state.rooms.get(room)
        able = (
            state is not None and state.joined and state.kind != "server" and self._state.has_capabilities(READ_MARKER)
        )
        if state is not None and able and self._state.phase is Phase.ONLINE and state.newest[1] > state.marked:
            state.marked = state.newest[1]
            self._state.send("MARKREAD", state.name, f"timestamp={format_time(state.marked)}")
        return self._state.drain_events()

    def can_reply(self, room: str, entry: Entry) -> bool:
        """Return True if a message can be sent as a reply to the Entry.

        Spec: https://ircv3.net/specs/client-tags/reply
        """
        said = entry.kind in SPOKEN and bool(entry.msgid) and room in self._state.rooms
        return said and self._state.has_capabilities(MESSAGE_TAGS)

    def can_react(self, room: str, entry: Entry) -> bool:
        """Return True if a reaction to the Entry would reach others.

        Spec: https://ircv3.net/specs/client-tags/react
        """
        able = self._state.has_capabilities(MESSAGE_TAGS) and self._state.support.allows_client_tag("draft/react")
        return able and self._is_editable(room, entry)

    def react(self, room: str, entry: Entry, text: str, now: int, *, present: bool = True) -> list[Event]:
        """React to an Entry with an emoji or a short text, or (not `present`) take that back. EntryReacted follows, at
        once if the server echoes nothing."""
        self._state.now = now
        if self.can_react(room, entry):
            state = self._state.rooms[room]
            tag = TAG_REACT if present else TAG_UNREACT
            self._state.send("TAGMSG", state.name, tags={tag: text, TAG_REPLY: entry.msgid}, rank=Rank.COMMAND)
            if not self._state.has_capabilities(ECHO_MESSAGE):
                nick, at = self._state.nick, self._state.local_time
                self._context.report_reaction(
                    EntryReacted(
                        room, entry.msgid, text, self._state.fold_name(nick), nick, at=at, present=present, own=True
                    )
                )
        return self._state.drain_events()

    def can_pin(self, room: str, entry: Entry) -> bool:
        """Return True if we may pin the Entry in its channel, or unpin it.

        Spec: docs/specifications/pinned.md
        """
        state = self._state.rooms.get(room)
        is_channel = state is not None and state.kind == "channel"
        able = is_channel and self.is_moderator(room) and metadata.knows_profiles(self._context)
        return able and self._is_editable(room, entry)

    def pin_entry(self, room: str, entry: Entry, *, pinned: bool) -> list[Event]:
        """Pin an Entry for everybody in its channel, or (not `pinned`) unpin it. RoomChanged follows."""
        if self.can_pin(room, entry):
            state = self._state.rooms[room]
            value = pins.change_pins(state.pins, entry.msgid, pinned=pinned)
            words = [value] if value else []
            self._state.send("METADATA", state.name, "SET", pins.PINNED, *words, rank=Rank.COMMAND)
        return self._state.drain_events()

    def can_edit(self, room: str, entry: Entry) -> bool:
        """Return True if the Entry can be edited now.

        Spec: docs/specifications/edit.md
        """
        return (
            entry.own and self._is_editable(room, entry) and self._state.has_capabilities(*message_builder.CORRECTING)
        )

    def edit_entry(self, room: str, entry: Entry, text: str, now: int) -> list[Event]:
        """Edit an own Entry. If the server refuses, the old text is restored."""
        self._state.now = now
        state = self._state.rooms.get(room)
        if state is not None and self.can_edit(room, entry):
            self._context.outgoing.edit_entry(state, entry, text)
        return self._state.drain_events()

    def can_delete(self, room: str, entry: Entry) -> bool:
        """Return True if we may delete the Entry: an own one, or any if we are a moderator."""
        if entry.is_undelivered:
            return True
        if not self._is_editable(room, entry) or not self._state.has_capabilities(MESSAGE_REDACTION):
            return False
        return entry.own or self.is_moderator(room)

    def delete_entry(self, room: str, entry: Entry) -> list[Event]:
        """Redact an Entry: EntryDeleted follows, or a refusal. An undelivered one is deleted here, at once.

        Spec: https://ircv3.net/specs/extensions/message-redaction
        """
        if entry.is_undelivered:
            self._context.outgoing.delete_undelivered(room, entry)
        elif self.can_delete(room, entry):
            self._state.send("REDACT", self._state.rooms[room].name, entry.msgid)
        return self._state.drain_events()

    def lacks_replies(self, entry: Entry) -> bool:
        """Return True if a reply to the Entry is impossible because the server gives no tags or messages no ids."""
        has_way = bool(entry.msgid) and self._state.has_capabilities(MESSAGE_TAGS)
        return self._state.phase is Phase.ONLINE and entry.is_settled and not has_way

    def lacks_edits(self) -> bool:
        """Return True if the server does not know edits of messages at all."""
        return self._state.phase is Phase.ONLINE and not self._state.has_capabilities(*message_builder.CORRECTING)

    def lacks_deletion(self) -> bool:
        """Return True if the server does not know the deletion of messages at all."""
        return self._state.phase is Phase.ONLINE and not self._state.has_capabilities(MESSAGE_REDACTION)

    def can_delete_own(self) -> bool:
        """Return True if all own messages of a room can be deleted at once, which our own servers can."""
        known = self._state.support.retention_days is not None
        return known and self._state.phase is Phase.ONLINE and self._state.has_capabilities(MESSAGE_REDACTION)

    def delete_own(self, room: str) -> list[Event]:
        """Delete all own messages of a room. EntryDeleted follows for each.

        Spec: docs/specifications/redact-own.md
        """
        state = self._state.rooms.get(room)
        if state is not None and self.can_delete_own():
            self._state.send("REDACT", state.name, "*")
        return self._state.drain_events()

    def _is_editable(self, room: str, entry: Entry) -> bool:
        """Return True if this is a message that the server knows, and the room can be written to now."""
        state = self._state.rooms.get(room)
        said = (
            entry.kind in SPOKEN and entry.state in (DeliveryState.SENT, DeliveryState.RECEIVED) and bool(entry.msgid)
        )
        return said and state is not None and state.joined and self._state.phase is Phase.ONLINE

    def run_command(self, room: str, text: str, now: int) -> list[Event]:
        """Run a slash command; `//` sends a text that begins with `/`. CommandFailed gives the text back if the command
        cannot be done or the server refuses it."""
        self._state.now = now
        if text.startswith("//"):
            return self.send_text(room, text[1:], now)
        slash_commands.run_command(self._context, room, text)
        return self._state.drain_events()

    def join_channel(self, channel: str, key: str = "", now: int = 0) -> list[Event]:
        """Enter a channel, now or after the next connection. Without `now`, here and below, the time of the last call
        counts."""
        self._state.now = now or self._state.now
        return self._try_command(lambda: shared_actions.join_channel(self._context, channel, key))

    def list_rooms(self, words: str = "", now: int = 0) -> list[Event]:
        """Ask for the server's rooms. RoomsListed and RoomListEnded follow. `words`: conditions, as in /list."""
        self._state.now = now or self._state.now
        if self._state.phase is Phase.ONLINE:
            self._context.room_list.ask(words)
        else:
            self._state.emit(RoomListEnded(texts.NEEDS_CONNECTION))
        return self._state.drain_events()

    def find_listed_rooms(self, start: str, most: int) -> list[ListedRoom]:
        """Return at most `most` rooms of the last list whose names start so."""
        return self._context.room_list.names.find_rooms(start, most)

    def make_room(self, plan: RoomPlan, now: int = 0) -> list[Event]:
        """Make a channel with the settings, unless it exists; then enter it."""
        self._state.now = now or self._state.now
        return self._try_command(lambda: shared_actions.make_room(self._context, plan))

    def leave_room(self, room: str, reason: str = "", now: int = 0) -> list[Event]:
        """Leave a channel, or close a direct message."""
        self._state.now = now or self._state.now
        state = self._state.rooms.get(room)
        if state is not None and state.kind != "server":
            shared_actions.leave_room(self._context, state, reason)
        return self._state.drain_events()

    def open_direct_messages(self, nick: str, now: int = 0) -> list[Event]:
        """Open the direct messages with a person."""
        self._state.now = now or self._state.now
        return self._try_command(lambda: shared_actions.open_direct_messages(self._context, nick))

    def accept(self, room: str) -> list[Event]:
        """Make a message request an ordinary conversation."""
        state = self._state.rooms.get(room)
        if state is not None:
            self._state.accept_request(state)
        return self._state.drain_events()

    def set_topic(self, room: str, text: str) -> list[Event]:
        state = self._state.rooms.get(room)
        refusal = self.encoding_refusal(text)
        if refusal:
            self._state.show_notice(room, refusal, EntryKind.ERROR)
        elif state is not None and state.kind == "channel":
            self._state.send("TOPIC", state.name, shared_actions.one_line(text))
        return self._state.drain_events()

    def set_nick(self, nick: str, now: int = 0) -> list[Event]:
        """Ask the server for another nick. NickChanged follows, or a refusal."""
        self._state.now = now or self._state.now
        return self._try_command(lambda: shared_actions.set_nick(self._context, nick))

    def set_away(self, text: str) -> list[Event]:
        """Be away with the text, or back (""), on this connection and the next ones."""
        shared_actions.set_away(self._context, text)
        return self._state.drain_events()

    def _try_command(self, do: Callable[[], None]) -> list[Event]:
        """Call `do`; show a UsageError on the server's page."""
        try:
            do()
        except shared_actions.UsageError as error:
            self._state.show_notice(SERVER_ROOM, str(error), EntryKind.ERROR)
        return self._state.drain_events()

    def can_load_history(self, room: str) -> bool:
        """Return True if older messages of a room can be asked for now."""
        state = self._state.rooms.get(room)
        able = self._state.phase is Phase.ONLINE and self._context.history.is_available
        return able and state is not None and state.joined and state.oldest != NOTHING and not state.history_ends

    def request_older(self, room: str, now: int) -> list[Event]:
        """Ask for the page before the oldest known message. HistoryLoaded(older=True) follows if the server can."""
        self._state.now = now
        state = self._state.rooms.get(room)
        if state is not None and self._state.phase is Phase.ONLINE:
            self._context.history.request_older(state)
        return self._state.drain_events()

    @property
    def can_search(self) -> bool:
        """True if the server can search its history now."""
        return self._state.phase is Phase.ONLINE and self._context.search.is_available

    def search_history(self, question: server_search.SearchQuestion, now: int) -> list[Event]:
        """Ask the server to search. SearchAnswered follows, unless a newer question replaces this one."""
        self._state.now = now
        if self.can_search:
            self._context.search.ask(question)
        return self._state.drain_events()

    def fill_gap(self, room: str, now: int) -> list[Event]:
        """Fill a large gap further, after a HistoryLoaded that was not complete."""
        self._state.now = now
        state = self._state.rooms.get(room)
        if state is not None:
            self._context.history.fill_gap(state)
        return self._state.drain_events()
