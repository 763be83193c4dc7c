"""Network: one server of the sidebar: its Session, its rooms, and how both stay connected. GUI thread.

Hop by hop: the Link's batch goes to the Session, the Session's Events go to the archive, the rooms and the windows, its
Messages to the Link, own words not before the archive has them.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desktop_chat.client.archive import Archive
from desktop_chat.client.certificate import Certificate
from desktop_chat.client.entry import Entry
from desktop_chat.client.events import (
    AnswerAdded,
    AwayChanged,
    BouncerNetworkTold,
    CommandFailed,
    CorrectionRefused,
    EntryAdded,
    EntryCorrected,
    EntryDeleted,
    EntryReplaced,
    Event,
    FloodPunished,
    GapChanged,
    HistoryLoaded,
    MemberAdded,
    MemberChanged,
    MemberRemoved,
    MembersReset,
    NickChanged,
    Overrun,
    PasswordWanted,
    Phase,
    PhaseChanged,
    ReadMarked,
    RoomAdded,
    RoomCalled,
    RoomChanged,
    RoomKeyChanged,
    RoomRemoved,
    RoomRenamed,
    TlsInsisted,
    TlsWanted,
    TypingChanged,
    Welcomed,
)
from desktop_chat.client.pacing import Waiting, is_reconnect_refused
from desktop_chat.client.secret_store import Found
from desktop_chat.client.session import Session
from desktop_chat.client.session_state import SERVER_ROOM, Person
from desktop_chat.client.sts import is_eligible
from desktop_chat.irc.message import Message
from desktop_chat.qt.i18n.core_texts import in_our_language, translate_sentence
from desktop_chat.qt.network.draft import Draft
from desktop_chat.qt.network.link import LinkTarget
from desktop_chat.qt.network.network_actions import NetworkActions
from desktop_chat.qt.network.open_rooms import OpenRooms
from desktop_chat.qt.network.paced_sender import PacedSender
from desktop_chat.qt.network.read_marks import ReadMarks
from desktop_chat.qt.network.reconnector import Reconnector
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.network.secret_loader import SecretLoader
from desktop_chat.qt.network.unread_counts import UnreadCounts

_entry_of = attrgetter("entry")
_LATELY_MS = 60_000
"""What history tells of this time is told like what is said now."""
_CLOCKS_DIFFER_MS = 86_400_000
"""How far ahead of this computer's clock others are believed to be before a server has told the time."""
_ENDS_A_RUN = (
    EntryReplaced | EntryCorrected | EntryDeleted | HistoryLoaded | NickChanged | ReadMarked | RoomRenamed | RoomRemoved
)
"""What changes where that stands which was said before it, or who said it."""


SHY_MS = 3_000
"""How long a server that is not encrypted may take to say whether it wants TLS, before we say who we are."""


def now_ms() -> int:
    return time.time_ns() // 1_000_000


def _random_token() -> str:
    return os.urandom(16).hex()


