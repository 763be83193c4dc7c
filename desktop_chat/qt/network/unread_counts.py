"""Unread: what of the rooms of a network has not been seen, counted, and told no more often than an eye needs."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_chat.qt.network.room import Room

PAUSE_MS = 200


class UnreadCounts(QObject):
    """The counts themselves are the rooms'. GUI thread."""

    changed = Signal(object)  # Room

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._untold: dict[Room, None] = {}
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.on_pause_ended)

    def add_counts(self, room: Room, unread: int, mentions: int) -> None:
        """So many more are unread."""
        if unread:
            room.unread += unread
            room.mentions += mentions
            self._emit_soon(room)

    def clear_room(self, room: Room) -> None:
        """All has been seen."""
        if room.unread or room.mentions:
            room.unread = room.mentions = 0
            self._emit_soon(room)

    def _emit_soon(self, room: Room) -> None:
        """At once, and in a flood after a pause."""
        self._untold[room] = None
        if not self._pause.isActive():
            self.on_pause_ended()

    def on_pause_ended(self) -> None:
        """Tell what has changed since the last time."""
        untold, self._untold = self._untold, {}
        for room in untold:
            self.changed.emit(room)
        if untold:
            self._pause.start()
