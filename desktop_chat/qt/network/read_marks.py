"""ReadMarks: tells the server of read rooms, after a pause instead of with each message. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_chat.qt.network.room import Room

_PAUSE_MS = 2_000


class ReadMarks(QObject):
    """Emits `due` for each room with a new read mark, after a pause, or at once by `send_marks`."""

    due = Signal(object)  # Room

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rooms: dict[Room, None] = {}
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.send_marks)

    def add_mark(self, room: Room) -> None:
        """Note that the room was read to its end."""
        self._rooms[room] = None
        if not self._pause.isActive():
            self._pause.start()

    def send_marks(self) -> None:
        """Emit `due` for all noted rooms now."""
        self._pause.stop()
        rooms, self._rooms = self._rooms, {}
        for room in rooms:
            self.due.emit(room)
