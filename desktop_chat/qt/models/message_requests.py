"""RequestsModel: the message requests of one server, for RequestsPage. Thread: GUI."""

from __future__ import annotations

from PySide6.QtCore import Qt

from desktop_chat.qt.models.item_list import ItemListModel
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.timeline.strings import preview_text

REQUEST = int(Qt.ItemDataRole.UserRole) + 1
_LONGEST = 200


class RequestsModel(ItemListModel[Room]):
    """A list of Rooms (role `REQUEST`), newest first."""

    def set_requests(self, requests: list[Room]) -> None:
        """Replace the requests; equal requests may have new texts."""
        if requests != self.items:
            self.set_items(requests)
        elif requests:
            self.dataChanged.emit(self.index(0), self.index(len(requests) - 1))

    def row_of(self, room: Room) -> int:
        """Return the row of a request, -1 for any other room."""
        return self.items.index(room) if room in self.items else -1

    def item_data(self, item: Room, role: int) -> object:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return item.shown_name
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{item.shown_name}: {words_of(item)}"
        return item if role == REQUEST else None


def words_of(room: Room) -> str:
    """Return the beginning of the last message in a room."""
    if not len(room.log):
        return ""
    return preview_text(room.log.entry_at(len(room.log) - 1), _LONGEST, room.timeline.name_of)
