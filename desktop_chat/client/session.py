"""Session: the client's mirror of what one server told it, and what is said to that server. Pure; GUI thread.

Every call returns Events, in order; what is to be sent is drained with `take`. Nothing here waits: what cannot be
sent now is pending and goes out when it can.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from desktop_chat.client import collection_limits, limit_check, slash_commands
from desktop_chat.client.context import Context
from desktop_chat.client.entry import SPOKEN, DeliveryState, Entry, EntryKind
from desktop_chat.client.events import Event, FloodPunished, Overrun, Phase, PhaseChanged
from desktop_chat.client.handlers import registration
from desktop_chat.client.handlers.batches import MessageInbox
from desktop_chat.client.outgoing import CORRECTING
from desktop_chat.client.pacing import PacingQueue, Waiting, is_flood
from desktop_chat.client.session_state import (
    NOTHING,
    SERVER_ROOM,
    Person,
    Point,
    RoomState,
    SessionState,
    format_time,
)
from desktop_chat.irc.capabilities import MESSAGE_REDACTION, MESSAGE_TAGS, READ_MARKER
from desktop_chat.irc.isupport import ISupport
from desktop_chat.irc.message import Message


class Session:
    """`network` is the server's key in settings and archive, `ids` gives the next Entry id, `tokens` 128 random bits
    in hex, `strictness` is what the last FloodPunished said. Times are Unix ms."""

    def __init__(
        self,
        network: str,
        person: Person,
        *,
        ids: Callable[[], int],
        tokens: Callable[[], str],
        strictness: int = 0,
    ) -> None:
        self._state = SessionState(network, person, ids, tokens, PacingQueue(strictness))
        self._context = Context(self._state)
        self._inbox = MessageInbox(self._context)

    # What it knows

    @property
    def network(self) -> str:
        return self._state.network

    @property
    def person(self) -> Person:
        return self._state.person

    @property
    def nick(self) -> str:
        return self._state.nick

    @property
    def wanted_nick(self) -> str:
        """What we mean to be called here, whatever we are called now."""
        return self._state.wanted_nick

    @property
    def phase(self) -> Phase:
        return self._state.phase

    @property
    def network_name(self) -> str:
        return self._state.network_name

    @property
    def rooms(self) -> Mapping[str, RoomState]:
        """By key, in the order in which they were opened. To be read only."""
        return self._state.rooms

    @property
    def capabilities(self) -> frozenset[str]:
        return frozenset(self._state.enabled)

    @property
    def isupport(self) -> ISupport:
        """What the server said of itself, with the defaults for what it did not."""
        return self._state.support

    @property
    def away_text(self) -> bool:
        return self._state.away

    def key_of(self, name: str) -> str:
        """The key of the room of this name."""
        return self._state.fold_name(name)

    def channel_name(self, typed: str) -> str:
        """The channel that a person means who may have left out the sign."""
        return slash_commands.channel_name(self._context, typed)

    def is_channel(self, name: str) -> bool:
        return self._state.is_channel(name)

    # The connection

    def note_connecting(self, now: int) -> list[Event]:
        """A Link is being made."""
        self._state.now = now
        return self._enter_phase(Phase.CONNECTING)

    def note_opened(self, now: int, *, upgradable: bool = False) -> list[Event]:
        """The Link is up: introduce ourselves. `upgradable`: it is not encrypted, and could be."""
        state = self._state
        state.now = now
        state.support = ISupport({"CASEMAPPING": state.support.casemapping})  # until the server says so itself
        state.available, state.enabled = {}, set()
        state.pacing.begin_connection()
        state.clock_known = state.away = False
        self._context.begin_connection()
        self._inbox.begin_connection()
        self._context.upgradable = upgradable
        registration.send_greeting(self._context)
        return self._enter_phase(Phase.REGISTERING)

    def greet_at_last(self, now: int) -> list[Event]:
        """Say who we are now, if we wait for a server that does not say whether it wants TLS."""
        self._state.now = now
        registration.stop_waiting(self._context)
        return self._state.drain_events()

    def receive_messages(self, messages: Sequence[Message], now: int) -> list[Event]:
        """What the server said. Nothing that it can say raises."""
        self._state.now = now
        try:
            for message in messages:
                if self._context.upgrading:
                    break  # nothing counts that was not encrypted
                self._inbox.take_message(message)
                if self._context.held and message.command not in registration.BEFORE_CAPABILITIES:
                    registration.stop_waiting(self._context)
            self._context.splits.flush()
            self._context.history.expire()
            limit_check.require_moderate(self._context)
        except collection_limits.TooMuchError as error:
            self._state.emit(Overrun(f"This server sends more than a chat needs ({error}), so it was disconnected."))
        return self._state.drain_events()

    def note_closed(self, reason: str, now: int) -> list[Event]:
        """The Link is gone. `reason` is a sentence; the server's own last words go before it."""
        state = self._state
        state.now = now
        said = self._context.last_words
        self._context.last_words = ""
        if state.phase is Phase.REGISTERING:
            registration.turned_away(self._context, said)
        self._context.outgoing.end_connection()
        self._learn_of_flood(said or reason)
        if state.phase is Phase.ONLINE:
            self._context.history.end_connection()
        for room in list(state.rooms.values()):
            if room.joined:
                state.mark_left(room)
            if room.leaving:
                room.leaving = 0
                self._context.close_if_left(room)
        self._context.typing.end_connection()
        state.pacing.begin_connection()
        state.phase = Phase.OFFLINE
        state.emit(PhaseChanged(Phase.OFFLINE, said or reason, said=bool(said)))
        return state.drain_events()

    def _learn_of_flood(self, reason: str) -> None:
        state = self._state
        if is_flood(reason):
            state.pacing.note_flood()
            state.show_notice(SERVER_ROOM, "This server was sent too much at once. It will be sent less from now on.")
            state.emit(FloodPunished(state.pacing.strictness))

    def _enter_phase(self, phase: Phase) -> list[Event]:
        self._state.phase = phase
        self._state.emit(PhaseChanged(phase))
        return self._state.drain_events()

    # What leaves

    def take_outgoing(self, now: int | None = None) -> tuple[Message, ...]:
        """The Messages to send, in order; to be called after every other call, and when one is `due`. Without a time
        all of them, whatever the server thinks of that."""
        pacing, taken = self._state.pacing, list[Message]()
        while True:
            messages, entries = pacing.take_all() if now is None else pacing.take_due(now)
            taken += messages
            if not self._context.outgoing.note_sent(entries):
                return tuple(taken)

    def ms_until_due(self, now: int) -> int | None:
        """ms until something may leave; None when nothing waits."""
        return self._state.pacing.ms_until_due(now)

    def progress_of(self, room: str, now: int) -> Waiting:
        """Own words for this room that wait until the server is ready for them."""
        return self._state.pacing.progress_of(room, now)

    def cancel_waiting(self, room: str) -> list[Event]:
        """Do not say what waits for this room: it becomes FAILED, and can be tried again."""
        self._context.outgoing.withdraw_room(room)
        return self._state.drain_events()

    # What a person does

    def send_text(
        self, room: str, text: str, now: int, *, kind: EntryKind = EntryKind.MESSAGE, answers: str = ""
    ) -> list[Event]:
        """Say it in a room: one pending Entry, or as many as the server needs (`pieces`). `answers`: the msgid of what
        this is a reply to."""
        self._state.now = now
        state = self._state.rooms.get(room)
        if state is None or state.kind == "server":
            self._state.show_notice(SERVER_ROOM, "Nobody reads this page. Choose a room to speak in.", EntryKind.ERROR)
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
        return len(self._context.outgoing.split_text(state, text, kind)) if state is not None else 0

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
        return self._try_command(lambda: slash_commands.join_channel(self._context, channel, key))

    def leave_room(self, room: str, reason: str = "", now: int = 0) -> list[Event]:
        """Leave a channel, or close a direct message."""
        self._state.now = now or self._state.now
        state = self._state.rooms.get(room)
        if state is not None and state.kind != "server":
            slash_commands.leave_room(self._context, state, reason)
        return self._state.drain_events()

    def open_direct_messages(self, nick: str, now: int = 0) -> list[Event]:
        """Open the direct messages with a person."""
        self._state.now = now or self._state.now
        return self._try_command(lambda: slash_commands.open_direct_messages(self._context, nick))

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
            slash_commands.leave_room(self._context, state, "")
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
            self._state.send("TOPIC", state.name, slash_commands.one_line(text))
        return self._state.drain_events()

    def set_nick(self, nick: str, now: int = 0) -> list[Event]:
        """Ask for another name; it is ours when the server says so."""
        self._state.now = now or self._state.now
        return self._try_command(lambda: slash_commands.set_nick(self._context, nick))

    def _try_command(self, do: Callable[[], None]) -> list[Event]:
        """Do what a person chose in a window; say on the server's page when it cannot be done."""
        try:
            do()
        except slash_commands.UsageError as error:
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

    def farewell_messages(self, reason: str = "") -> tuple[Message, ...]:
        """The farewell, for a Link that is about to stop."""
        return (Message("QUIT", (slash_commands.one_line(reason),)),) if reason else (Message("QUIT"),)

    # Who we are, and what is kept secret

    def set_person(self, person: Person) -> None:
        """Be this person from the next connection on."""
        state = self._state
        state.person, state.wanted_nick = replace(person, password=state.person.password), person.nick

    def give_password(self, password: str) -> None:
        """Show this password to the server from the next connection on."""
        self._state.person = replace(self._state.person, password=password)

    def give_key(self, room: str, key: str, now: int) -> list[Event]:
        """Enter a channel with this key, now or when there is a connection."""
        self._state.now = now
        state = self._state.rooms.get(room)
        if state is None or state.kind != "channel":
            return []
        name, state.key_wanted = state.name, False
        self._state.emit_room_changed(state)
        return self._try_command(lambda: slash_commands.join_channel(self._context, name, key))

    def know_keys(self, keys: Mapping[str, str]) -> None:
        """The keys of channels that were kept, by the channels' names."""
        state = self._state
        state.channel_keys.update((state.fold_name(name), key) for name, key in keys.items())
        for room in state.rooms.values():
            room.channel_key = room.channel_key or state.channel_keys.get(room.key, "")

    # What the archive knows

    def restore_rooms(
        self,
        rooms: Sequence[tuple[str, bool]],
        newest: Mapping[str, Point],
        oldest: Mapping[str, Point],
        pending: Sequence[tuple[str, Entry]],
        now: int = sys.maxsize,
        *,
        requests: Collection[str] = (),
        blocked: Sequence[str] = (),
    ) -> list[Event]:
        """Before the first connection: the rooms of last time (name, and whether we were in it), how far each is known
        ((msgid, ms) by key, of closed rooms too; where a gap was left, its beginning), and own Entries that were never
        confirmed. Nothing can have been said after `now`, where that is known. `requests`: the names among the rooms
        that are requests, `blocked`: of whom nothing is heard."""
        state = self._state
        state.guess_casemapping([name for name, _ in rooms], newest)
        for name, wanted in rooms:
            room = state.open_room(name)
            room.wanted = wanted and room.kind == "channel"
            room.request = room.kind == "direct" and name in requests
            room.answered = not room.request
        state.blocked = {state.fold_name(name): name for name in blocked}
        state.known.update(newest)
        for key, room in state.rooms.items():
            room.known = room.newest = state.known.pop(key, NOTHING)
            room.oldest = oldest.get(key, NOTHING)
        self._context.history.set_known_until(min(now, max((time for _, time in newest.values()), default=0)))
        for key, entry in pending:
            if key in state.rooms:
                self._context.outgoing.restore_entry(key, entry)
        return state.drain_events()
