"""ReadMarks: how far was read, told to the server once in a while and not with each message. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_chat.qt.network.room import Room

_PAUSE_MS = 2_000


class ReadMarks(QObject):
    """`due` comes for a room in which something was read, after a pause, or when it is asked for by `flush`."""

    due = Signal(object)  # Room

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rooms: dict[Room, None] = {}
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.send_marks)

    def add_mark(self, room: Room) -> None:
        """Everything in this room has been read."""
        self._rooms[room] = None
        if not self._pause.isActive():
            self._pause.start()

    def send_marks(self) -> None:
        """Tell it now."""
        self._pause.stop()
        rooms, self._rooms = self._rooms, {}
        for room in rooms:
            self.due.emit(room)
