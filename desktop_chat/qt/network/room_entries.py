"""RoomEntries: the entries of one room, in the log and in the archive, with its history and its edits. GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property

from PySide6.QtCore import QObject, Signal

from desktop_chat.client import edits, log_settling
from desktop_chat.client.archive import Archive
from desktop_chat.client.entry import Entry
from desktop_chat.client.events import EntryReacted, HistoryLoaded
from desktop_chat.client.reactions import LooseReactions
from desktop_chat.client.room_log import Inserted, LogChange, Replaced, RoomLog
from desktop_chat.client.room_state import RoomState
from desktop_chat.irc.names import fold_name
from desktop_chat.qt.network.room_timeline import RoomTimeline

Done = Callable[[], None]


class RoomEntries(QObject):
    """The part of Room that keeps entries and shows them, a page of older history at a time."""

    older_requested = Signal(object)  # this room: a person scrolled near the top

    def __init__(
        self, network: str, state: RoomState, archive: Archive, parent: QObject, names: Callable[[str], str]
    ) -> None:
        super().__init__(parent)
        self.network = network
        """The key of the network."""
        self.state = state
        self.log = RoomLog(archive.entry_count(network, state.key), self._read_page, index_of=self._archived_index)
        self.timeline = RoomTimeline(self.log, self.find_by_msgid, self, names, self.has_member)
        self.newest_id = 0
        """The id of the newest entry. Ids grow in the order of arrival."""
        self._archive = archive
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

    def entry_above(self, entry: Entry) -> Entry | None:
        """Return the entry right above an entry, or None if there is none or the entry is not here."""
        if self.log.is_archived(entry):  # a search would read pages that nobody looks at
            return self._archive.entry_above(self.network, self.key, entry)
        place = self.log.place_of(entry)
        return self.log.entry_at(place - 1) if 0 < place < len(self.log) else None
