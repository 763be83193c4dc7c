"""RoomTimeline: shows a room's log to a timeline. GUI thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from desktop_chat.client.entry import SPOKEN, Entry
from desktop_chat.client.handlers.messages import is_mention
from desktop_chat.client.room_log import RoomLog
from desktop_chat.qt.timeline import TimelineModel

Said = Callable[[str], Entry | None]


class RoomTimeline(TimelineModel):
    """The model of one room. Code changing the log must emit the signals (Room.emit_changes)."""

    def __init__(self, log: RoomLog, said: Said, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log = log
        self._said = said
        self._answered: dict[str, Entry | None] = {}
        """Answers of `_said` by msgid, while they are valid."""
        self.inserted.connect(self.on_inserted)
        self.changed.connect(self.on_changed)
        self.reset.connect(self.on_changed)
        self._expected: Entry | None = None
        self.nick = ""
        """The nick whose mentions stand out."""

    def count(self) -> int:
        return len(self._log)

    def entry_at(self, index: int) -> Entry:
        return self._log.entry_at(index)

    def find_by_msgid(self, msgid: str) -> Entry | None:
        if msgid not in self._answered:
            self._answered[msgid] = self._said(msgid)
        return self._answered[msgid]

    def on_inserted(self, first: int, count: int) -> None:
        """Forget the msgids not found so far: their entries may have come."""
        for msgid in [msgid for msgid, entry in self._answered.items() if entry is None]:
            del self._answered[msgid]

    def on_changed(self) -> None:
        """Forget found entries: they may have changed."""
        self._answered.clear()

    def expect_entry(self, entry: Entry) -> None:
        self._expected = entry

    def find_entry(self, entry_id: int) -> int | None:
        """Return the index of an entry. On disk only the page of its time is searched."""
        found = self._log.find_entry(entry_id)
        if found is not None or self._expected is None or self._expected.id != entry_id:
            return found
        wanted = (self._expected.time, entry_id)
        low, high = 0, len(self._log)
        while low < high:
            middle = (low + high) // 2
            other = self._log.entry_at(middle)
            if (other.time, other.id) < wanted:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self._log) and self._log.entry_at(low).id == entry_id else None

    def is_mention(self, entry: Entry) -> bool:
        return not entry.own and entry.kind in SPOKEN and self.names_nick(entry, self.nick)

    def names_nick(self, entry: Entry, nick: str) -> bool:
        """True if the entry's text mentions this nick."""
        return bool(nick) and is_mention(entry.text, nick)
