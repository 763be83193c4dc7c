"""MuteTerms: ends the mutes of rooms that have a term. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from desktop_chat.clock import now_ms
from desktop_chat.qt.network.room import Room

_CHECK_MS = 10_000
"""How often the clock is read: the timers of a computer that slept did not go on."""


class MuteTerms(QObject):
    """Follows the muted rooms of one network; the timer runs only while a room has a term."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rooms: dict[Room, None] = {}
        self._timer = QTimer(self, interval=_CHECK_MS)
        self._timer.timeout.connect(self.check_clock)

    def follow_room(self, room: Room) -> None:
        """Note a room whose marks may have changed."""
        if room.marks.muted_until:
            self._rooms[room] = None
        else:
            self._rooms.pop(room, None)
        if not self._rooms:
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def check_clock(self) -> None:
        """End the mutes whose term is over."""
        for room in list(self._rooms):
            marks = room.marks.lift_past_mute(now_ms())
            if marks is not room.marks:
                room.set_marks(marks)
