"""Session: the client's state with one server. Messages go in, Events come out. Pure; GUI thread.

Every call returns Events, in order. `take_outgoing` drains the Messages to send. Nothing here waits: a message that
cannot be sent now is pending and is sent later.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from desktop_chat.client import collection_limits, connect_commands, limit_check, shared_actions
from desktop_chat.client.connection_events import FloodPunished, Overrun, PhaseChanged
from desktop_chat.client.entry import Entry
from desktop_chat.client.events import Event, NamesChanged, Phase
from desktop_chat.client.handlers import accounts, batches, entering, registration
from desktop_chat.client.pacing import PacingQueue, Waiting
from desktop_chat.client.person import Person
from desktop_chat.client.room_state import NOTHING, SERVER_ROOM, Point, RoomState
from desktop_chat.client.server_pace import is_flood
from desktop_chat.client.session_actions import SessionActions
from desktop_chat.client.session_state import UNKNOWN_AWAY, SessionState
from desktop_chat.irc.isupport import ISupport
from desktop_chat.irc.message import NO_TAGS, Message
from desktop_chat.texts import client as texts


class Session(SessionActions):
    """The part of a Session that connections and windows use; a person's actions are in SessionActions.

    `network` is the server's key in settings and archive, `ids` gives the next Entry id, `tokens` 128 random bits in
    hex, `strictness` is that of the last FloodPunished. Times are Unix ms.
    """

    def __init__(
        self,
        network: str,
        person: Person,
        *,
        ids: Callable[[], int],
        tokens: Callable[[], str],
        strictness: int = 0,
    ) -> None:
        super().__init__(SessionState(network, person, ids, tokens, PacingQueue(strictness)))
        self._context.run_connect_commands = lambda: connect_commands.run_connect_commands(self._context)

    @cached_property
    def _inbox(self) -> batches.MessageInbox:
        return batches.MessageInbox(self._context)

    # State

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
    def other_names(self) -> tuple[str, ...]:
        """Names and words that count as a mention beside the nick."""
        return self._state.own_names.others

    @property
    def wanted_nick(self) -> str:
        """The nick that the person wants here."""
        return self._state.wanted_nick

    def is_server(self, name: str) -> bool:
        """Return True if a message of this source came from a server: no nick has a full stop."""
        return "." in name or name == self._state.server_name

    @property
    def phase(self) -> Phase:
        return self._state.phase

    @property
    def network_name(self) -> str:
        return self._state.network_name

    @property
    def rooms(self) -> Mapping[str, RoomState]:
        """The rooms by key, in the order in which they were opened. Read only."""
        return self._state.rooms

    @property
    def capabilities(self) -> frozenset[str]:
        return frozenset(self._state.enabled)

    @property
    def isupport(self) -> ISupport:
        """The server's 005, with defaults for missing tokens."""
        return self._state.support

    @property
    def motd(self) -> tuple[str, ...]:
        """The first lines of the server's message of the day."""
        return self._state.motd

    @property
    def away_text(self) -> str:
        """Our away text; "" while we are here."""
        return self._state.away

    def key_of(self, name: str) -> str:
        """Return the key of the room of the name."""
        return self._state.fold_name(name)

    def channel_name(self, typed: str) -> str:
        """Return the name of a channel that a person typed, perhaps without `#`."""
        return shared_actions.channel_name(self._context, typed)

    def is_channel(self, name: str) -> bool:
        return self._state.is_channel(name)

    # The connection

    def note_connecting(self, now: int) -> list[Event]:
        """Note that a Link is being made."""
        self._state.now = now
        return self._enter_phase(Phase.CONNECTING)

    def note_opened(self, now: int, *, upgradable: bool = False, private: bool = True) -> list[Event]:
        """Start registration on a new Link. `upgradable`: the Link is not encrypted, and TLS is possible. `private`:
        nobody can read along, so an account's password may be sent."""
        state = self._state
        state.now = now
        state.support = ISupport({"CASEMAPPING": state.support.casemapping})  # until the server sends its own
        state.available, state.enabled = {}, set()
        state.pacing.begin_connection()
        state.clock_known, state.changed_rooms = False, dict.fromkeys(state.rooms)
        if state.away == UNKNOWN_AWAY:
            state.away = ""
        self._context.begin_connection()
        self._inbox.begin_connection()
        self._context.upgradable, self._context.private = upgradable, private
        state.account = ""
        registration.send_greeting(self._context)
        return self._enter_phase(Phase.REGISTERING)

    def greet_at_last(self, now: int) -> list[Event]:
        """Send NICK and USER now, if the server has not answered CAP LS."""
        self._state.now = now
        registration.introduce_if_held(self._context)
        return self._state.drain_events()

    def receive_messages(self, messages: Sequence[Message], now: int) -> list[Event]:
        """Handle Messages of the server. No Message raises."""
        self._state.now = now
        try:
            for message in messages:
                if self._context.upgrading:
                    break  # the rest came without encryption
                self._inbox.take_message(message)
                if self._context.held and message.command not in registration.BEFORE_CAPABILITIES:
                    registration.introduce_if_held(self._context)
            self._context.splits.flush()
            self._context.room_list.flush()
            self._context.history.expire()
            limit_check.require_moderate(self._context)
            self._report_names()
        except collection_limits.TooMuchError as error:
            self._state.emit(Overrun(texts.SERVER_SENT_TOO_MUCH(str(error))))
        return self._state.drain_events()

    def _report_names(self) -> None:
        changed = self._state.profiles.changed
        if changed:
            self._state.emit(NamesChanged(frozenset(changed)))
            changed.clear()

    def note_closed(self, reason: str, now: int) -> list[Event]:
        """Note that the Link is gone. `reason` is a sentence; the server's text of ERROR replaces it."""
        state = self._state
        state.now = now
        said = self._context.last_words
        self._context.last_words = ""
        if state.phase is Phase.REGISTERING:
            registration.note_early_end(self._context, said)
        accounts.end_connection(self._context)
        self._context.outgoing.end_connection()
        entering.end_connection(self._context)
        self._learn_of_flood(said or reason)
        if state.phase is Phase.ONLINE:
            self._context.history.end_connection()
        self._context.search.end_connection()
        self._context.uploads.end_connection()
        state.mark_left(*(room for room in state.rooms.values() if room.joined))
        for room in list(state.rooms.values()):
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
            state.show_notice(SERVER_ROOM, texts.SENT_TOO_MUCH)
            state.emit(FloodPunished(state.pacing.strictness))

    def _enter_phase(self, phase: Phase) -> list[Event]:
        self._state.phase = phase
        self._state.emit(PhaseChanged(phase))
        return self._state.drain_events()

    # Sending

    def take_outgoing(self, now: int | None = None) -> tuple[Message, ...]:
        """Return the Messages to send now, in order. Without `now` return all, at any pace.

        Call it after every other call, and when `ms_until_due` has passed.
        """
        self._context.presence.follow_rooms()
        pacing, taken = self._state.pacing, list[Message]()
        while True:
            messages, entries = pacing.take_all() if now is None else pacing.take_due(now)
            taken += messages
            if not self._context.note_sent(entries):
                return tuple(taken)

    def ms_until_due(self, now: int) -> int | None:
        """Return the ms until the next Message may leave, or None if none waits."""
        return self._state.pacing.ms_until_due(now)

    @property
    def has_waiting_words(self) -> bool:
        """True while own messages wait for the server's pace."""
        return self._state.pacing.has_waiting_words

    def progress_of(self, room: str, now: int) -> Waiting:
        """Return how many own messages of this room wait for the server's pace, and for how long."""
        return self._state.pacing.progress_of(room, now)

    def cancel_waiting(self, room: str) -> list[Event]:
        """Fail the own messages of this room that still wait. A person can retry them."""
        self._context.outgoing.withdraw_room(room)
        return self._state.drain_events()

    def farewell_messages(self, reason: str = "") -> tuple[Message, ...]:
        """Return the QUIT of a Link that is about to stop."""
        return (Message("QUIT", (shared_actions.one_line(reason),)),) if reason else (Message("QUIT"),)

    # Person and secrets

    def set_person(self, person: Person) -> None:
        """Use this person from the next connection on; account and passwords stay."""
        state, kept = self._state, self._state.person
        state.person = replace(
            person,
            password=kept.password,
            account=kept.account,
            account_password=kept.account_password,
            login_code=kept.login_code,
        )
        state.wanted_nick = person.nick
        state.gather_names()

    def set_mention_words(self, words: Sequence[str]) -> None:
        """Count the words as a mention, beside the nick and the name."""
        self._state.own_names.words = words
        self._state.gather_names()

    def give_password(self, password: str) -> None:
        """Use this password from the next connection on."""
        self._state.person = replace(self._state.person, password=password)

    def give_connect_commands(self, commands: Sequence[str]) -> None:
        """Run the lines after each welcome: slash commands, or lines of IRC."""
        self._context.connect_commands = tuple(commands)

    def know_keys(self, keys: Mapping[str, str]) -> None:
        """Take in the kept keys of channels, by the channels' names."""
        state = self._state
        state.channel_keys.update((state.fold_name(name), key) for name, key in keys.items())
        for room in state.rooms.values():
            room.channel_key = room.channel_key or state.channel_keys.get(room.key, "")

    # Archive

    def restore_rooms(
        self,
        rooms: Sequence[tuple[str, bool]],
        newest: Mapping[str, Point],
        oldest: Mapping[str, Point],
        pending: Sequence[tuple[str, Entry]],
        now: int = sys.maxsize,
        *,
        requests: Collection[str] = (),
        invitations: Mapping[str, str] = NO_TAGS,
        blocked: Sequence[str] = (),
    ) -> list[Event]:
        """Restore the rooms of the last run, before the first connection.

        `rooms`: (name, True to enter it again). `newest`: by key, closed rooms too, the point up to which nothing is
        missing. `oldest`: by key, the oldest archived message. `pending`: (key, own Entry without a confirmation).
        `now`: no archived message is newer. `requests`: names of the rooms that are requests. `invitations`: by the
        name of a room, who invites us to it. `blocked`: names of blocked people.
        """
        state = self._state
        state.guess_casemapping([name for name, _ in rooms], newest)
        for name, wanted in rooms:
            room = state.open_room(name)
            room.wanted = wanted and room.kind == "channel"
            room.request = room.kind == "direct" and name in requests
            room.answered = not room.request
            room.invited_by = invitations.get(name, "")
        state.blocked.restore_names(blocked)
        state.known.update(newest)
        for key, room in state.rooms.items():
            room.known = room.newest = state.known.pop(key, NOTHING)
            room.oldest = oldest.get(key, NOTHING)
        self._context.known_until = min(now, max((time for _, time in newest.values()), default=0))
        for key, entry in pending:
            if key in state.rooms:
                self._context.outgoing.restore_entry(key, entry)
        return state.drain_events()
