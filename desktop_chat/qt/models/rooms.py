"""RoomsModel: servers and under each its rooms, as the sidebar's tree reads them. GUI thread."""

from __future__ import annotations

from bisect import bisect_left
from enum import IntEnum
from typing import overload

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop_chat.client.events import Phase
from desktop_chat.client.safe_display import shown_name
from desktop_chat.qt.network.controller import Controller
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.theme.literal_text import TextSink, literal_text

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_Order = tuple[bool, bool, str, str]
_SERVER = 0
"""The internal id of a server's row; a room's row has its server's serial, which begins at 1."""


class RoomRole(IntEnum):
    """NETWORK and ROOM are what a row stands for (ROOM of a server's row is its own page, of requests none)."""

    NETWORK = Qt.ItemDataRole.UserRole + 1
    ROOM = Qt.ItemDataRole.UserRole + 2
    UNREAD = Qt.ItemDataRole.UserRole + 3
    MENTIONS = Qt.ItemDataRole.UserRole + 4
    REQUESTS = Qt.ItemDataRole.UserRole + 5  # of the row that stands for all message requests: how many there are


class RoomsModel(QAbstractItemModel):
    """What is pinned, then channels, then direct messages, each by name, then one row for all message requests; the
    servers in the order in which they were opened."""

    requests_changed = Signal(object)  # Network: a message request has come, gone or another word

    def __init__(self, controller: Controller, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._networks: list[Network] = []
        self._rooms: dict[Network, list[Room]] = {}
        self._orders: dict[Network, list[_Order]] = {}
        """By what the rooms of that list are ordered."""
        self._order_of: dict[Room, _Order] = {}
        self._requests: dict[Network, dict[Room, None]] = {}
        self._serials: dict[Network, int] = {}
        self._next_serial = 1
        for network in controller.networks:
            self.on_network_added(network)
        controller.network_added.connect(self.on_network_added)
        controller.network_about_to_go.connect(self.on_network_about_to_go)

    # Where things stand

    def index_of(self, network: Network, room: Room | None = None) -> QModelIndex:
        """The row of a room, or of a server when there is none (or it is the server's own page)."""
        if network not in self._serials:
            return QModelIndex()
        if room is None or room.kind == "server":
            return self.createIndex(self._networks.index(network), 0, _SERVER)
        row = self._row_of(network, room)
        return self.createIndex(row, 0, self._serials[network]) if row is not None else QModelIndex()

    def index_of_requests(self, network: Network) -> QModelIndex:
        """The row of the message requests of a server."""
        if not self._requests.get(network):
            return QModelIndex()
        return self.createIndex(len(self._rooms[network]), 0, self._serials[network])

    def requests(self, network: Network) -> list[Room]:
        """The newest first."""
        return list(reversed(self._requests.get(network, {})))

    def _row_of(self, network: Network, room: Room) -> int | None:
        order = self._order_of.get(room)
        return bisect_left(self._orders[network], order) if order is not None and network in self._orders else None

    def ordered_rooms(self) -> list[tuple[Network, Room]]:
        """Every row in the order of the tree, the servers' own pages included."""
        return [(network, room) for network in self._networks for room in (network.page, *self._rooms[network])]

    def index(self, row: int, column: int, parent: _Index = _NOWHERE) -> QModelIndex:
        if column != 0 or row < 0 or row >= self.rowCount(parent):
            return QModelIndex()
        if not parent.isValid():
            return self.createIndex(row, 0, _SERVER)
        return self.createIndex(row, 0, self._serials[self._networks[parent.row()]])

    @overload
    def parent(self) -> QObject: ...
    @overload
    def parent(self, child: _Index) -> QModelIndex: ...
    def parent(self, child: _Index | None = None) -> QObject | QModelIndex | None:
        if child is None:
            return super().parent()
        if not child.isValid() or child.internalId() == _SERVER:
            return QModelIndex()
        network = self._network_of(child.internalId())
        return self.createIndex(self._networks.index(network), 0, _SERVER) if network else QModelIndex()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        if not parent.isValid():
            return len(self._networks)
        if parent.column() != 0 or parent.internalId() != _SERVER or parent.row() >= len(self._networks):
            return 0
        network = self._networks[parent.row()]
        return len(self._rooms[network]) + bool(self._requests[network])

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 1

    def _network_of(self, serial: int) -> Network | None:
        return next((network for network, number in self._serials.items() if number == serial), None)

    def _row_content(self, index: _Index) -> tuple[Network, Room | None] | None:
        """What a row stands for; no room: the message requests."""
        if not index.isValid():
            return None
        if index.internalId() == _SERVER:
            network = self._networks[index.row()]
            return network, network.page
        found = self._network_of(index.internalId())
        if found is None:
            return None
        rooms = self._rooms[found]
        return found, rooms[index.row()] if index.row() < len(rooms) else None

    # What they show

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        at = self._row_content(index)
        if at is None:
            return None
        network, room = at
        if room is None:
            return self._of_requests(network, role)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return network.display_name if room.kind == "server" else shown_name(room.name)
            case Qt.ItemDataRole.ToolTipRole:
                return literal_text(
                    self._network_state(network) if room.kind == "server" else shown_name(room.name), TextSink.TIP
                )
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._accessible_text(network, room)
            case RoomRole.NETWORK:
                return network
            case RoomRole.ROOM:
                return room
            case RoomRole.UNREAD:
                return room.unread
            case RoomRole.MENTIONS:
                return room.mentions
        return None

    def _of_requests(self, network: Network, role: int) -> object:
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
        """What a screen reader says for a row."""
        name = network.display_name if room.kind == "server" else shown_name(room.name)
        parts = [name]
        if room.kind == "server":
            parts.append(self._network_state(network))
        if room.unread:
            parts.append(self.tr("%n unread", "", room.unread))
        if room.muted:
            parts.append(self.tr("muted"))
        if room.mentions:
            parts.append(self.tr("%n for you", "", room.mentions))
        return ", ".join(parts)

    def _network_state(self, network: Network) -> str:
        match network.phase:
            case Phase.ONLINE:
                return self.tr("Connected")
            case Phase.OFFLINE:
                return network.reason or self.tr("Not connected")
        return self.tr("Connecting")

    # What happens

    def on_network_added(self, network: Network) -> None:
        self.beginInsertRows(_NOWHERE, len(self._networks), len(self._networks))
        self._networks.append(network)
        self._serials[network] = self._next_serial
        self._next_serial += 1
        known = [room for room in network.rooms.values() if room.kind != "server"]
        self._requests[network] = dict.fromkeys(room for room in known if room.state.request)
        rooms = self._rooms[network] = sorted((room for room in known if not room.state.request), key=_sort_key)
        orders = self._orders[network] = list(map(_sort_key, rooms))
        self._order_of.update(zip(rooms, orders, strict=True))
        self.endInsertRows()
        network.room_added.connect(lambda room: self.on_room_added(network, room))
        network.room_about_to_go.connect(lambda room: self.on_room_about_to_go(network, room))
        network.room_changed.connect(lambda room: self.on_room_changed(network, room))
        network.unread_changed.connect(lambda room: self._emit_changed(network, room))
        network.phase_changed.connect(lambda: self.on_phase_changed(network))
        network.welcomed.connect(lambda *_: self._emit_changed(network, network.page))

    def on_network_about_to_go(self, network: Network) -> None:
        row = self._networks.index(network)
        self.beginRemoveRows(_NOWHERE, row, row)
        for room in self._rooms[network]:
            del self._order_of[room]
        del self._networks[row], self._rooms[network], self._serials[network]
        del self._orders[network], self._requests[network]
        self.endRemoveRows()

    def on_room_added(self, network: Network, room: Room) -> None:
        if network not in self._rooms or room in self._order_of or room.kind == "server":
            return
        if room.state.request:
            self._add_request(network, room)
            return
        order = _sort_key(room)
        row = bisect_left(self._orders[network], order)
        self.beginInsertRows(self.index_of(network), row, row)
        self._rooms[network].insert(row, room)
        self._orders[network].insert(row, order)
        self._order_of[room] = order
        self.endInsertRows()

    def on_room_about_to_go(self, network: Network, room: Room) -> None:
        row = self._row_of(network, room)
        if row is None:
            self._remove_request(network, room)
            return
        self.beginRemoveRows(self.index_of(network), row, row)
        del self._rooms[network][row], self._orders[network][row], self._order_of[room]
        self.endRemoveRows()

    def _add_request(self, network: Network, room: Room) -> None:
        """Many strangers are one row, which comes with the first."""
        requests = self._requests[network]
        if requests:
            requests[room] = None
            self._requests_changed(network)
            return
        row = len(self._rooms[network])
        self.beginInsertRows(self.index_of(network), row, row)
        requests[room] = None
        self.endInsertRows()
        self.requests_changed.emit(network)

    def _remove_request(self, network: Network, room: Room) -> None:
        requests = self._requests.get(network, {})
        if room not in requests:
            return
        if len(requests) > 1:
            del requests[room]
            self._requests_changed(network)
            return
        row = len(self._rooms[network])
        self.beginRemoveRows(self.index_of(network), row, row)
        requests.clear()
        self.endRemoveRows()
        self.requests_changed.emit(network)

    def _requests_changed(self, network: Network) -> None:
        index = self.index_of_requests(network)
        self.dataChanged.emit(index, index)
        self.requests_changed.emit(network)

    def on_room_changed(self, network: Network, room: Room) -> None:
        """Perhaps it is called otherwise now, and stands elsewhere, or is no request any more."""
        if room in self._requests.get(network, ()):
            if not room.state.request:
                self._remove_request(network, room)
                self.on_room_added(network, room)
            return
        row = self._row_of(network, room)
        if row is not None and self._order_of[room] != _sort_key(room):
            self._move(network, room, row)
        self._emit_changed(network, room)

    def _move(self, network: Network, room: Room, row: int) -> None:
        orders, order = self._orders[network], _sort_key(room)
        place = bisect_left(orders, order)
        place -= place > row  # among the others
        if place != row:
            parent = self.index_of(network)
            self.beginMoveRows(parent, row, row, parent, place + (place > row))
        del orders[row]
        orders.insert(place, order)
        rooms = self._rooms[network]
        rooms.insert(place, rooms.pop(row))
        self._order_of[room] = order
        if place != row:
            self.endMoveRows()

    def on_phase_changed(self, network: Network) -> None:
        self._emit_changed(network, network.page)
        for room in self._rooms.get(network, ()):
            self._emit_changed(network, room)

    def _emit_changed(self, network: Network, room: Room) -> None:
        if room in self._requests.get(network, ()):
            self._requests_changed(network)
            return
        index = self.index_of(network, room)
        if index.isValid():
            self.dataChanged.emit(index, index)


def _sort_key(room: Room) -> _Order:
    return not room.pinned, room.kind == "direct", room.name.lstrip("#&").casefold(), room.key
