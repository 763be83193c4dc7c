"""ListedRoomsModel: the rooms of a server, searched and sorted, for the browser of rooms. Thread: GUI.

Tens of thousands of rooms arrive in both orders at once, and a search walks them block by block, so neither stops the
window.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import IntEnum

from PySide6.QtCore import QObject, Qt, QTimer

from desktop_chat.client.collection_limits import LISTED
from desktop_chat.client.listed_names import fold_words
from desktop_chat.client.listed_room import ListedRoom
from desktop_chat.client.safe_display import shown_name
from desktop_chat.qt.models.item_list import ItemListModel
from desktop_chat.qt.models.ordered_blocks import OrderedBlocks
from desktop_chat.qt.theme.literal_text import TextSink, literal_text

_SHOW_MS = 150
"""Pause between the arrival of rooms and their display."""


class ListedRoomRole(IntEnum):
    """Data roles of a row."""

    ROOM = Qt.ItemDataRole.UserRole + 1
    JOINED = Qt.ItemDataRole.UserRole + 2  # True if the person is in the room


class ListedRoomsModel(ItemListModel[ListedRoom]):
    """The rooms that contain the searched words in their name or topic, most people first or by name."""

    def __init__(self, is_joined: Callable[[str], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_joined = is_joined
        self._words: tuple[str, ...] = ()
        self._sorted_by_name = False
        self._walk: Iterator[list[int]] = iter(())
        """The blocks that the running search has not looked at: places of rooms, in the order to be shown."""
        self._found: list[ListedRoom] = []
        """What the running search has found so far."""
        self._searching = QTimer(self)
        self._searching.setInterval(0)
        self._searching.timeout.connect(self.search_block)
        self._showing = QTimer(self)
        self._showing.setSingleShot(True)
        self._showing.setInterval(_SHOW_MS)
        self._showing.timeout.connect(self.begin_search)
        self._forget_rooms()

    def _forget_rooms(self) -> None:
        self._rooms: list[ListedRoom] = []
        self._texts: list[str] = []
        """By the place of a room: the folded name and topic."""
        self._by_people: OrderedBlocks[tuple[int, str, int]] = OrderedBlocks()
        """(order by people, folded name, place)."""
        self._by_name: OrderedBlocks[tuple[str, int]] = OrderedBlocks()
        """(folded name, place)."""
        self._left_out = 0

    @property
    def room_count(self) -> int:
        """The number of rooms, found or not."""
        return len(self._rooms)

    @property
    def left_out(self) -> int:
        """The number of rooms beyond the limit."""
        return self._left_out

    def clear(self) -> None:
        """Forget all rooms."""
        self._forget_rooms()
        self.begin_search()

    def add_rooms(self, rooms: Sequence[ListedRoom]) -> None:
        """Add rooms, which are shown after a short pause."""
        taken = rooms[: max(0, LISTED - len(self._rooms))]
        self._left_out += len(rooms) - len(taken)
        for place, room in enumerate(taken, len(self._rooms)):
            key = fold_words(room.name)
            self._texts.append(f"{key}\n{fold_words(room.topic)}")
            self._by_people.add((-room.people, key, place))
            self._by_name.add((key.lstrip("#&+!"), place))
        self._rooms += taken
        if not self._showing.isActive():
            self._showing.start()

    # Search

    def set_search(self, text: str) -> None:
        """Show only rooms with all of the words in name or topic; "" shows all."""
        words = tuple(fold_words(text).split())
        if words != self._words:
            self._words = words
            self.begin_search()

    def set_sorted_by_name(self, *, by_name: bool) -> None:
        """Sort by name, or by the number of people."""
        if by_name != self._sorted_by_name:
            self._sorted_by_name = by_name
            self.begin_search()

    def begin_search(self) -> None:
        """Search all rooms. Further blocks follow while the window has nothing else to do."""
        self._showing.stop()
        self._found = []
        if self._sorted_by_name:
            self._walk = ([place for _, place in block] for block in self._by_name.walk_blocks())
        else:
            self._walk = ([place for _, _, place in block] for block in self._by_people.walk_blocks())
        self._searching.start()
        self.search_block()
        self.search_block()

    def search_block(self) -> None:
        """Search the next block of rooms. After the last block, show what was found."""
        places = next(self._walk, None)
        if places is None:
            self._end_search()
            return
        texts = self._texts
        for word in self._words:
            places = [place for place in places if word in texts[place]]
        self._found += map(self._rooms.__getitem__, places)

    def finish_search(self) -> None:
        """End the running search now: the person acts on what it finds."""
        if self._showing.isActive():
            self.begin_search()
        while self._searching.isActive():
            self.search_block()

    def _end_search(self) -> None:
        if self._searching.isActive():
            self._searching.stop()
            self.set_items(self._found)
            self._found = []

    def row_of(self, room: ListedRoom | None) -> int:
        """Return the row of a room, -1 if it is not shown."""
        return next((row for row, other in enumerate(self.items) if other is room), -1)

    def item_data(self, item: ListedRoom, role: int) -> object:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return shown_name(item.name)
            case ListedRoomRole.ROOM:
                return item
            case ListedRoomRole.JOINED:
                return self._is_joined(item.name)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken_text(item)
            case Qt.ItemDataRole.ToolTipRole:
                return literal_text(item.topic, TextSink.TIP) if item.topic else None
        return None

    def _spoken_text(self, room: ListedRoom) -> str:
        parts = [shown_name(room.name), self.tr("%n people", "", room.people)]
        if self._is_joined(room.name):
            parts.append(self.tr("you are in this room"))
        if room.topic:
            parts.append(room.topic)
        return ", ".join(parts)
