"""RoomsModel: servers and under each its rooms, as the sidebar's tree reads them. GUI thread."""

from __future__ import annotations

from enum import IntEnum
from typing import overload

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_chat.client.events import Phase
from desktop_chat.client.visible import shown_name
from desktop_chat.qt.controller import Controller
from desktop_chat.qt.letters import Sink, as_written
from desktop_chat.qt.network import Network
from desktop_chat.qt.room import Room

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_SERVER = 0
"""The internal id of a server's row; a room's row has its server's serial, which begins at 1."""


class RoomRole(IntEnum):
    """NETWORK and ROOM are what a row stands for (ROOM of a server's row is its own page)."""

    NETWORK = Qt.ItemDataRole.UserRole + 1
    ROOM = Qt.ItemDataRole.UserRole + 2
    UNREAD = Qt.ItemDataRole.UserRole + 3
    MENTIONS = Qt.ItemDataRole.UserRole + 4


class RoomsModel(QAbstractItemModel):
    """What is pinned, then channels, then direct messages, each by name; the servers in the order in which they were
    opened."""

    def __init__(self, controller: Controller, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._networks: list[Network] = []
        self._rooms: dict[Network, list[Room]] = {}
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
        rooms = self._rooms[network]
        return self.createIndex(rooms.index(room), 0, self._serials[network]) if room in rooms else QModelIndex()

    def rooms(self) -> list[tuple[Network, Room]]:
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
        return len(self._rooms[self._networks[parent.row()]])

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 1

    def _network_of(self, serial: int) -> Network | None:
        return next((network for network, number in self._serials.items() if number == serial), None)

    def _at(self, index: _Index) -> tuple[Network, Room] | None:
        """What a row stands for."""
        if not index.isValid():
            return None
        if index.internalId() == _SERVER:
            network = self._networks[index.row()]
            return network, network.page
        found = self._network_of(index.internalId())
        return (found, self._rooms[found][index.row()]) if found else None

    # What they show

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        at = self._at(index)
        if at is None:
            return None
        network, room = at
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return network.title if room.kind == "server" else shown_name(room.name)
            case Qt.ItemDataRole.ToolTipRole:
                return as_written(self._state(network) if room.kind == "server" else shown_name(room.name), Sink.TIP)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._aloud(network, room)
            case RoomRole.NETWORK:
                return network
            case RoomRole.ROOM:
                return room
            case RoomRole.UNREAD:
                return room.unread
            case RoomRole.MENTIONS:
                return room.mentions
        return None

    def _aloud(self, network: Network, room: Room) -> str:
        """What a screen reader says for a row."""
        name = network.title if room.kind == "server" else shown_name(room.name)
        parts = [name]
        if room.kind == "server":
            parts.append(self._state(network))
        if room.unread:
            parts.append(self.tr("%n unread", "", room.unread))
        if room.muted:
            parts.append(self.tr("muted"))
        if room.mentions:
            parts.append(self.tr("%n for you", "", room.mentions))
        return ", ".join(parts)

    def _state(self, network: Network) -> str:
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
        self._rooms[network] = sorted((room for room in network.rooms.values() if room.kind != "server"), key=_order)
        self.endInsertRows()
        network.room_added.connect(lambda room: self.on_room_added(network, room))
        network.room_about_to_go.connect(lambda room: self.on_room_about_to_go(network, room))
        network.room_changed.connect(lambda room: self.on_room_changed(network, room))
        network.unread_changed.connect(lambda room: self._changed(network, room))
        network.phase_changed.connect(lambda: self.on_phase_changed(network))
        network.welcomed.connect(lambda *_: self._changed(network, network.page))

    def on_network_about_to_go(self, network: Network) -> None:
        row = self._networks.index(network)
        self.beginRemoveRows(_NOWHERE, row, row)
        del self._networks[row], self._rooms[network], self._serials[network]
        self.endRemoveRows()

    def on_room_added(self, network: Network, room: Room) -> None:
        rooms = self._rooms.get(network)
        if rooms is None or room in rooms or room.kind == "server":
            return
        row = sum(_order(other) < _order(room) for other in rooms)
        self.beginInsertRows(self.index_of(network), row, row)
        rooms.insert(row, room)
        self.endInsertRows()

    def on_room_about_to_go(self, network: Network, room: Room) -> None:
        rooms = self._rooms.get(network)
        if rooms is None or room not in rooms:
            return
        row = rooms.index(room)
        self.beginRemoveRows(self.index_of(network), row, row)
        del rooms[row]
        self.endRemoveRows()

    def on_room_changed(self, network: Network, room: Room) -> None:
        """Perhaps it is called otherwise now, and stands elsewhere."""
        rooms = self._rooms.get(network)
        if rooms is not None and room in rooms:
            row = rooms.index(room)
            place = sum(_order(other) < _order(room) for other in rooms if other is not room)
            if place != row:
                parent = self.index_of(network)
                self.beginMoveRows(parent, row, row, parent, place + (place > row))
                rooms.insert(place, rooms.pop(row))
                self.endMoveRows()
        self._changed(network, room)

    def on_phase_changed(self, network: Network) -> None:
        self._changed(network, network.page)
        for room in self._rooms.get(network, ()):
            self._changed(network, room)

    def _changed(self, network: Network, room: Room) -> None:
        index = self.index_of(network, room)
        if index.isValid():
            self.dataChanged.emit(index, index)


def _order(room: Room) -> tuple[bool, bool, str]:
    return not room.pinned, room.kind == "direct", room.name.lstrip("#&").casefold()
