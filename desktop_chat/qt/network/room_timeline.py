"""RoomTimeline: a room's log as a timeline asks for it. GUI thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from desktop_chat.client.entry import SPOKEN, Entry
from desktop_chat.client.handlers.messages import is_mention
from desktop_chat.client.room_log import RoomLog
from desktop_chat.qt.timeline import TimelineModel

Said = Callable[[str], Entry | None]


class RoomTimeline(TimelineModel):
    """Who changes the log emits the signals (Room.changed). `said` finds what has a msgid, wherever it stands."""

    def __init__(self, log: RoomLog, said: Said, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log = log
        self._said = said
        self._answered: dict[str, Entry | None] = {}
        """What `said` was asked for, as long as that is so."""
        self.inserted.connect(self.on_inserted)
        self.changed.connect(self.on_changed)
        self.reset.connect(self.on_changed)
        self._expected: Entry | None = None
        self.nick = ""
        """Who is named when an entry stands out."""

    def count(self) -> int:
        return len(self._log)

    def entry_at(self, index: int) -> Entry:
        return self._log.entry_at(index)

    def find_by_msgid(self, msgid: str) -> Entry | None:
        if msgid not in self._answered:
            self._answered[msgid] = self._said(msgid)
        return self._answered[msgid]

    def on_inserted(self, first: int, count: int) -> None:
        """What was not known may have come."""
        for msgid in [msgid for msgid, entry in self._answered.items() if entry is None]:
            del self._answered[msgid]

    def on_changed(self) -> None:
        """What is answered may be different now."""
        self._answered.clear()

    def expect_entry(self, entry: Entry) -> None:
        self._expected = entry

    def find_entry(self, entry_id: int) -> int | None:
        """Where an entry stands. Among those on disk only the expected one is looked for, by its time."""
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
        """Whether this nick stands in the entry's text."""
        return bool(nick) and is_mention(entry.text, nick)
