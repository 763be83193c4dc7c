"""RoomsView: the list of servers and rooms in the sidebar; a person drags rooms to their places. GUI thread."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)

from desktop_chat.qt.models.rooms import RoomRole, RoomsModel
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.theme import Space, appearance, fill_area, qcolor
from desktop_chat.qt.views.bare_list_style import BARE_LIST
from desktop_chat.qt.views.room_delegate import RoomDelegate, heading_height
from desktop_chat.qt.widgets import RowList, ScrollBar
from desktop_chat.qt.widgets.row_list import BACK_REASONS

_LINE = 2
"""Pixels of the line that shows where a dragged room would stand."""
_MOVE = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class RoomsView(RowList):
    """The row of a server is higher, to part the servers; the first row of a group has a heading."""

    tall_extra = Space.SMALL
    drag_ended = Signal()
    focus_left = Signal()  # for another place of the window; not for a menu or a dialog, from which it comes back

    def __init__(self, model: RoomsModel, name: str) -> None:
        self._rooms = model
        self._dragged: tuple[Network, Room] | None = None
        self._target: tuple[Room, bool] | None = None
        """The room beside which the dragged room would stand, and True if behind the room."""
        self.delegate = RoomDelegate()
        super().__init__(model, self.delegate, ScrollBar(ground="window"), name)
        self.setStyleSheet(BARE_LIST)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)

    def tall_rows(self) -> Sequence[int]:
        headings = self._rooms.heading_rows()
        if not headings:
            return self._rooms.server_rows()
        times = -(-heading_height() // self.tall_extra)
        return sorted([*self._rooms.server_rows(), *(list(headings) * times)])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a room with the left button only; the right button opens the menu."""
        if event.button() == Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu of the current row for the keyboard."""
        at = event.pos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            at = self.visualRect(self.currentIndex()).center()
        self.customContextMenuRequested.emit(at)
        event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in BACK_REASONS:
            self.focus_left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the current room up or down with Ctrl+Shift and an arrow."""
        room = self._room_at_current()
        if room is not None and event.modifiers() & _MOVE == _MOVE and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._rooms.step_room(*room, -1 if event.key() == Qt.Key.Key_Up else 1)
            self.scrollTo(self.currentIndex())
            event.accept()
        else:
            super().keyPressEvent(event)

    def _room_at_current(self) -> tuple[Network, Room] | None:
        index = self.currentIndex()
        network, room = index.data(RoomRole.NETWORK), index.data(RoomRole.ROOM)
        return (network, room) if isinstance(room, Room) and room.kind != "server" else None

    # Dragging

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Drag the current room; the model moves the room, so Qt removes no row."""
        del actions
        self.begin_drag()
        if self._dragged is not None:
            super().startDrag(Qt.DropAction.CopyAction)
        self._end_drag()

    def begin_drag(self) -> None:
        """Take the current room along."""
        self._dragged = self._room_at_current()

    def _end_drag(self) -> None:
        self._dragged = self._target = None
        self.viewport().update()
        self.drag_ended.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.setAccepted(self._dragged is not None)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)  # scrolls at the edges
        self._target = self._target_at(event.position().toPoint())
        event.setAccepted(self._target is not None)
        self.viewport().update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._target = None
        self.viewport().update()

    def dropEvent(self, event: QDropEvent) -> None:
        target, dragged = self._target_at(event.position().toPoint()), self._dragged
        event.setAccepted(target is not None)
        if target is not None and dragged is not None:
            self._rooms.place_room(*dragged, target[0], after=target[1])
        self._target = None
        self.viewport().update()

    def _target_at(self, at: QPoint) -> tuple[Room, bool] | None:
        """Return the neighbour for a drop at the point; None where the dragged room cannot stand."""
        index = self.indexAt(at)
        room = index.data(RoomRole.ROOM)
        if self._dragged is None or index.data(RoomRole.NETWORK) is not self._dragged[0] or not isinstance(room, Room):
            return None
        if room.kind == "server" or room.state.invited_by or self._dragged[1].state.invited_by:
            return None
        return room, at.y() > self._row_of(room).center().y()

    def _row_of(self, room: Room) -> QRect:
        """Return the area of a room's row without a heading."""
        network = self._dragged[0] if self._dragged is not None else None
        rect = self.visualRect(self._rooms.index_of(network, room)) if network is not None else QRect()
        return rect.adjusted(0, max(0, rect.height() - self._row_height), 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._target is None:
            return
        room, after = self._target
        rect = self._row_of(room)
        line = QRect(
            rect.left() + Space.SMALL, rect.bottom() if after else rect.top(), rect.width() - Space.MEDIUM, _LINE
        )
        with QPainter(self.viewport()) as painter:
            fill_area(painter, line, qcolor(appearance().current.accent))
