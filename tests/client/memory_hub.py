"""A Hub in memory and simulated clients: no socket, no thread, no disk, and a clock that the test sets."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from desktop_chat.client.edits import apply_edit
from desktop_chat.client.entry import SPOKEN, Entry
from desktop_chat.client.events import (
    EntryAdded,
    EntryCorrected,
    EntryDeleted,
    EntryReacted,
    EntryReplaced,
    Event,
    HistoryLoaded,
    UploadLimitsTold,
    UploadOpened,
)
from desktop_chat.client.person import Person
from desktop_chat.client.room_log import RoomLog
from desktop_chat.client.session import Session
from desktop_chat.hub.hub import Hub
from desktop_chat.hub.job import Errand, Job
from desktop_chat.hub.live.user import Seat
from desktop_chat.irc.message import encode_message, parse_line
from desktop_chat.irc.search_words import parse_search_text, split_into_words
from desktop_chat.net.fingerprints import CertificateFingerprint
from desktop_chat.storage import records, store_api
from tests.hub.default_settings import make_hub_settings


class MemoryHub(store_api.StoreReader):
    """A Hub and a Store in memory. Every change is durable at once."""

    def __init__(self, *, page: int = 100) -> None:
        self.now = 1_700_000_000_000
        settings = make_hub_settings(name="Desk", host="desk.example", lobby="#lobby", history_page=page)
        self.hub = Hub(settings, records.StoredState(), now=self.now)
        self.ids = itertools.count(1)
        self._entries: list[records.Entry] = []
        self._rooms: dict[int, records.Room] = {}
        self._commit = 0

    def connect(self, fingerprint: str) -> Seat:
        seat = self.hub.attach_seat(
            thread=0,
            address="127.0.0.1",
            port=5,
            secure=True,
            fingerprint=CertificateFingerprint(fingerprint),
            now=self.now,
        )
        self._run_jobs()
        return seat

    def disconnect(self, seat: Seat) -> None:
        self.hub.detach_seat(seat, "cut", self.now, lost=True)
        self._run_jobs()

    def receive_lines(self, seat: Seat, lines: Sequence[bytes]) -> None:
        """Hand the hub lines of a Seat, and do the Jobs that follow."""
        rest = [parse_line(line.decode().rstrip("\r\n")) for line in lines]
        while rest and not seat.closing:
            used = self.hub.receive_messages(seat, rest, self.now)
            self._run_jobs()
            rest = rest[used:]

    def read_lines(self, seat: Seat) -> list[str]:
        """Return the lines that were sent to this Seat since the last call."""
        return seat.outbox.take(self._commit, 1 << 30).decode().split("\r\n")[:-1]

    def _run_jobs(self) -> None:
        """Take the outcome of a command, and do the Jobs."""
        jobs = self.take_outcome()
        while jobs:
            job = jobs.pop(0)
            if isinstance(job, Errand):
                self.hub.go_on(job, self.now)
            else:
                self.hub.finish_work(job, job.query.ask(self), self.now)
            jobs.extend(self.take_outcome())

    def take_outcome(self) -> list[Job[Any] | Errand]:
        outcome = self.hub.take_outcome()
        if outcome.changes:
            self._commit = outcome.commit
        for change in outcome.changes:
            if isinstance(change, records.Entry) and change.command in (*records.TIMELINE_COMMANDS, "TAGMSG"):
                self._entries.append(change)
            elif isinstance(change, records.Room):
                self._rooms[change.id] = change
            elif isinstance(change, records.Redaction):
                gone = self._versions(change.room, change.sequence)
                self._entries = [entry for entry in self._entries if entry not in gone]
        return [*outcome.errands, *outcome.jobs]

    def read_history_page(self, query: store_api.HistoryQuery) -> tuple[records.Entry, ...]:
        anchor = query.anchor
        commands = {*records.TIMELINE_COMMANDS, *(("TAGMSG",) if query.reactions else ())}
        entries = [
            entry
            for entry in self._entries
            if entry.room == query.room and query.since <= entry.sequence <= query.upto and entry.command in commands
        ]
        if anchor.sequence is not None or anchor.time is not None:
            place = anchor.sequence if anchor.sequence is not None else anchor.time or 0
            by_time = anchor.sequence is None
            before = query.slice is store_api.HistorySlice.BEFORE
            places = [entry.time if by_time else entry.sequence for entry in entries]
            kept = [(at < place) if before else (at > place) for at in places]
            entries = list(itertools.compress(entries, kept))
        first = query.slice is store_api.HistorySlice.AFTER
        return tuple(map(self._as_it_is, entries[: query.limit] if first else entries[-query.limit :]))

    def _versions(self, room: int, sequence: int) -> tuple[records.Entry, ...]:
        """Return an Entry and the edits of it. `sequence`: of the Entry or of an edit."""
        one = next((one for one in self._entries if (one.room, one.sequence) == (room, sequence)), None)
        first = one.corrected_sequence or sequence if one is not None else sequence
        return tuple(
            one for one in self._entries if one.room == room and first in (one.sequence, one.corrected_sequence)
        )

    def _as_it_is(self, entry: records.Entry) -> records.Entry:
        """Return the Entry with the text of the last edit."""
        last = self._versions(entry.room, entry.sequence)[-1]
        return (
            replace(entry, edited=last.time, current=last.text) if last.corrected_sequence == entry.sequence else entry
        )

    def read_versions(self, query: store_api.EntryQuery) -> tuple[records.Entry, ...]:
        return self._versions(query.room, query.sequence)

    def find_resent(self, query: store_api.ResendQuery) -> records.Entry | None:
        own = (entry for entry in self._entries if entry.identity == query.identity)
        return next((entry for entry in own if entry.resend == query.resend), None)

    def search_entries(self, query: store_api.SearchQuery) -> tuple[records.Entry, ...]:
        asked = parse_search_text(query.text)
        found = []
        for entry in map(self._as_it_is, self._entries):
            room, words = self._rooms[entry.room], split_into_words(entry.current or entry.text)
            mine = entry.room in query.rooms or (room.kind == "direct" and query.identity in (room.a, room.b))
            meant = all(any(word.startswith(one) if prefix else word == one for word in words) for one, prefix in asked)
            timely = (query.start or 0) <= entry.time <= (query.end or entry.time)
            by_author = query.author in ("", entry.source.partition("!")[0])
            if mine and meant and timely and by_author and not entry.corrected_sequence:
                found.append(entry)
        return tuple(found[-query.limit :])

    def read_own_entries(self, query: store_api.OwnEntriesQuery) -> tuple[tuple[records.Entry, ...], ...]:
        own = [entry for entry in self._entries if (entry.room, entry.identity) == (query.room, query.identity)]
        return tuple((entry,) for entry in own if entry.sequence > query.after)[: query.limit]

    def read_targets(self, query: store_api.TargetsQuery) -> tuple[store_api.HistoryTarget, ...]:
        newest = {entry.room: entry for entry in self._entries if query.start < entry.time < query.end}
        rooms = [self._rooms[room] for room in newest]
        mine = [room for room in rooms if room.id in query.rooms or query.identity in (room.a, room.b)]
        return tuple(
            sorted(
                (store_api.HistoryTarget(room, newest[room.id].time, newest[room.id].sequence) for room in mine),
                key=lambda found: found.time,
            )
        )


class SimulatedClient:
    """A person's Session and timelines, with a link to a MemoryHub that may break at any point."""

    def __init__(self, hub: MemoryHub, nick: str) -> None:
        self.hub = hub
        self.nick = nick
        self.start_program()
        self.logs: dict[str, RoomLog] = {}
        self.seat: Seat | None = None
        self.uploads: list[UploadOpened] = []
        self.limits: list[UploadLimitsTold] = []

    def start_program(self) -> None:
        """Start with a new Session, as after a restart."""
        person = Person(self.nick, self.nick, self.nick.title())
        ids = self.hub.ids
        self.session = Session("net", person, ids=lambda: next(ids), tokens=lambda: f"{next(ids):032x}")

    def log_of(self, room: str) -> RoomLog:
        return self.logs.setdefault(room, RoomLog(0, lambda first, count: []))

    def apply_events(self, events: Sequence[Event]) -> None:
        for event in events:
            match event:
                case EntryAdded(room, entry):
                    self.log_of(room).append_entry(entry)
                case EntryReplaced(room, entry):
                    self.log_of(room).replace_entry(entry)
                case HistoryLoaded(room, entries):
                    self.log_of(room).merge_entries(entries)
                case EntryCorrected(room, msgid) | EntryDeleted(room, msgid) | EntryReacted(room, msgid):
                    known = self.log_of(room).find_by_msgid(msgid)
                    now = apply_edit(known, event) if known is not None else None
                    if now is not None:
                        self.log_of(room).replace_entry(now)
                case _:
                    continue

    def entries(self, room: str) -> list[Entry]:
        """Return the messages of a room."""
        log = self.log_of(room)
        return [entry for index in range(len(log)) if (entry := log.entry_at(index)).kind in SPOKEN]

    def texts(self, room: str) -> list[str]:
        return [entry.text for entry in self.entries(room)]

    def send_texts(self, room: str, *texts: str) -> None:
        for text in texts:
            self.hub.now += 1
            self.apply_events(self.session.send_text(room, text, self.hub.now))

    def own_entry(self, room: str, number: int) -> Entry | None:
        """Return one of the own messages that can be edited now, or None."""
        mine = [entry for entry in self.entries(room) if self.session.can_edit(room, entry)]
        return mine[number % len(mine)] if mine else None

    def connect(self) -> None:
        self.apply_events(self.session.note_connecting(self.hub.now))
        self.seat = self.hub.connect(f"key of {self.nick}")
        self.apply_events(self.session.note_opened(self.hub.now))

    def cut_link(self, *, noticed: bool = True) -> None:
        """Break the link. Without `noticed` the server keeps the Seat for now."""
        if self.seat is not None and noticed:
            self.hub.disconnect(self.seat)
        self.seat = None
        self.apply_events(self.session.note_closed("cut", self.hub.now))

    def send_lines(self, most: int = 10_000) -> bool:
        """Hand the hub the first `most` lines of the Session; a cut must follow if lines are left."""
        lines = [encode_message(message) for message in self.session.take_outgoing()[:most]]
        if self.seat is not None:
            self.hub.receive_lines(self.seat, lines)
        return bool(lines)

    def read_lines(self) -> bool:
        """Hand the Session the lines of the hub."""
        lines = self.hub.read_lines(self.seat) if self.seat is not None else []
        events = self.session.receive_messages([parse_line(line) for line in lines], self.hub.now)
        self.uploads += [event for event in events if isinstance(event, UploadOpened)]
        self.limits += [event for event in events if isinstance(event, UploadLimitsTold)]
        self.apply_events(events)
        return bool(lines)


def settle_clients(*clients: SimulatedClient) -> None:
    """Exchange lines until no client and no Seat has any left."""
    for _ in range(300):
        for client in clients:
            client.hub.now += 1
        busy = [client.read_lines() | client.send_lines() for client in clients]  # no short circuit
        if not any(busy):
            return
    raise AssertionError("the clients never stop")
