"""TimelineModel: the entries of a timeline, a long list that grows at both ends. Thread: GUI."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Signal

from desktop_chat.client.entry import Entry
from desktop_chat.client.safe_display import shown_name
from desktop_chat.value_class import value


@value
class ReadingPlace:
    """The entry at the upper edge of a view, with `offset` pixels of its body above the edge."""

    entry: Entry
    offset: int


class TimelineModel(QObject):
    """The base class of models. Subclasses override `count` and `entry_at`, which painting calls and must be fast.

    Entries keep their order, and each `Entry.id` is unique in the model. A signal follows each change of a range.
    """

    inserted = Signal(int, int)  # first index, count of the new entries
    changed = Signal(int, int)  # first index, count of the changed entries
    reset = Signal()  # all entries were replaced
    names_changed = Signal()  # `name_of` returns other names
    older_requested = Signal()  # emitted by the view near its top, once for each length of the model

    def count(self) -> int:
        """Return the number of entries."""
        raise NotImplementedError

    def entry_at(self, index: int) -> Entry:
        """Return the entry at an index from 0 to count() - 1."""
        raise NotImplementedError

    def find_entry(self, entry_id: int) -> int | None:
        """Return the index of an entry. Searches from the end, because callers mostly ask for new entries."""
        return next((i for i in range(self.count() - 1, -1, -1) if self.entry_at(i).id == entry_id), None)

    def find_by_msgid(self, msgid: str) -> Entry | None:
        """Return the entry with the msgid, to be quoted above a reply. Painting calls it, so it must be fast."""
        del msgid
        return None

    def expect_entry(self, entry: Entry) -> None:
        """Prepare for `find_entry` with the entry, which may be far from the entries in memory."""

    def name_of(self, nick: str) -> str:
        """Return the text to show for a nick. Painting calls it, so it must be fast."""
        return shown_name(nick)

    def knows_person(self, nick: str) -> bool:
        """Return whether a nick in a text belongs to a person. Painting calls it, so it must be fast."""
        del nick
        return False

    def is_settled(self, entry: Entry) -> bool:
        """Return whether an invitation or a knock needs no answer any more. Painting calls it, so it must be fast."""
        del entry
        return False

    def is_mention(self, entry: Entry) -> bool:
        """Return whether the entry mentions us and is highlighted."""
        return False


class ListTimelineModel(TimelineModel):
    """A model of entries in a list."""

    def __init__(self, entries: Iterable[Entry] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries = list(entries)

    def count(self) -> int:
        return len(self._entries)

    def entry_at(self, index: int) -> Entry:
        return self._entries[index]

    def find_by_msgid(self, msgid: str) -> Entry | None:
        return next((entry for entry in self._entries if entry.msgid == msgid), None)

    def append_entries(self, *entries: Entry) -> None:
        self.insert_entries(len(self._entries), entries)

    def insert_entries(self, index: int, entries: Sequence[Entry]) -> None:
        self._entries[index:index] = entries
        if entries:
            self.inserted.emit(index, len(entries))

    def replace_entry(self, index: int, entry: Entry) -> None:
        self._entries[index] = entry
        self.changed.emit(index, 1)

    def set_entries(self, entries: Iterable[Entry]) -> None:
        self._entries = list(entries)
        self.reset.emit()
