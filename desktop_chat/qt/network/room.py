"""Room: one room for the windows: state, entries, unread counts, draft. GUI thread."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property

from PySide6.QtCore import QObject, Signal

from desktop_chat.client import edits, log_settling
from desktop_chat.client.archive import Archive
from desktop_chat.client.archive_records import RoomRecord
from desktop_chat.client.entry import CALLS, SPOKEN, Entry
from desktop_chat.client.events import EntryReacted, HistoryLoaded
from desktop_chat.client.mentions import find_mentions
from desktop_chat.client.network_services import is_service
from desktop_chat.client.reactions import LooseReactions
from desktop_chat.client.room_log import Inserted, LogChange, Replaced, RoomLog
from desktop_chat.client.room_marks import RoomMarks
from desktop_chat.client.room_state import RoomState
from desktop_chat.client.safe_display import shown_name
from desktop_chat.clock import now_ms
from desktop_chat.irc.names import fold_name
from desktop_chat.qt.network.draft import NO_DRAFT, Draft
from desktop_chat.qt.network.room_timeline import RoomTimeline
from desktop_chat.qt.timeline.model import ReadingPlace

Done = Callable[[], None]
_LOOKED_AT = 100
"""Entries among which a person's last one is searched."""
_MOST_UNREAD = 1_000
_STRAYS_MS = 3_600_000
"""A late entry may be this much older than the last read entry: clocks differ, and messages are delayed."""