class Network(NetworkActions):
    """One server. `target` gives where to connect, asked anew for each attempt: the address of a chat hosted here
    may change, and so may the key that is expected. `secrets` gives what is kept secret of this chat, on any thread,
    before the first attempt."""

    phase_changed = Signal()
    welcomed = Signal(str, str)  # nick, the nick that was wanted
    nick_changed = Signal(str)
    room_added = Signal(object)  # Room
    room_about_to_go = Signal(object)
    room_removed = Signal(object)
    room_changed = Signal(object)
    unread_changed = Signal(object)
    entries_added = Signal(object, object, bool)  # Room, what was said there: tuple[Entry, ...], whether that names us
    members_reset = Signal(object)
    member_added = Signal(object, object)  # Room, Member
    member_removed = Signal(object, str)
    member_changed = Signal(object, str, object)  # Room, the nick before, Member
    typing_changed = Signal(object)
    room_called = Signal(object)  # Room: the person asked to be in it
    away_changed = Signal()
    bouncer_network_told = Signal(str, str)  # the id and the name of a network behind this bouncer
    secret_learned = Signal(str, str)  # a name (client.secrets) and what to keep under it, "" to forget that
    command_failed = Signal(object, object)  # Room, CommandFailed
    correction_refused = Signal(object, object)  # Room, CorrectionRefused
    waiting_changed = Signal()  # own words wait until the server is ready for them (`waiting`), or no longer
    flood_punished = Signal(int)  # the strictness with which it is spoken to from now on
    transport_told = Signal(object)  # TlsWanted, TlsInsisted
    opened = Signal(object)  # Certificate, None without TLS
    distrusted = Signal(object)  # Certificate: it is not the one that was expected
    ended = Signal()  # after `close`: the Link's thread has ended
    _kept = Signal(object)  # from the archive's thread: a callable for this one

    def __init__(
        self,
        network: str,
        person: Person,
        archive: Archive,
        target: Callable[[], LinkTarget | None],
        secrets: Callable[[Found], None],
        parent: QObject | None = None,
        strictness: int = 0,
    ) -> None:
        super().__init__(parent)
        self.network = network
        self.name = ""
        self.taken_name = ""
        """The name that we wanted and somebody else has, until the person was told."""
        self.reason = ""
        self._last_words = ""
        """Why the server ended the connection: it says more than that nobody answers since then."""
        self.password_wanted: PasswordWanted | None = None
        """Why the last attempt failed, when it was for want of a password."""
        self.trusted: Certificate | None = None
        """What the server showed in this connection."""
        self._archive = archive
        attempts = self._attempts = Reconnector(target, self)
        attempts.begun.connect(self.on_begun)
        attempts.opened.connect(self.on_opened)
        attempts.received.connect(self.on_received)
        attempts.distrusted.connect(self.distrusted)
        attempts.closed.connect(self.on_closed)
        attempts.given_up.connect(self.phase_changed)
        attempts.ended.connect(self.ended)
        self._unread = UnreadCounts(self)
        self._unread.changed.connect(self.unread_changed)
        self._read_marks = ReadMarks(self)
        self._read_marks.due.connect(self.on_read_mark_due)
        self._rooms = OpenRooms(network, archive, self.request_older, self.room_changed.emit, self)
        self._kept.connect(self.on_kept, Qt.ConnectionType.QueuedConnection)
        self.session = Session(network, person, ids=archive.next_id, tokens=_random_token, strictness=strictness)
        self._pacer = PacedSender(self.session, archive, lambda: attempts.link, self._on_gui_thread, self)
        self._pacer.progressed.connect(self.waiting_changed)
        unlocking = self._unlocking = SecretLoader(self.session, secrets, self)
        unlocking.done.connect(attempts.connect_and_stay)
        unlocking.learned.connect(self.secret_learned)
        self.page = self._show_room(SERVER_ROOM)
        self._restore_rooms()

    def _restore_rooms(self) -> None:
        """What the archive knows from last time."""
        archive, now = self._archive, now_ms()
        records = [record for record in archive.rooms(self.network) if record.key != SERVER_ROOM]
        rooms = [(record.name, record.joined) for record in records]
        requests = {record.name for record in records if record.kind == "request"}
        newest, oldest = (
            archive.newest_points(self.network, now + _CLOCKS_DIFFER_MS),
            archive.oldest_points(self.network),
        )
        pending, blocked = archive.pending_entries(self.network), archive.blocked(self.network)
        self._apply_events(
            self.session.restore_rooms(rooms, newest, oldest, pending, now, requests=requests, blocked=blocked)
        )

    # What it is

    @property
    def rooms(self) -> Mapping[str, Room]:
        """By their keys, its own page among them."""
        return self._rooms.shown

    @property
    def nick(self) -> str:
        return self.session.nick

    @property
    def phase(self) -> Phase:
        return self.session.phase

    @property
    def display_name(self) -> str:
        """What it is called in the sidebar."""
        return self.session.network_name or self.name

    @property
    def seconds_to_retry(self) -> int:
        """Until the next attempt to connect; 0 when none is coming."""
        return self._attempts.seconds_to_retry

    @property
    def is_seeking(self) -> bool:
        """Whether it tries to be connected; False after `disconnect_now`, and when only a person can help."""
        return self._attempts.seeking

    @property
    def is_alive(self) -> bool:
        """Whether a Link's thread still runs."""
        return self._attempts.is_alive

    # Being connected

    def connect_now(self) -> None:
        """Connect at once, and again whenever the connection is lost, until `disconnect_now`. The first time what is
        kept secret is looked up before."""
        if self._unlocking.known:
            self._attempts.connect_and_stay()
        else:
            self._unlocking.load_secrets()

    def give_password(self, password: str) -> None:
        """Connect with this password; it is kept once the server has taken it."""
        self._unlocking.give_password(password)
        if self.phase is not Phase.OFFLINE:
            self.disconnect_now()
        self.connect_now()

    def disconnect_now(self, farewell: str = "") -> None:
        """Say goodbye and stay away."""
        self._unlocking.cancel_loading()
        self._read_marks.send_marks()
        if self._attempts.stop_connecting(*self.session.farewell_messages(farewell)):
            self._apply_events(self.session.note_closed(self.tr("You are disconnected."), now_ms()))
        elif self.phase is Phase.OFFLINE:
            self.phase_changed.emit()

    def wait_for_links(self) -> None:
        """Until no Link of ours runs, 2 s at most each. After `disconnect_now`, at the program's end."""
        self._attempts.wait_for_links()

    def on_begun(self) -> None:
        self.reason = ""
        self.password_wanted = None
        self._apply_events(self.session.note_connecting(now_ms()))

    def on_opened(self, certificate: Certificate | None) -> None:
        self.trusted = certificate
        self.opened.emit(certificate)
        upgradable = certificate is None and is_eligible(self._attempts.host)
        self._apply_events(self.session.note_opened(now_ms(), upgradable=upgradable))
        if upgradable:
            QTimer.singleShot(SHY_MS, self, lambda: self._apply_events(self.session.greet_at_last(now_ms())))

    def on_received(self, messages: tuple[Message, ...]) -> None:
        self._apply_events(self.session.receive_messages(messages, now_ms()))
        if self.password_wanted is not None and self.phase is not Phase.OFFLINE:
            # Some servers wait for minutes for a password that only a person can give.
            self._attempts.stop_connecting()
            self._apply_events(self.session.note_closed("", now_ms()))

    def on_closed(self, reason: str) -> None:
        self._apply_events(self.session.note_closed(reason, now_ms()))

    # What a person does (more in NetworkActs)

    def block(self, room: Room) -> None:
        """Hear nothing from a person any more."""
        self._apply_events(self.session.block(room.key))
        self._archive.mark_blocked(self.network, room.key, blocked=True)

    def unblock(self, nick: str) -> None:
        """Hear a person again."""
        self.session.unblock(nick)
        self._archive.mark_blocked(self.network, self.session.key_of(nick), blocked=False)

    def mark_read(self, room: Room) -> None:
        """Everything in the room has been seen."""
        room.mark_read(now_ms())
        self._unread.clear_room(room)
        self._read_marks.add_mark(room)

    def on_read_mark_due(self, room: Room) -> None:
        if room.key in self.rooms:
            self._apply_events(self.session.mark_read(room.key, now_ms()))

    def keep_draft(self, room: Room, draft: Draft) -> None:
        if draft != room.draft:
            room.draft = draft
            answers, corrects = (one.msgid if one is not None else "" for one in (draft.answers, draft.corrects))
            self._archive.keep_draft(
                self.network,
                room.key,
                draft.text,
                answers=answers,
                corrects=corrects,
                correction=draft.correction if corrects else "",
            )

    def progress_of(self, room: Room) -> Waiting:
        """Own words for the room that wait until the server is ready for them."""
        return self._pacer.progress_of(room.key)

    def _now(self) -> int:
        return now_ms()

    # What the Session reports

    def _apply_events(self, events: Sequence[Event]) -> None:
        """Take in Events in their order. What is said goes to the archive and to the windows in runs, room by room: so
        a flood costs little more than its paint."""
        said: dict[str, list[EntryAdded]] = {}
        for event in events:
            if type(event) is EntryAdded:
                run = said.get(event.room)
                if run is None:
                    run = said[event.room] = []
                run.append(event if event.entry.nick else in_our_language(event))
            elif said and isinstance(event, _ENDS_A_RUN):
                self._show_entries(said)
                said = {}
                self._apply_event(event)
            else:
                self._apply_event(event)
        self._show_entries(said)
        self._pacer.send_due()
        if (
            events
            and isinstance(events[-1], Overrun)
            and self._attempts.stop_connecting(*self.session.farewell_messages())
        ):
            self._apply_events(self.session.note_closed(events[-1].reason, now_ms()))  # no attempt follows by itself

    def _apply_event(self, event: Event) -> None:
        match event:
            case EntryReplaced(key) if key in self.rooms:
                self.rooms[key].replace_entry(in_our_language(event).entry)
            case EntryCorrected(key) | EntryDeleted(key) if key in self.rooms:
                self.rooms[key].apply_edit(event)
            case HistoryLoaded(key) if key in self.rooms:
                self._apply_history(self.rooms[key], event)
            case PhaseChanged(phase, reason, said):
                self.reason = translate_sentence(reason)
                if phase is Phase.OFFLINE:
                    if said and is_reconnect_refused(reason):
                        self._attempts.slow_down()
                    self._last_words = self.reason if said else self._last_words
                    self.reason = self._last_words or self.reason
                    if self.password_wanted is not None and self.password_wanted.sure:
                        self._attempts.stop_connecting()
                        self.reason = self._password_words(given=self.password_wanted.given)
                    self._pacer.drop_waiting()
                    self.trusted = None
                self.phase_changed.emit()
            case PasswordWanted():
                self.password_wanted = event
            case Welcomed(nick, wanted):
                self._last_words = ""
                self._unlocking.keep_proved()
                self._attempts.note_welcome()
                self._know_nick(nick)
                self.taken_name = wanted if nick != wanted else ""
                self.welcomed.emit(nick, wanted)
            case FloodPunished() | TlsWanted() | TlsInsisted():
                self._take_rule(event)
            case NickChanged(_, new):
                self._know_nick(new)
                self.nick_changed.emit(new)
            case _:
                self._take_room(event)

    def _take_rule(self, event: FloodPunished | TlsWanted | TlsInsisted) -> None:
        """How the server wants to be spoken to from now on."""
        if isinstance(event, FloodPunished):
            self.flood_punished.emit(event.strictness)
        else:
            self.transport_told.emit(event)

    def _take_room(self, event: Event) -> None:
        match event:
            case RoomAdded(key):
                self._show_room(key)
            case RoomRemoved(key) if key in self.rooms:
                self.room_about_to_go.emit(self.rooms[key])
                self.room_removed.emit(self._rooms.close_room(key))
            case RoomRenamed(old, new) if old in self.rooms:
                self.room_changed.emit(self._rooms.rename_room(old, new))
            case RoomKeyChanged(key, secret) if key in self.rooms:
                self._unlocking.keep_secret(self.rooms[key].name, secret)
            case RoomChanged(key) if key in self.rooms:
                room = self.rooms[key]
                if room.kind != "server":
                    self._rooms.keep_record(room)
                self.room_changed.emit(room)
            case GapChanged(key, since) if key in self.rooms:
                self._archive.keep_gap(self.network, key, since)
                self.rooms[key].gap = since is not None
                self.room_changed.emit(self.rooms[key])
            case ReadMarked(key, until) if key in self.rooms and not self.rooms[key].is_unread_after(until):
                self.mark_read(self.rooms[key])
            case TypingChanged(key) if key in self.rooms:
                self.typing_changed.emit(self.rooms[key])
            case _:
                self._take_outcome(event)

    def _take_outcome(self, event: Event) -> None:
        """What became of something that the person did."""
        match event:
            case AnswerAdded(key) if key in self.rooms:
                self._show_answer(self.rooms[key], in_our_language(event).entry)
            case RoomCalled(key) if key in self.rooms:
                self.room_called.emit(self.rooms[key])
            case AwayChanged():
                self.away_changed.emit()
            case CommandFailed(key):
                self.command_failed.emit(self.rooms.get(key, self.page), event)
            case CorrectionRefused(key) if key in self.rooms:
                self.correction_refused.emit(self.rooms[key], event)
            case _:
                self._take_member(event)

    def _take_member(self, event: Event) -> None:
        match event:
            case BouncerNetworkTold(network, name):
                self.bouncer_network_told.emit(network, name)
            case MembersReset(key) if key in self.rooms:
                self.members_reset.emit(self.rooms[key])
            case MemberAdded(key, member) if key in self.rooms:
                self.member_added.emit(self.rooms[key], member)
            case MemberRemoved(key, nick) if key in self.rooms:
                self.member_removed.emit(self.rooms[key], nick)
            case MemberChanged(key, nick, member) if key in self.rooms:
                self.member_changed.emit(self.rooms[key], nick, member)

    def _password_words(self, *, given: bool) -> str:
        return self.tr("That was not the password of this chat.") if given else self.tr("This chat wants a password.")

    def _show_entries(self, said: Mapping[str, Sequence[EntryAdded]]) -> None:
        """What was said, by room."""
        for key, events in said.items():
            entries = tuple(map(_entry_of, events))
            room = self.rooms.get(key)
            if room is None:
                self._archive.add_entries(self.network, key, entries)
                continue
            changes = room.log.merge_entries(entries)  # before the archive is another
            self._archive.add_entries(self.network, key, entries)
            room.emit_changes(changes)
            mentions = [event.entry for event in events if event.mention]
            room.newest_id = max(room.newest_id, entries[-1].id)
            unread, named = room.count_new(entries, mentions, self.nick)
            self._unread.add_counts(room, unread, named)
            self.entries_added.emit(room, entries, named > 0)

    def _show_answer(self, room: Room, entry: Entry) -> None:
        """What a person asked for: shown, and not kept."""
        room.emit_changes(room.log.merge_entries((entry,)))
        self.entries_added.emit(room, (entry,), False)

    def _apply_history(self, room: Room, event: HistoryLoaded) -> None:
        fresh = room.take_history(event, self._on_gui_thread)
        if not event.older:
            marked = room.state.marked
            new = [entry for entry in fresh if entry.time > marked]  # the rest was read elsewhere
            mentions = [entry for entry in new if room.is_mention(entry, self.nick)]
            self._unread.add_counts(room, *room.count_new(new, mentions, self.nick))
            lately = tuple(entry for entry in new if entry.time > event.at - _LATELY_MS)
            if lately:
                self.entries_added.emit(room, lately, any(entry in lately for entry in mentions))
            if len(new) < len(fresh) and not room.is_unread_after(marked):
                self.mark_read(room)

    def _on_gui_thread(self, do: Callable[[], None]) -> Callable[[], None]:
        """A callable for the archive's thread that has `do` done on this one."""
        return lambda: self._kept.emit(do)

    def on_kept(self, do: Callable[[], None]) -> None:
        do()

    def _show_room(self, key: str) -> Room:
        room = self._rooms.show_room(self.session.rooms[key], self.nick)
        self.room_added.emit(room)
        return room

    def _know_nick(self, nick: str) -> None:
        for room in self.rooms.values():
            room.timeline.nick = nick
