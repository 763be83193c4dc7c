"""Rooms are dragged and stepped to their places."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.client.room_marks import RoomMarks
from desktop_chat.irc.message import parse_line
from desktop_chat.qt.models.rooms import RoomRole
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.views.chat_window import ChatWindow
from desktop_chat.qt.views.rooms_view import RoomsView

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
COPY = Qt.DropAction.CopyAction


@pytest.fixture
def view(window: ChatWindow) -> RoomsView:
    return window.sidebar.view


def names(window: ChatWindow) -> list[str]:
    return [room.name for network, room in window.rooms.ordered_rooms() if room.kind != "server"][:4]


def point_in(window: ChatWindow, network: Network, room: Room, part: float) -> QPointF:
    """Return a point in the row of a room; `part` 0 is its upper edge, 1 the lower."""
    rect = window.sidebar.view.visualRect(window.rooms.index_of(network, room))
    return QPointF(rect.center().x(), rect.top() + part * (rect.height() - 1))


def drag(window: ChatWindow, network: Network, moved: str, neighbour: Room, part: float) -> bool:
    """Drag a room as Qt does, with the events of a drag. Return True if the drop was taken."""
    view, data = window.sidebar.view, QMimeData()
    view.setCurrentIndex(window.rooms.index_of(network, network.rooms[moved]))
    view.begin_drag()
    at = point_in(window, network, neighbour, part)
    view.dragMoveEvent(QDragMoveEvent(at.toPoint(), COPY, data, LEFT, NONE))
    view.viewport().repaint()
    drop = QDropEvent(at, COPY, data, LEFT, NONE)
    view.dropEvent(drop)
    return drop.isAccepted()


def test_room_is_dragged_to_its_place(window: ChatWindow, network: Network) -> None:
    assert names(window) == ["#homework-of-the-second-year", "#lamps", "#lobby", "Bob"]
    assert drag(window, network, "bob", network.rooms["#lamps"], 0.2)
    assert names(window) == ["#homework-of-the-second-year", "Bob", "#lamps", "#lobby"]
    assert drag(window, network, "#homework-of-the-second-year", network.rooms["#lobby"], 0.9)
    assert names(window) == ["Bob", "#lamps", "#lobby", "#homework-of-the-second-year"]


def test_only_rooms_are_dragged(window: ChatWindow, network: Network) -> None:
    network.on_received((parse_line(":Bob!u@h INVITE Ann #garden"),))

    def is_movable(room: Room) -> bool:
        return bool(window.rooms.index_of(network, room).flags() & Qt.ItemFlag.ItemIsDragEnabled)

    rooms = network.page, network.rooms["#garden"], network.rooms["#lobby"], network.rooms["bob"]
    assert [is_movable(room) for room in rooms] == [False, False, True, True]


def test_drop_on_a_server_changes_nothing(window: ChatWindow, network: Network) -> None:
    before = names(window)
    assert not drag(window, network, "bob", network.page, 0.5)
    assert names(window) == before


def test_room_is_dropped_into_a_group_below_its_heading(window: ChatWindow, network: Network, view: RoomsView) -> None:
    network.rooms["#lamps"].set_marks(RoomMarks(group="Work"))
    index = window.rooms.index_of(network, network.rooms["#lamps"])
    assert index.data(RoomRole.HEADING) == "Work"
    plain = view.visualRect(window.rooms.index_of(network, network.rooms["bob"])).height()
    assert view.visualRect(index).height() > plain + view.fontMetrics().height() // 2
    assert drag(window, network, "bob", network.rooms["#lamps"], 0.98)
    assert network.rooms["bob"].marks.group == "Work"
    lamps = window.rooms.index_of(network, network.rooms["#lamps"])
    assert window.rooms.heading_rows() == [lamps.row()]


def test_shown_room_is_marked_again_after_a_drag(window: ChatWindow, network: Network, view: RoomsView) -> None:
    drag(window, network, "bob", network.rooms["#lamps"], 0.2)
    view.drag_ended.emit()
    assert view.currentIndex().data(RoomRole.ROOM) is window.room


def test_keys_move_the_current_room(qtbot: QtBot, window: ChatWindow, network: Network, view: RoomsView) -> None:
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    view.setFocus()
    view.setCurrentIndex(window.rooms.index_of(network, network.rooms["#lobby"]))
    QTest.keyClick(view, Qt.Key.Key_Up, keys)
    assert names(window) == ["#homework-of-the-second-year", "#lobby", "#lamps", "Bob"]
    assert view.currentIndex().data(RoomRole.ROOM) is network.rooms["#lobby"]
    for _ in range(5):
        QTest.keyClick(view, Qt.Key.Key_Down, keys)
    assert names(window) == ["#homework-of-the-second-year", "#lamps", "Bob", "#lobby"]
