"""RoomsModel: the servers and, below each, its rooms, as the sidebar lists them. Thread: GUI."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from enum import IntEnum
from itertools import accumulate

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from desktop_chat.qt.models import room_texts
from desktop_chat.qt.models.room_order import RoomOrder, group_starts, marks_after_move, order_of, section_of
from desktop_chat.qt.network.controller import Controller
from desktop_chat.qt.network.kept_connections import KeptConnections
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.network.telling_pace import TellingPace
from desktop_chat.qt.theme.literal_text import TextSink, literal_text

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class RoomRole(IntEnum):
    """Data roles of a row."""

    NETWORK = Qt.ItemDataRole.UserRole + 1
    # The Room; a server's own page in the row of the server, None in the row of the message requests.
    ROOM = Qt.ItemDataRole.UserRole + 2
    UNREAD = Qt.ItemDataRole.UserRole + 3
    MENTIONS = Qt.ItemDataRole.UserRole + 4
    # The number of message requests, in their row only.
    REQUESTS = Qt.ItemDataRole.UserRole + 5
    # The name of the person's group, in the row of its first room only.
    HEADING = Qt.ItemDataRole.UserRole + 6


class RoomsModel(QAbstractListModel):
    """A flat list: each server in the order of opening, followed by its rooms and one row for all message requests.

    The rooms stand as `room_order` says. The first room of each of the person's groups has the heading of the group.
    """

    requests_changed = Signal(object)  # Network: a message request was added, removed or has another text

    def __init__(self, controller: Controller, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept = KeptConnections(self)
        self._networks: list[Network] = []
        self._rooms: dict[Network, list[Room]] = {}
        # The sort keys of the rooms in `_rooms`, in the same order.
        self._orders: dict[Network, list[RoomOrder]] = {}
        self._order_of: dict[Room, RoomOrder] = {}
        # Each painted row asks where the servers are: computed once after each change of the rows.
        self._server_rows: dict[Network, int] = {}
        self._sorted_server_rows: list[int] = []
        self._row_total = 0
        self._heading_rows: list[int] | None = None
        self._requests: dict[Network, dict[Room, None]] = {}
        # Networks whose requests changed since the last `requests_changed`: thousands of strangers may write at once.
        self._stale_requests: dict[Network, None] = {}
        # Rooms with other counts since the last `dataChanged`: in a flood those of all rooms change at once.
        self._stale_counts: dict[Room, Network] = {}
        self._counts_pace = TellingPace(self)
        self._counts_pace.due.connect(self.on_counts_due)
        self._requests_timer = QTimer(self, singleShot=True, interval=0)
        self._requests_timer.timeout.connect(self.on_requests_due)
        for network in controller.networks:
            self.on_network_added(network)
        controller.network_added.connect(self.on_network_added)
        controller.network_about_to_go.connect(self.on_network_about_to_go)

    # Rows

    def index_of(self, network: Network, room: Room | None = None) -> QModelIndex:
        """Return the row of a room, or the server's row for None and for the server's own page."""
        if network not in self._rooms:
            return QModelIndex()
        if room is None or room.kind == "server":
            return self.index(self._server_row(network))
        place = self._place_of(network, room)
        return self.index(self._server_row(network) + 1 + place) if place is not None else QModelIndex()

    def index_of_requests(self, network: Network) -> QModelIndex:
        """Return the row of the server's message requests; an invalid index if there are none."""
        if not self._requests.get(network):
            return QModelIndex()
        return self.index(self._requests_row(network))

    def requests(self, network: Network) -> list[Room]:
        """Return the message requests of a server, newest first."""
        return list(reversed(self._requests.get(network, {})))

    def server_rows(self) -> Sequence[int]:
        """Return the rows that stand for a server, in ascending order."""
        return self._sorted_server_rows

    def heading_rows(self) -> Sequence[int]:
        """Return the rows with the heading of a group, in ascending order."""
        if self._heading_rows is None:
            self._heading_rows = []
            for network, row in self._server_rows.items():
                self._heading_rows += [row + 1 + place for place in group_starts(self._orders[network])]
        return self._heading_rows

    def place_room(self, network: Network, room: Room, neighbour: Room, *, after: bool) -> None:
        """Put a room before or after a neighbour of the same server; it joins the neighbour's group or favourites."""
        changed = marks_after_move(self._rooms.get(network, ()), room, neighbour, after=after)
        for one, marks in changed.items():
            one.set_marks(marks)

    def step_room(self, network: Network, room: Room, step: int) -> None:
        """Move a room one place up (-1) or down (1) among the rooms of its section."""
        place = self._place_of(network, room)
        rooms = self._rooms.get(network, [])
        if place is None or not 0 <= place + step < len(rooms):
            return
        neighbour = rooms[place + step]
        if section_of(neighbour) == section_of(room):
            self.place_room(network, room, neighbour, after=step > 0)

    def ordered_rooms(self) -> list[tuple[Network, Room]]:
        """Return all rooms in the order of the rows, with the servers' own pages and without message requests."""
        return [(network, room) for network in self._networks for room in (network.page, *self._rooms[network])]

    def row_to_begin(self, kept: tuple[str, ...]) -> tuple[Network, Room] | None:
        """Return the room of the kept keys (of chat and room), or else the room with the latest message; None if no
        chat is open."""
        rows = self.ordered_rooms()
        known = next((row for row in rows if (row[0].network, row[1].key) == kept), None)
        return known or max(rows, key=lambda row: (row[1].kind != "server", row[1].last_id()), default=None)

    def _server_row(self, network: Network) -> int:
        return self._server_rows[network]

    def _note_rows_changed(self) -> None:
        *rows, self._row_total = accumulate(map(self._row_count_of, self._networks), initial=0)
        self._server_rows, self._sorted_server_rows = dict(zip(self._networks, rows, strict=True)), rows
        self._heading_rows = None

    def _requests_row(self, network: Network) -> int:
        return self._server_row(network) + 1 + len(self._rooms[network])

    def _row_count_of(self, network: Network) -> int:
        return 1 + len(self._rooms[network]) + bool(self._requests[network])

    def _place_of(self, network: Network, room: Room) -> int | None:
        """Return the place of a room among the rooms of its server; None for a room without a row."""
        order = self._order_of.get(room)
        return bisect_left(self._orders[network], order) if order is not None and network in self._orders else None

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._row_total

    def _row_content(self, row: int) -> tuple[Network, Room | None] | None:
        """Return (network, room) of a row; the room is None in the row of the message requests."""
        if not 0 <= row < self._row_total:
            return None
        number = bisect_right(self._sorted_server_rows, row) - 1
        network = self._networks[number]
        rooms, place = self._rooms[network], row - self._sorted_server_rows[number]
        if place == 0:
            return network, network.page
        return network, rooms[place - 1] if place <= len(rooms) else None

    # Texts and values

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        content = self._row_content(index.row()) if index.isValid() else None
        if content is None:
            return None
        network, room = content
        if room is None:
            return self._requests_data(network, role)
        match role:  # what painting asks for stands first
            case RoomRole.NETWORK:
                return network
            case RoomRole.ROOM:
                return room
            case RoomRole.HEADING:
                return room.marks.group if index.row() in self.heading_rows() else None
            case RoomRole.UNREAD:
                return room.unread
            case RoomRole.MENTIONS:
                return room.mentions
            case Qt.ItemDataRole.DisplayRole:
                return network.display_name if room.kind == "server" else room.shown_name
            case Qt.ItemDataRole.ToolTipRole:
                return literal_text(room_texts.tip_text(network, room), TextSink.TIP)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._accessible_text(network, room)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Return the flags of a row. Rooms can be dragged; servers and invitations stay."""
        room = self.data(index, RoomRole.ROOM)
        movable = isinstance(room, Room) and room.kind != "server" and not room.state.invited_by
        return super().flags(index) | (Qt.ItemFlag.ItemIsDragEnabled if movable else Qt.ItemFlag.NoItemFlags)

    def _requests_data(self, network: Network, role: int) -> object:
        count = len(self._requests[network])
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.tr("Message requests")
            case Qt.ItemDataRole.ToolTipRole:
                return self.tr("People you have not written to")
            case Qt.ItemDataRole.AccessibleTextRole:
                return self.tr("Message requests, %n waiting", "", count)
            case RoomRole.NETWORK:
                return network
            case RoomRole.REQUESTS | RoomRole.UNREAD:
                return count
        return None

    def _accessible_text(self, network: Network, room: Room) -> str:
        """Return what a screen reader says for a row."""
        name = network.display_name if room.kind == "server" else room.shown_name
        parts = [name]
        if room.kind == "server":
            parts.append(room_texts.network_state(network))
        parts += room_texts.standing_words(network, room)
        if room.unread:
            parts.append(self.tr("%n unread", "", room.unread))
        if room.muted:
            parts.append(room_texts.mute_text(room))
        if room.mentions:
            parts.append(self.tr("%n for you", "", room.mentions))
        return ", ".join(parts)

    # Changes

    def on_network_added(self, network: Network) -> None:
        known = [room for room in network.rooms.values() if room.kind != "server"]
        rooms = sorted((room for room in known if not room.state.request), key=order_of)
        requests = dict.fromkeys(room for room in known if room.state.request)
        row = self.rowCount()
        self.beginInsertRows(_NOWHERE, row, row + len(rooms) + bool(requests))
        self._networks.append(network)
        self._rooms[network], self._requests[network] = rooms, requests
        orders = self._orders[network] = list(map(order_of, rooms))
        self._order_of.update(zip(rooms, orders, strict=True))
        self._note_rows_changed()
        self.endInsertRows()
        self._kept.keep(
            network.room_added.connect(lambda room: self.on_room_added(network, room)),
            network.room_about_to_go.connect(lambda room: self.on_room_about_to_go(network, room)),
            network.room_changed.connect(lambda room: self.on_room_changed(network, room)),
            network.unread_changed.connect(lambda room: self._note_count(network, room)),
            network.presence_changed.connect(lambda room: self._emit_changed(network, room)),
            network.phase_changed.connect(lambda: self.on_phase_changed(network)),
            network.welcomed.connect(lambda *_: self._emit_changed(network, network.page)),
        )

    def on_network_about_to_go(self, network: Network) -> None:
        row = self._server_row(network)
        self.beginRemoveRows(_NOWHERE, row, row + self._row_count_of(network) - 1)
        for room in self._rooms[network]:
            del self._order_of[room]
        self._networks.remove(network)
        del self._rooms[network], self._orders[network], self._requests[network]
        self._stale_requests.pop(network, None)
        self._note_rows_changed()
        self.endRemoveRows()

    def on_room_added(self, network: Network, room: Room) -> None:
        if network not in self._rooms or room in self._order_of or room.kind == "server":
            return
        if room.state.request:
            self._add_request(network, room)
            return
        order = order_of(room)
        place = bisect_left(self._orders[network], order)
        row = self._server_row(network) + 1 + place
        self.beginInsertRows(_NOWHERE, row, row)
        self._rooms[network].insert(place, room)
        self._orders[network].insert(place, order)
        self._order_of[room] = order
        self._note_rows_changed()
        self.endInsertRows()

    def on_room_about_to_go(self, network: Network, room: Room) -> None:
        place = self._place_of(network, room)
        if place is None:
            self._remove_request(network, room)
            return
        row = self._server_row(network) + 1 + place
        self.beginRemoveRows(_NOWHERE, row, row)
        del self._rooms[network][place], self._orders[network][place], self._order_of[room]
        self._note_rows_changed()
        self.endRemoveRows()

    def _add_request(self, network: Network, room: Room) -> None:
        """Add a message request; the first one adds the row for all."""
        requests = self._requests[network]
        if requests:
            requests[room] = None
        else:
            row = self._requests_row(network)
            self.beginInsertRows(_NOWHERE, row, row)
            requests[room] = None
            self._note_rows_changed()
            self.endInsertRows()
        self._emit_requests_soon(network)

    def _remove_request(self, network: Network, room: Room) -> None:
        requests = self._requests.get(network, {})
        if room not in requests:
            return
        if len(requests) > 1:
            del requests[room]
        else:
            row = self._requests_row(network)
            self.beginRemoveRows(_NOWHERE, row, row)
            requests.clear()
            self._note_rows_changed()
            self.endRemoveRows()
        self._emit_requests_soon(network)

    def _emit_requests_soon(self, network: Network) -> None:
        """Emit `requests_changed` once for all changes until the event loop runs again."""
        self._stale_requests[network] = None
        if not self._requests_timer.isActive():
            self._requests_timer.start()

    def on_requests_due(self) -> None:
        stale, self._stale_requests = self._stale_requests, {}
        for network in stale:
            index = self.index_of_requests(network)
            if index.isValid():
                self.dataChanged.emit(index, index)
            self.requests_changed.emit(network)

    def on_room_changed(self, network: Network, room: Room) -> None:
        """Show the room's new name and marks at its new place; move an accepted request to the rooms."""
        if room in self._requests.get(network, ()):
            if not room.state.request:
                self._remove_request(network, room)
                self.on_room_added(network, room)
            return
        place = self._place_of(network, room)
        if place is not None and self._order_of[room] != order_of(room):
            self._move_room(network, room, place)
        self._emit_changed(network, room)

    def _move_room(self, network: Network, room: Room, old: int) -> None:
        orders, order = self._orders[network], order_of(room)
        new = bisect_left(orders, order)
        new -= new > old  # the place among the other rooms
        if new != old:
            first = self._server_row(network) + 1
            self.beginMoveRows(_NOWHERE, first + old, first + old, _NOWHERE, first + new + (new > old))
        del orders[old]
        orders.insert(new, order)
        rooms = self._rooms[network]
        rooms.insert(new, rooms.pop(old))
        self._order_of[room] = order
        self._note_rows_changed()
        if new != old:
            self.endMoveRows()

    def on_phase_changed(self, network: Network) -> None:
        if network in self._rooms:
            first = self._server_row(network)
            last = first + self._row_count_of(network) - 1
            self.dataChanged.emit(self.index(first), self.index(last))

    def _note_count(self, network: Network, room: Room) -> None:
        """Have the counts of a room shown, together with those of the others."""
        self._stale_counts[room] = network
        self._counts_pace.request()

    def on_counts_due(self) -> None:
        stale, self._stale_counts = self._stale_counts, {}
        rows = []
        for room, network in stale.items():
            if room in self._requests.get(network, ()):
                self._emit_requests_soon(network)
            elif (index := self.index_of(network, room)).isValid():
                rows.append(index.row())
        if rows:
            self.dataChanged.emit(self.index(min(rows)), self.index(max(rows)))

    def _emit_changed(self, network: Network, room: Room) -> None:
        if room in self._requests.get(network, ()):
            self._emit_requests_soon(network)
            return
        index = self.index_of(network, room)
        if index.isValid():
            self.dataChanged.emit(index, index)
