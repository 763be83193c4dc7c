"""RequestsPage: messages of strangers, to accept, ignore or block. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QVBoxLayout,
    QWidget,
)

from desktop_chat.client.block_list import ACCOUNT_BLOCK
from desktop_chat.client.safe_display import shown_name
from desktop_chat.qt.models.message_requests import REQUEST, RequestsModel, words_of
from desktop_chat.qt.models.rooms import RoomsModel
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.theme import Space, Text, appearance, fill_area, icon_side, qcolor, text_font
from desktop_chat.qt.theme.literal_text import isolate_direction
from desktop_chat.qt.timeline.strings import clock_text
from desktop_chat.qt.views.bare_list_style import BARE_LIST
from desktop_chat.qt.views.sidebar import PaneHead, header_height
from desktop_chat.qt.widgets import ElidedLabel, IconButton, ScrollBar, make_button, make_label, paint_avatar
from desktop_chat.qt.widgets.choice_box import ElidedComboBox
from desktop_chat.qt.widgets.painted import Painted
from desktop_chat.qt.widgets.row_delegate import RowDelegate, RowOption, paint_row_ground, row_area

_AVATAR = 32


class _RequestDelegate(RowDelegate):
    """Paints the stranger's name, the time, and the last message."""

    def row_height(self, metrics: QFontMetrics) -> int:
        return max(icon_side(_AVATAR), 2 * metrics.lineSpacing()) + 2 * Space.SMALL

    def paint_row(self, painter: QPainter, option: RowOption, index: QModelIndex | QPersistentModelIndex) -> None:
        room = index.data(REQUEST)
        if not isinstance(room, Room):
            return
        theme = appearance().current
        row, chosen = row_area(option), option.is_chosen
        paint_row_ground(painter, row, option, theme)
        inner = row.adjusted(Space.SMALL, 0, -Space.SMALL, 0)

        def placed(left: int, top: int, width: int, height: int) -> QRect:
            return option.mirror(inner, QRect(left, top, width, height))

        middle, line = inner.center().y(), option.metrics.lineSpacing()
        face = icon_side(_AVATAR)
        mark = placed(inner.left(), middle - face // 2 + 1, face, face)
        paint_avatar(painter, QRectF(mark), room.name, theme)
        left = inner.left() + face + Space.SMALL + Space.TINY
        width = inner.right() - left
        side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft  # where the window begins, says the painter
        time = clock_text(room.newest_time())
        painter.setFont(text_font(Text.SMALL))
        painter.setPen(qcolor(theme.selected_text if chosen else theme.muted))
        behind = painter.fontMetrics().horizontalAdvance(time)
        painter.drawText(
            placed(inner.right() - behind, middle - line, behind, line), Qt.AlignmentFlag.AlignCenter, time
        )
        painter.setFont(text_font(Text.STRONG))
        painter.setPen(qcolor(theme.selected_text if chosen else theme.text))
        room_left = width - behind - Space.SMALL
        name = painter.fontMetrics().elidedText(room.shown_name, Qt.TextElideMode.ElideRight, room_left)
        painter.drawText(placed(left, middle - line, room_left, line), side, isolate_direction(name))
        painter.setFont(text_font())
        painter.setPen(qcolor(theme.selected_text if chosen else theme.muted))
        words = painter.fontMetrics().elidedText(words_of(room), Qt.TextElideMode.ElideRight, width)
        painter.drawText(placed(left, middle, width, line), side, isolate_direction(words))


class RequestsPage(Painted):
    """Shows the requests of one server. The strangers do not learn whether their messages were read."""

    rooms_wanted = Signal()
    accepted = Signal(object, object)  # Network, Room

    def __init__(self, rooms: RoomsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rooms = rooms
        self.network: Network | None = None
        self._model = RequestsModel(self)
        self.back = IconButton("chevron-left", self.tr("Rooms"))
        self.heading = ElidedLabel(self.tr("Message requests"), "heading")
        self.view = QListView()
        self.nothing = make_label(self.tr("No message requests."), "muted", wrap=True)
        self.accept = make_button(self.tr("Accept"), "primary")
        self.ignore = make_button(self.tr("Ignore"))
        self.block = make_button(self.tr("Block"), "danger")
        self.all = make_button(self.tr("Ignore all"), "quiet")
        self.names = ElidedComboBox()
        self.unblock = make_button(self.tr("Unblock"))
        self._blocked = QWidget()
        self._lay_out()
        rooms.requests_changed.connect(self.on_requests_changed)
        self.back.clicked.connect(self.rooms_wanted)
        self.accept.clicked.connect(self.on_accept)
        self.view.activated.connect(self.on_accept)
        self.ignore.clicked.connect(self.on_ignore)
        self.block.clicked.connect(self.on_block)
        self.all.clicked.connect(self.on_ignore_all)
        self.unblock.clicked.connect(self.on_unblock)

    def _lay_out(self) -> None:
        self.view.setModel(self._model)
        self.view.setItemDelegate(_RequestDelegate(self.view))
        self.view.setUniformItemSizes(True)
        self.view.setVerticalScrollBar(ScrollBar())
        self.view.setMouseTracking(True)
        self.view.setAccessibleName(self.tr("Message requests"))
        self.view.setStyleSheet(BARE_LIST)
        self.names.setAccessibleName(self.tr("Blocked people"))
        head = QHBoxLayout()
        head.setContentsMargins(Space.MEDIUM, 0, Space.MEDIUM, 0)
        head.addWidget(self.back)
        head.addWidget(self.heading, 1)
        top = PaneHead()
        top.setLayout(head)
        words = self.tr("People you have not written to. They do not see whether you have read their messages.")
        note = make_label(words, "muted", wrap=True)
        note.setContentsMargins(Space.MEDIUM, Space.MEDIUM, Space.MEDIUM, Space.SMALL)
        self.nothing.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, Space.SMALL)
        acts = QHBoxLayout()
        acts.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, Space.MEDIUM)
        acts.setSpacing(Space.SMALL)
        for one in (self.accept, self.ignore, self.block):
            acts.addWidget(one)
        acts.addStretch(1)
        acts.addWidget(self.all)
        blocked = QHBoxLayout(self._blocked)
        blocked.setContentsMargins(Space.MEDIUM, 0, Space.MEDIUM, Space.MEDIUM)
        blocked.setSpacing(Space.SMALL)
        blocked.addWidget(make_label(self.tr("Blocked"), "muted"))
        blocked.addWidget(self.names, 1)
        blocked.addWidget(self.unblock)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(note)
        column.addWidget(self.nothing)
        column.addWidget(self.view, 1)
        column.addLayout(acts)
        column.addWidget(self._blocked)

    def show_network(self, network: Network | None) -> None:
        """Show the requests of a server; None lets go of the server."""
        self.network = network
        self.show_requests()

    def on_requests_changed(self, network: Network) -> None:
        if network is self.network:
            self.show_requests()

    def show_requests(self) -> None:
        """Show the current requests and blocked people."""
        network, chosen = self.network, self.chosen_room()
        requests = self._rooms.requests(network) if network is not None else []
        row = self.view.currentIndex().row()
        self._model.set_requests(requests)
        some = bool(requests)
        self.view.setVisible(some)
        self.nothing.setVisible(not some)
        for one in (self.accept, self.ignore, self.block, self.all):
            one.setEnabled(some)
        place = self._model.row_of(chosen) if chosen is not None else -1
        if some:
            self.view.setCurrentIndex(self._model.index(place if place >= 0 else max(0, min(row, len(requests) - 1))))
        names = network.session.blocked if network is not None else ()
        self._blocked.setVisible(bool(names))
        self.names.clear()
        self.names.addItems([self._blocked_text(name) for name in names])

    def _blocked_text(self, name: str) -> str:
        account = name.removeprefix(ACCOUNT_BLOCK)
        return shown_name(name) if account == name else self.tr("{0} (account)").format(shown_name(account))

    def chosen_room(self) -> Room | None:
        room = self.view.currentIndex().data(REQUEST)
        return room if isinstance(room, Room) else None

    def on_accept(self) -> None:
        network, room = self.network, self.chosen_room()
        if network is not None and room is not None:
            network.accept_request(room)
            self.accepted.emit(network, room)

    def on_ignore(self) -> None:
        network, room = self.network, self.chosen_room()
        if network is not None and room is not None:
            network.leave_room(room)
            self.show_requests()

    def on_block(self) -> None:
        network, room = self.network, self.chosen_room()
        if network is not None and room is not None:
            network.block(room)
            self.show_requests()

    def on_ignore_all(self) -> None:
        network = self.network
        if network is not None:
            for room in [room for room in network.rooms.values() if room.state.request]:
                network.leave_room(room)
            self.show_requests()

    def on_unblock(self) -> None:
        network, at = self.network, self.names.currentIndex()
        if network is not None and 0 <= at < len(network.session.blocked):
            network.unblock(network.session.blocked[at])
            self.show_requests()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = appearance().current
        with QPainter(self) as painter:
            fill_area(painter, self.rect(), qcolor(theme.surface))
            painter.setPen(qcolor(theme.line))
            low = header_height() - 1
            painter.drawLine(0, low, self.width(), low)
