"""The rooms of the hosted chat as a list model with a search. GUI thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Qt

from desktop_chat.client.safe_display import shown_name
from desktop_chat.net.control_values import RoomRow
from desktop_chat.qt.launcher import strings
from desktop_chat.qt.models.item_list import ItemListModel
from desktop_chat.qt.theme.literal_text import TextSink, literal_text

ROOM_ROLE = Qt.ItemDataRole.UserRole
"""The RoomRow."""


class HostedRoomsModel(ItemListModel[RoomRow]):
    """The rooms whose name or topic contains the searched text: most people first, then the newest message."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rooms: list[RoomRow] = []
        self._searched = ""
        self._now = 0

    @property
    def room_count(self) -> int:
        """The number of rooms, found or not."""
        return len(self._rooms)

    def set_rooms(self, rooms: tuple[RoomRow, ...], now: int) -> None:
        """Replace all rooms. `now`: Unix ms."""
        self._rooms = sorted(rooms, key=lambda room: (-room.people, -room.last, room.name.casefold()))
        self._now = now
        self._search()

    def set_people(self, people: Mapping[str, int]) -> bool:
        """Show the number of people by the name of the room. Return False if a room is not known yet."""
        rooms = [replace(room, people=people.get(room.name, 0)) for room in self._rooms]
        if rooms != self._rooms:
            self._rooms = rooms
            self._search()
        return people.keys() <= {room.name for room in rooms}

    def set_search_text(self, text: str) -> None:
        self._searched = text.casefold()
        self._search()

    def _search(self) -> None:
        self.set_items([room for room in self._rooms if self._searched in f"{room.name}\n{room.topic}".casefold()])

    def row_of(self, name: str) -> int:
        """Return the row of the room, -1 if it is not shown."""
        return next((row for row, room in enumerate(self.items) if room.name == name), -1)

    def details_text(self, room: RoomRow) -> str:
        """Return the number of messages, the time of the newest one, for how long they are kept, and who founded the
        room."""
        parts = [self.tr("%Ln messages", "", room.messages)]
        if room.last:
            parts.append(self.tr("last {when}").format(when=strings.moment_text(room.last, self._now)))
        if room.keep_days:
            parts.append(self.tr("kept for %n days", "", room.keep_days))
        if room.founder:
            parts.append(self.tr("founded by {name}").format(name=shown_name(room.founder)))
        return " · ".join(parts)

    def item_data(self, item: RoomRow, role: int) -> object:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return shown_name(item.name)
            case Qt.ItemDataRole.ToolTipRole:
                return literal_text(item.topic, TextSink.TIP) if item.topic else None
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken_text(item)
        return item if role == ROOM_ROLE else None

    def _spoken_text(self, room: RoomRow) -> str:
        closed = [self.tr("not open to everybody")] if is_closed(room) else []
        hidden = [self.tr("hidden")] if "s" in room.modes else []
        people = self.tr("%Ln people", "", room.people)
        topic = [room.topic] if room.topic else []
        return ", ".join([shown_name(room.name), people, *closed, *hidden, *topic, self.details_text(room)])


def is_closed(room: RoomRow) -> bool:
    """Return whether a password, an invitation or an account is needed to enter."""
    return bool(room.password) or not {"i", "R"}.isdisjoint(room.modes)
