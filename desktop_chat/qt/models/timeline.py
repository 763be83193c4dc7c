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
        self.nick = ""
        """Who is named when an entry stands out."""

    def count(self) -> int:
        return len(self._log)

    def entry(self, index: int) -> Entry:
        return self._log.entry(index)

    def find(self, entry_id: int) -> int | None:
        found = self._log.find(entry_id)
        return super().find(entry_id) if found is None else found

    def mentions(self, entry: Entry) -> bool:
        return not entry.own and entry.kind in SPOKEN and self.names(entry, self.nick)

    def names(self, entry: Entry, nick: str) -> bool:
        """Whether this nick stands in the entry's text."""
        return bool(nick) and mentions(entry.text, nick)
