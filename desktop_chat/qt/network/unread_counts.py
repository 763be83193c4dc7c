"""UnreadCounts: counts unread entries of a network's rooms, and reports changes at a pace for the eye."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desktop_chat.qt.network.room import Room
from desktop_chat.qt.network.telling_pace import PAUSE_MS


def _ms_to_next_pause() -> int:
    """Return the ms until all pauses of this program end: the lists that show the counts of many networks are painted
    once for all of them."""
    return PAUSE_MS - time.monotonic_ns() // 1_000_000 % PAUSE_MS


class UnreadCounts(QObject):
    """Adds to the counts in the Rooms. GUI thread."""

    changed = Signal(object)  # Room

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._untold: dict[Room, None] = {}
        self._pause = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._pause.timeout.connect(self.on_pause_ended)

    def add_counts(self, room: Room, unread: int, mentions: int) -> None:
        """Add new unread entries and mentions to a room's counts."""
        if unread:
            room.unread += unread
            room.mentions += mentions
            self._emit_soon(room)

    def note_change(self, room: Room) -> None:
        """Report counts that the Room has changed itself."""
        self._emit_soon(room)

    def clear_room(self, room: Room) -> None:
        """Set a room's counts to zero."""
        if room.unread or room.mentions:
            room.unread = room.mentions = 0
            self._emit_soon(room)

    def _emit_soon(self, room: Room) -> None:
        """Emit `changed` now, or at the end of the pause in a flood."""
        self._untold[room] = None
        if not self._pause.isActive():
            self.on_pause_ended()

    def on_pause_ended(self) -> None:
        """Emit `changed` for the rooms that changed during the pause."""
        untold, self._untold = self._untold, {}
        for room in untold:
            self.changed.emit(room)
        if untold:
            self._pause.start(_ms_to_next_pause())
