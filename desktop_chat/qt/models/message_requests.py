"""RequestsModel: the message requests of one server, for RequestsPage. Thread: GUI."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_chat.irc.formatting import one_line_preview
from desktop_chat.qt.network.room import Room

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
REQUEST = int(Qt.ItemDataRole.UserRole) + 1
_LONGEST = 200


class RequestsModel(QAbstractListModel):
    """A list of Rooms (role `REQUEST`), newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._requests: list[Room] = []

    def set_requests(self, requests: list[Room]) -> None:
        """Replace the requests; equal requests may have new texts."""
        if requests == self._requests:
            if requests:
                self.dataChanged.emit(self.index(0), self.index(len(requests) - 1))
            return
        self.beginResetModel()
        self._requests = requests
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._requests)

    def row_of(self, room: Room) -> int:
        """Return the row of a request, -1 for any other room."""
        return self._requests.index(room) if room in self._requests else -1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._requests):
            return None
        room = self._requests[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return room.shown_name
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{room.shown_name}: {words_of(room)}"
        return room if role == REQUEST else None


def words_of(room: Room) -> str:
    """Return the beginning of the last message in a room."""
    return one_line_preview(room.log.entry_at(len(room.log) - 1).text, _LONGEST) if len(room.log) else ""