class Room(QObject):
    """A Session's RoomState together with its entries, for windows."""

    older_requested = Signal(object)  # this room: a person scrolled near the top
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
        super().__init__(parent)
        self._names = names
        self.network = network
        """The key of the network."""
        self.state = state
        self.log = RoomLog(archive.entry_count(network, state.key), self._read_page, index_of=self._archived_index)
        self.timeline = RoomTimeline(self.log, self.find_by_msgid, self, names, self.has_member)
        self.unread = 0
        self.mentions = 0
        self.read = self.newest_id = 0
        """Ids of the last read and the newest entry. Ids grow in the order of arrival."""
        self.draft = NO_DRAFT
        self.marks = RoomMarks()
        self.unread_after: int | None = None
        """Id of the entry below which the line "New" is drawn while the room is shown."""
        self.place: ReadingPlace | None = None
        """Where the person left the room; None at its end."""
        self.gap = False
        """History from while the person was away is still missing."""
        self._archive = archive
        self._first_unread: Entry | None = None
        """The first unread entry, while there is one."""
        self._older: list[tuple[int, int]] = []
        """Ranges of ids of older history, which counts as read although its ids are new."""
        self._growing = False
        self._loose = LooseReactions()
        self._waiting: list[HistoryLoaded | edits.Edit] = []
        self.timeline.older_requested.connect(self.on_older_wanted)

    @property
    def key(self) -> str:
        return self.state.key

    @property
    def name(self) -> str:
        return self.state.name

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

    @property
    def is_growing(self) -> bool:
        """True while a page of older history is on its way through the archive."""
        return self._growing

    def has_member(self, nick: str) -> bool:
        """Return True if a person in the room has the nick."""
        return fold_name(nick) in self.state.members

    def _read_page(self, first: int, count: int) -> list[Entry]:
        return self._archive.read_page(self.network, self.key, first, count)

    def _archived_index(self, entry: Entry) -> int:
        return self._archive.index_of(self.network, self.key, entry)

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

    @cached_property
    def _settling(self) -> log_settling.LogSettling:
        count = self._archive.count_between
        return log_settling.LogSettling(self.log, lambda *places: count(self.network, self.key, *places))

    def note_growth(self, on_gui_thread: Callable[[Callable[[], None]], Callable[[], None]]) -> None:
        """Leave older entries of the log to the archive, if there are many."""
        self._settling.note_growth(lambda do: self._archive.flush(on_gui_thread(do)))

    def emit_changes(self, changes: Sequence[LogChange | None]) -> None:
        """Pass changes of the log on to the timeline."""
        for change in changes:
            match change:
                case Inserted(first, count):
                    self.timeline.note_inserted(first, count)
                case Replaced(index):
                    self.timeline.note_changed(index)
                case None:
                    continue
                case _:
                    self.timeline.note_reset()

    def note_upload(self, entry_id: int) -> None:
        """Show how much of the file of an entry was sent."""
        index = self.log.find_entry(entry_id)
        if index is not None:
            self.timeline.note_changed(index)

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

    def on_older_wanted(self) -> None:
        if not self.timeline.is_cleared:
            self.older_requested.emit(self)

    def replace_entry(self, entry: Entry) -> None:
        """Replace the entry with the id, in the log and in the archive."""
        change = self.log.replace_entry(entry)  # the log reads pages of the archive as they were before
        self._archive.replace_entry(self.network, self.key, entry)
        self.emit_changes([change])

    def current_entry(self, entry: Entry) -> Entry:
        """Return the current version of an entry."""
        index = self.log.find_entry(entry.id)
        return self.log.entry_at(index) if index is not None else entry

    def find_by_msgid(self, msgid: str) -> Entry | None:
        """Return the entry with the msgid, or None if never received."""
        return self.log.find_by_msgid(msgid) or self._archive.find_by_msgid(self.network, self.key, msgid)

    def apply_edit(self, amend: edits.Edit) -> None:
        """Apply an edit, a deletion or a reaction.

        An unknown entry will arrive in its edited form. Reactions to it are kept until then.
        """
        if self._growing:
            self._waiting.append(amend)
            return
        entry = self.find_by_msgid(amend.msgid)
        if entry is None and isinstance(amend, EntryReacted):
            self._loose.keep_change(amend)
        now = edits.apply_edit(entry, amend) if entry is not None else None
        if now is not None:
            self.replace_entry(now)

    def take_history(self, event: HistoryLoaded, later: Callable[[Done], Done]) -> list[Entry]:
        """Store and show a page of history. Return its new entries.

        A page older than everything on disk is stored first and read from there. Other pages wait meanwhile.
        `later` wraps a callable of the GUI thread so that the archive's thread may call it.
        """
        if self._growing:
            self._waiting.append(event)
            return []
        for known, told in self.log.find_unnamed(event.entries):
            self.replace_entry(replace(known, msgid=told.msgid, time=told.time))
        fresh = [self._with_reactions(one) for one in self.log.unknown_entries(self._unknown(event), played=True)]
        if fresh:
            self.newest_id = max(self.newest_id, max(entry.id for entry in fresh))
        if fresh and event.older:
            self._pass_over(fresh)
        if self.log.is_before_all(fresh):
            first = self.log.entry_at(0)
            self._growing = True
            self._archive.add_entries(
                self.network, self.key, fresh, later(lambda: self._prepend_archived(first, later))
            )
        elif fresh:
            changes = self.log.merge_entries(fresh)  # the log reads pages of the archive as they were before
            self._archive.add_entries(self.network, self.key, fresh)
            self.emit_changes(changes)
        return fresh

    def _with_reactions(self, entry: Entry) -> Entry:
        """Return an entry of the history with the reactions that came before it."""
        for change in self._loose.take_changes(entry.msgid):
            entry = edits.apply_edit(entry, change) or entry
        return entry

    def _unknown(self, event: HistoryLoaded) -> Sequence[Entry]:
        """Return the new entries of a page. A message stamped in the future has another time in each page."""
        return [
            entry
            for entry in event.entries
            if entry.time < event.at or not entry.msgid or self.find_by_msgid(entry.msgid) is None
        ]

    def _pass_over(self, older: Sequence[Entry]) -> None:
        """Remember new entries as older than all others, and so not unread."""
        first, last = min(entry.id for entry in older), max(entry.id for entry in older)
        if self._older and self._older[-1][1] == first - 1:
            first = self._older.pop()[0]
        self._older.append((first, last))
        self._archive.keep_older(self.network, self.key, self._older)

    def _prepend_archived(self, first: Entry, later: Callable[[Done], Done]) -> None:
        """Show the entries now on disk before `first`."""
        self._growing = False
        count = self._archive.index_of(self.network, self.key, first)
        if count:
            self.emit_changes([self.log.prepend_archived(count)])
        waiting, self._waiting = self._waiting, []
        for event in waiting:
            if isinstance(event, HistoryLoaded):
                self.take_history(event, later)
            else:
                self.apply_edit(event)

    def newest_time(self) -> int:
        """Return the time (Unix ms) of the last entry; 0 without entries."""
        return self.log.entry_at(len(self.log) - 1).time if len(self.log) else 0

    def last_id(self) -> int:
        """Return the id of the last entry; 0 without entries. Later entries have greater ids."""
        return self.log.entry_at(len(self.log) - 1).id if len(self.log) else 0

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

    def entry_above(self, entry: Entry) -> Entry | None:
        """Return the entry right above an entry, or None if there is none or the entry is not here."""
        if self.log.is_archived(entry):  # a search would read pages that nobody looks at
            return self._archive.entry_above(self.network, self.key, entry)
        place = self.log.place_of(entry)
        return self.log.entry_at(place - 1) if 0 < place < len(self.log) else None

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
