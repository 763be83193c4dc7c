"""What a timeline shows: a long row of Entries that grows at both ends. GUI thread."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Signal

from desktop_chat.client.entry import Entry


class TimelineModel(QObject):
    """The base that a view asks. Override `count` and `entry`; both must be cheap, they are asked while painting.

    Entries keep their order; an Entry's `id` is unique in the model. Every change is told by a signal after it was
    made, one signal for one unbroken run of entries.
    """

    inserted = Signal(int, int)  # first index, how many: they are there now
    changed = Signal(int, int)  # first index, how many: they are different now
    reset = Signal()  # everything is different
    older_requested = Signal()  # emitted by the view near its top, once for every length of the model

    def count(self) -> int:
        """How many entries there are."""
        raise NotImplementedError

    def entry_at(self, index: int) -> Entry:
        """The entry at an index from 0 to count() - 1."""
        raise NotImplementedError

    def find_entry(self, entry_id: int) -> int | None:
        """The index of an entry. Looks from the end: what is asked for is mostly new. Override if there is an index."""
        return next((i for i in range(self.count() - 1, -1, -1) if self.entry_at(i).id == entry_id), None)

    def find_by_msgid(self, msgid: str) -> Entry | None:
        """What has this msgid, for those who answer it. Must be cheap: it is asked while painting."""
        del msgid
        return None

    def expect_entry(self, entry: Entry) -> None:
        """`find` will be asked for this entry, which may be far from all that was looked at."""

    def is_mention(self, entry: Entry) -> bool:
        """Whether the entry names us and shall stand out."""
        return False


class ListTimelineModel(TimelineModel):
    """Entries in a list."""

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
