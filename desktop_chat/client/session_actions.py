"""SessionActions: what a person does on one server, in words and in rooms. Pure; GUI thread.

Every call returns Events, in order. Nothing here waits: what cannot be sent now is pending and goes out when it can.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desktop_chat.client import shared_actions, slash_commands
from desktop_chat.client.context import Context
from desktop_chat.client.entry import SPOKEN, DeliveryState, Entry, EntryKind
from desktop_chat.client.events import Event, Phase
from desktop_chat.client.message_builder import CORRECTING
from desktop_chat.client.session_state import SERVER_ROOM, SessionState, format_time
from desktop_chat.irc.capabilities import MESSAGE_REDACTION, MESSAGE_TAGS, READ_MARKER
from desktop_chat.texts import client as texts


class SessionActions:
    """The part of a Session that a person uses. Times are Unix ms; `room` is the key of a room."""

    def __init__(self, state: SessionState) -> None:
        self._state = state
        self._context = Context(state)

    def send_text(
        self, room: str, text: str, now: int, *, kind: EntryKind = EntryKind.MESSAGE, answers: str = ""
    ) -> list[Event]:
        """Say it in a room: one pending Entry, or as many as the server needs (`pieces`). `answers`: the msgid of what
        this is a reply to."""
        self._state.now = now
        state = self._state.rooms.get(room)
        if state is None or state.kind == "server":
            self._state.show_notice(SERVER_ROOM, texts.NOT_A_ROOM, EntryKind.ERROR)
        else:
            if state.kind == "direct":
                self._state.accept(state)
            self._context.outgoing.add_text(state, text, kind, answers)
            self._context.typing.note_own_message(room)
        return self._state.drain_events()

    def retry_entry(self, room: str, entry: Entry, now: int) -> list[Event]:
        """Send a FAILED or UNSURE Entry again."""
        self._state.now = now
        state = self._state.rooms.get(room)
        if state is not None and entry.state in (DeliveryState.FAILED, DeliveryState.UNSURE):
            self._context.outgoing.retry_entry(state, entry)
        return self._state.drain_events()

    def note_typing(self, room: str, now: int, *, something: bool) -> list[Event]:
        """We are writing in a room (others are told, at most every 3 s), or have taken all of it back."""
        self._state.now = now
        state = self._state.rooms.get(room)
        if state is not None and self._state.phase is Phase.ONLINE:
            self._context.typing.note_own_typing(state, something=something)
        return self._state.drain_events()

    def nicks_typing(self, room: str, now: int) -> list[str]:
        """The nicks of those who are writing in a room at this time (ms)."""
        state = self._state.rooms.get(room)
        return self._context.typing.nicks_typing(state, now) if state is not None else []

    def split_count(self, room: str, text: str, kind: EntryKind = EntryKind.MESSAGE) -> int:
        """How many Entries these words become if they are said in this room now."""
        state = self._state.rooms.get(room)
        return len(self._context.builder.split_text(state, text, kind)) if state is not None else 0

    def mark_read(self, room: str, now: int) -> list[Event]:
        """Everything in a room was read: our other devices are told, where the server does that
        (https://ircv3.net/specs/extensions/read-marker)."""
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
        """Whether words can be marked as a reply to these (https://ircv3.net/specs/client-tags/reply)."""
        said = entry.kind in SPOKEN and bool(entry.msgid) and room in self._state.rooms
        return said and self._state.has_capabilities(MESSAGE_TAGS)

    def can_edit(self, room: str, entry: Entry) -> bool:
        """Whether other words can be said in place of these now (docs/specifications/edit.md)."""
        return entry.own and self._is_editable(room, entry) and self._state.has_capabilities(*CORRECTING)

    def edit_entry(self, room: str, entry: Entry, text: str, now: int) -> list[Event]:
        """Say this in place of what an own Entry says. Refused, it says again what it said."""
        self._state.now = now
        state = self._state.rooms.get(room)
        if state is not None and self.can_edit(room, entry):
            self._context.outgoing.edit_entry(state, entry, text)
        return self._state.drain_events()

    def can_delete(self, room: str, entry: Entry) -> bool:
        """Whether we may try to take this back, for everybody: what is ours, and everything where we keep order."""
        if not self._is_editable(room, entry) or not self._state.has_capabilities(MESSAGE_REDACTION):
            return False
        return entry.own or self.is_moderator(room)

    def is_moderator(self, room: str) -> bool:
        """Whether we keep order in a room."""
        state = self._state.rooms.get(room)
        ourselves = self._state.find_member(state, self._state.nick) if state is not None else None
        return ourselves is not None and any(sign in "~&@%" for sign in ourselves.prefixes)

    def delete_entry(self, room: str, entry: Entry) -> list[Event]:
        """Take it back (https://ircv3.net/specs/extensions/message-redaction); EntryDeleted follows, or a refusal."""
        if self.can_delete(room, entry):
            self._state.send("REDACT", self._state.rooms[room].name, entry.msgid)
        return self._state.drain_events()

    def _is_editable(self, room: str, entry: Entry) -> bool:
        """Whether this is something said here, known to the server, and the server can be spoken to."""
        state = self._state.rooms.get(room)
        said = (
            entry.kind in SPOKEN and entry.state in (DeliveryState.SENT, DeliveryState.RECEIVED) and bool(entry.msgid)
        )
        return said and state is not None and state.joined and self._state.phase is Phase.ONLINE

    def run_command(self, room: str, text: str, now: int) -> list[Event]:
        """A line that begins with `/` (`//` says a line that begins with one). CommandFailed gives it back when it
        cannot be done, or when the server refuses it."""
        self._state.now = now
        if text.startswith("//"):
            return self.send_text(room, text[1:], now)
        slash_commands.run_command(self._context, room, text)
        return self._state.drain_events()

    def join_channel(self, channel: str, key: str = "", now: int = 0) -> list[Event]:
        """Enter a channel, now or when there is a connection. Here and below `now` may be left out; what is told is
        then as old as the last call."""
        self._state.now = now or self._state.now
        return self._try_command(lambda: shared_actions.join_channel(self._context, channel, key))

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
        """A request becomes a conversation like any other."""
        state = self._state.rooms.get(room)
        if state is not None:
            self._state.accept(state)
        return self._state.drain_events()

    def block(self, room: str) -> list[Event]:
        """Hear nothing from a person any more: their direct messages go from the list."""
        state = self._state.rooms.get(room)
        if state is not None and state.kind == "direct":
            self._state.blocked[room] = state.name
            shared_actions.leave_room(self._context, state, "")
        return self._state.drain_events()

    def unblock(self, nick: str) -> None:
        """Hear a person again."""
        self._state.blocked.pop(self._state.fold_name(nick), None)

    @property
    def blocked(self) -> Sequence[str]:
        """The names of those who were blocked."""
        return sorted(self._state.blocked.values())

    def set_topic(self, room: str, text: str) -> list[Event]:
        state = self._state.rooms.get(room)
        if state is not None and state.kind == "channel":
            self._state.send("TOPIC", state.name, shared_actions.one_line(text))
        return self._state.drain_events()

    def set_nick(self, nick: str, now: int = 0) -> list[Event]:
        """Ask for another name; it is ours when the server says so."""
        self._state.now = now or self._state.now
        return self._try_command(lambda: shared_actions.set_nick(self._context, nick))

    def _try_command(self, do: Callable[[], None]) -> list[Event]:
        """Do what a person chose in a window; say on the server's page when it cannot be done."""
        try:
            do()
        except shared_actions.UsageError as error:
            self._state.show_notice(SERVER_ROOM, str(error), EntryKind.ERROR)
        return self._state.drain_events()

    def kick_member(self, room: str, nick: str) -> list[Event]:
        """Kick without a reason. With a reason, `run_command` gives it back if the server refuses."""
        state = self._state.rooms.get(room)
        if state is not None and state.kind == "channel":
            self._state.send("KICK", state.name, nick, nick)
        return self._state.drain_events()

    def request_older(self, room: str, now: int) -> list[Event]:
        """Ask for what was said before the oldest known thing; HistoryLoaded(older=True) follows where that is
        possible."""
        self._state.now = now
        state = self._state.rooms.get(room)
        if state is not None:
            self._context.history.request_older(state)
        return self._state.drain_events()

    def fill_gap(self, room: str, now: int) -> list[Event]:
        """Go on filling a gap that was too large to be filled by itself (HistoryLoaded was not complete)."""
        self._state.now = now
        state = self._state.rooms.get(room)
        if state is not None:
            self._context.history.fill_gap(state)
        return self._state.drain_events()

    def give_key(self, room: str, key: str, now: int) -> list[Event]:
        """Enter a channel with this key, now or when there is a connection."""
        self._state.now = now
        state = self._state.rooms.get(room)
        if state is None or state.kind != "channel":
            return []
        name, state.key_wanted = state.name, False
        self._state.emit_room_changed(state)
        return self._try_command(lambda: shared_actions.join_channel(self._context, name, key))
