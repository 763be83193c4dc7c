"""Room: one room for the windows: its entries, with what is unread, the draft and the marks. GUI thread."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from desktop_chat.client.archive import Archive
from desktop_chat.client.archive_records import RoomRecord
from desktop_chat.client.entry import CALLS, SPOKEN, Entry
from desktop_chat.client.mentions import find_mentions
from desktop_chat.client.network_services import is_service
from desktop_chat.client.room_marks import RoomMarks
from desktop_chat.client.room_state import RoomState
from desktop_chat.client.safe_display import shown_name
from desktop_chat.clock import now_ms
from desktop_chat.qt.network.draft import NO_DRAFT, Draft
from desktop_chat.qt.network.room_entries import RoomEntries
from desktop_chat.qt.timeline.model import ReadingPlace

_LOOKED_AT = 100
"""Entries among which a person's last one is searched."""
_MOST_UNREAD = 1_000
_STRAYS_MS = 3_600_000
"""A late entry may be this much older than the last read entry: clocks differ, and messages are delayed."""


class Room(RoomEntries):
    """A Session's RoomState together with its entries, for windows."""

    marked = Signal(object)  # this room: its marks were changed

    def __init__(
        self,
        network: str,
        state: RoomState,
        archive: Archive,
        parent: QObject,
        names: Callable[[str], str] = shown_name,
    ) -> None:
        """`names` returns the text to show for a nick."""
        super().__init__(network, state, archive, parent, names)
        self._names = names
        self.unread = 0
        self.mentions = 0
        self.read = 0
        """The id of the last read entry."""
        self.draft = NO_DRAFT
        self.marks = RoomMarks()
        self.unread_after: int | None = None
        """Id of the entry below which the line "New" is drawn while the room is shown."""
        self.place: ReadingPlace | None = None
        """Where the person left the room; None at its end."""
        self.gap = False
        """History from while the person was away is still missing."""
        self._first_unread: Entry | None = None
        """The first unread entry, while there is one."""

    @property
    def shown_name(self) -> str:
        """The name in windows: of a person as people write it, of a channel with its sign."""
        return self._names(self.name) if self.kind == "direct" else shown_name(self.name)

    @property
    def kind(self) -> str:
        return self.state.kind

    @property
    def muted(self) -> bool:
        """True if only mentions count as unread."""
        return self.marks.muted

    @property
    def pinned(self) -> bool:
        """True if the room stands above the others."""
        return self.marks.pinned

    @property
    def is_entered(self) -> bool:
        """True for a joined channel."""
        return self.kind == "channel" and self.state.joined

    def restore_record(self, record: RoomRecord, nick: str) -> None:
        """Take over the archive's record of the last run."""
        self.read, self.newest_id = record.read, self._archive.last_id
        answers, corrects = (
            self.find_by_msgid(msgid) if msgid else None for msgid in (record.answers, record.corrects)
        )
        self.draft = Draft(record.draft, answers, corrects, record.correction)
        self.marks = record.marks.lift_past_mute(now_ms())
        self._older = [(first, last) for first, last in json.loads(record.older)]
        left = self._archive.find_entry(self.network, self.key, record.place_id) if record.place_id else None
        self.place = ReadingPlace(left, record.place_offset) if left is not None else None
        names = (nick, *self.timeline.other_names) if nick else ()
        missed = self._archive.read_unread(record, now_ms(), lambda texts: find_mentions(texts, names))
        calls = [one for one in missed.calls if self.is_mention(one, nick)]
        self.unread = len(calls) if self.muted else missed.count
        self.mentions = missed.count if self._is_all_for_person else len(calls)
        self._first_unread = next(iter(calls), None) if self.muted else missed.first

    def keep_place(self, place: ReadingPlace | None) -> None:
        """Keep where the person leaves the room; None at its end."""
        if place != self.place:
            entry_id, offset = (place.entry.id, place.offset) if place is not None else (0, 0)
            self._archive.keep_place(self.network, self.key, entry_id, offset)
        self.place = place

    def mark_read(self, now: int) -> None:
        """Mark all entries as read. `now` is Unix ms."""
        if self.newest_id <= self.read:
            return
        self.read, self._older = self.newest_id, []
        known = self.state.known[1] if self.gap else now
        since = max(0, min(self.newest_time(), now, known) - _STRAYS_MS)
        self._archive.mark_read(self.network, self.key, self.read, since)

    def set_marks(self, marks: RoomMarks) -> None:
        """Replace the marks of the room and keep them."""
        if marks.muted and not self.muted:
            self.unread = self.mentions
        self.marks = marks
        self._archive.mark_room(self.network, self.key, marks)
        self.marked.emit(self)

    def is_mention(self, entry: Entry, nick: str) -> bool:
        """True if a message of another person is meant for this person."""
        if self.state.request:
            return False
        if entry.own or entry.kind not in SPOKEN:
            return entry.kind in CALLS
        return self._is_all_for_person or self.timeline.names_nick(entry, nick)

    @property
    def _is_all_for_person(self) -> bool:
        """True if each message of another person is meant for this person. A service is no person."""
        return self.kind == "direct" and not (self.muted or self.state.request or is_service(self.name))

    def is_reply_to_us(self, entry: Entry) -> bool:
        """True if another person's message replies to one of ours."""
        return entry.kind in SPOKEN and not self.state.request and self.timeline.answers_own(entry)

    def is_countable(self, entry: Entry) -> bool:
        """True if the entry is unread until seen. The server's own messages are not."""
        said = entry.kind in SPOKEN and (self.kind != "server" or bool(entry.nick))
        return not entry.own and (said or entry.kind in CALLS)

    def count_new(self, entries: Sequence[Entry], mentions: Sequence[Entry], nick: str) -> tuple[int, int]:
        """Return (unread, mentions) among new entries. `mentions`: as reported by the Session."""
        if self.muted:
            entries = mentions = [entry for entry in mentions if self.is_mention(entry, nick)]
        unread = self.unread_among(entries)
        if unread:
            self._count_from(min(unread, key=entry_order))
        return len(unread), len(self.unread_among(mentions))

    def unread_among(self, entries: Sequence[Entry]) -> list[Entry]:
        """Return the unread entries among new entries."""
        if self.state.kind == "server":
            return [one for one in entries if self.is_countable(one)]
        return [one for one in entries if not one.own and (one.kind in SPOKEN or one.kind in CALLS)]

    def _count_from(self, entry: Entry) -> None:
        """Note an unread entry, in case it is the first."""
        first = self._first_unread if self.unread else None
        self._first_unread = entry if first is None or entry_order(entry) < entry_order(first) else first

    def is_unread_after(self, at: int) -> bool:
        """True if an unread entry has a later time than `at` (Unix ms)."""
        left = self.unread
        for index in range(len(self.log) - 1, -1, -1):
            entry = self.log.entry_at(index)
            if not left:
                break
            if entry.id > self.read and self.is_countable(entry):
                if entry.time > at:
                    return True
                left -= 1
        return False

    @property
    def first_unread(self) -> Entry | None:
        """The first unread entry, or None."""
        return self._first_unread if self.unread else None

    def last_seen(self) -> int:
        """Return when the person of these direct messages last did something here (Unix ms); 0 if unknown."""
        for index in range(len(self.log) - 1, max(-1, len(self.log) - 1 - _LOOKED_AT), -1):
            entry = self.log.entry_at(index)
            if not entry.own and entry.nick.casefold() == self.name.casefold():
                return entry.time
        return 0

    def last_read(self) -> int | None:
        """Return the id of the entry right above the first unread entry, or None."""
        above = self.entry_above(self.first_unread) if self.first_unread is not None else None
        return above.id if above is not None else None

    def newest_countable(self) -> Entry | None:
        """Return the last entry that can be unread, among the last entries."""
        last = range(len(self.log) - 1, max(-1, len(self.log) - 1 - _MOST_UNREAD), -1)
        return next((one for index in last if self.is_countable(one := self.log.entry_at(index))), None)

    def mark_unread(self, entry: Entry, nick: str) -> None:
        """Count the entries of others from `entry` on as unread, at most 1,000."""
        place = self.log.place_of(entry)
        entries = map(self.log.entry_at, range(place, min(place + _MOST_UNREAD, len(self.log))))
        found = [one for one in entries if self.is_countable(one)]
        if not found:
            return
        self._first_unread = found[0]
        self.unread, self.mentions = len(found), sum(self.is_mention(one, nick) for one in found)
        self.read = min(self.read, min(one.id for one in found) - 1)
        self._archive.mark_unread(self.network, self.key, self.read, found[0].time)


def entry_order(entry: Entry) -> tuple[int, int]:
    """The sort key of entries."""
    return entry.time, entry.id
