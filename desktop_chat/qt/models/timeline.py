"""RoomTimeline: a room's log as a timeline asks for it. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop_chat.client.entry import SPOKEN, Entry
from desktop_chat.client.handlers.messages import mentions
from desktop_chat.client.room_log import RoomLog
from desktop_chat.qt.timeline import TimelineModel


class RoomTimeline(TimelineModel):
    """Who changes the log emits the signals (Room.changed)."""

    def __init__(self, log: RoomLog, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log = log
        self._expected: Entry | None = None
        self.nick = ""
        """Who is named when an entry stands out."""

    def count(self) -> int:
        return len(self._log)

    def entry(self, index: int) -> Entry:
        return self._log.entry(index)

    def expect(self, entry: Entry) -> None:
        """`find` will be asked for this entry, which may be far from all that was looked at."""
        self._expected = entry

    def find(self, entry_id: int) -> int | None:
        """Where an entry stands. Among those on disk only the expected one is looked for, by its time."""
        found = self._log.find(entry_id)
        if found is not None or self._expected is None or self._expected.id != entry_id:
            return found
        wanted = (self._expected.time, entry_id)
        low, high = 0, len(self._log)
        while low < high:
            middle = (low + high) // 2
            other = self._log.entry(middle)
            if (other.time, other.id) < wanted:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self._log) and self._log.entry(low).id == entry_id else None

    def mentions(self, entry: Entry) -> bool:
        return not entry.own and entry.kind in SPOKEN and self.names(entry, self.nick)

    def names(self, entry: Entry, nick: str) -> bool:
        """Whether this nick stands in the entry's text."""
        return bool(nick) and mentions(entry.text, nick)
