"""Sidebar: the person's name and state, the quick switcher, the servers and their rooms. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QItemSelectionModel, QLocale, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from desktop_chat.client.events import Phase
from desktop_chat.client.session_state import UNKNOWN_AWAY
from desktop_chat.qt.models.rooms import RoomRole, RoomsModel
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.theme import Space, Text, appearance, fill_area, qcolor, text_font
from desktop_chat.qt.theme.icons import set_themed_icon
from desktop_chat.qt.theme.literal_text import TextSink, literal_text
from desktop_chat.qt.views.rooms_view import RoomsView
from desktop_chat.qt.widgets import Avatar, ElidedLabel, IconButton, IconLabel
from desktop_chat.qt.widgets.buttons import PushButton
from desktop_chat.qt.widgets.painted import Painted
from desktop_chat.qt.widgets.text_button import EDGE

WIDTH = 248
_HEADER = 56
"""The least height of the top row of a pane."""


def header_height() -> int:
    """Return the height of the top row of each pane, so that the lower edges meet. Two lines of text fit."""
    name, below = (QFontMetrics(text_font(kind)).height() for kind in (Text.HEADING, Text.SMALL))
    return max(_HEADER, name + below + 2 * Space.TINY)


class PaneHead(Painted):
    """The top row of a pane."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(header_height())

    def on_look_changed(self) -> None:
        self.setFixedHeight(header_height())
        super().on_look_changed()


class Sidebar(Painted):
    """Emits the chosen room. The window shows it."""

    room_chosen = Signal(object, object)  # Network, Room
    requests_chosen = Signal(object)  # Network
    jump_requested = Signal()
    mentions_requested = Signal()
    name_requested = Signal()
    add_requested = Signal()  # open a menu below the add button
    menu_requested = Signal()
    context_requested = Signal(object, object, QPoint)  # Network, Room, position on the screen

    def __init__(self, model: RoomsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._shown: tuple[Network, Room | None] | None = None
        """The room on the screen; the message requests without a room."""
        self.view = RoomsView(model, self.tr("Rooms"))
        self.avatar = Avatar("", 32)
        self.name_button = PushButton()
        self.status_label = ElidedLabel("", "small")
        self.quiet_icon = IconLabel("bell-off", "muted", 14)
        self.add_button = IconButton("plus", self.tr("Add a room or a chat"))
        self.menu_button = IconButton("more", self.tr("Menu"))
        self.mentions_button = IconButton("at", self.tr("Mentions and replies"))
        self.jump_button = PushButton(self.tr("Jump to…"))
        self._lay_out()
        self.view.clicked.connect(self._on_chosen)
        self.view.activated.connect(self._on_chosen)
        self.view.customContextMenuRequested.connect(self._on_context_wanted)
        self.view.drag_ended.connect(self.mark_shown_room)
        self.view.focus_left.connect(self.mark_shown_room)
        self.jump_button.clicked.connect(self.jump_requested)
        self.mentions_button.clicked.connect(self.mentions_requested)
        self.name_button.clicked.connect(self.name_requested)
        self.add_button.clicked.connect(self.add_requested)
        self.menu_button.clicked.connect(self.menu_requested)

    def _lay_out(self) -> None:
        self.setFixedWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(Space.MEDIUM, 0, Space.SMALL, 0)
        head.setSpacing(0)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addStretch(1)
        self.name_button.setProperty("role", "name")
        self.name_button.setToolTip(self.tr("Your name and state here"))
        self.name_button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.name_button.setMinimumWidth(40)
        texts.addWidget(self.name_button, 0, Qt.AlignmentFlag.AlignLeft)
        state = QHBoxLayout()
        state.setContentsMargins(EDGE, 0, 0, 0)
        state.addWidget(self.status_label, 1)
        state.addWidget(self.quiet_icon)
        texts.addLayout(state)
        self.quiet_icon.setToolTip(self.tr("Do not disturb: no notifications now"))
        self.quiet_icon.setAccessibleName(self.quiet_icon.toolTip())
        self.quiet_icon.setVisible(False)
        texts.addStretch(1)
        self.avatar.setToolTip(self.tr("Your name and state here"))
        self.avatar.setCursor(Qt.CursorShape.PointingHandCursor)
        head.addWidget(self.avatar)
        head.addSpacing(2)
        head.addLayout(texts, 1)
        head.addWidget(self.add_button)
        head.addWidget(self.menu_button)
        top = PaneHead()
        top.setLayout(head)
        self.jump_button.setObjectName("jump")
        self.jump_button.setAccessibleName(self.tr("Jump to a room or a person"))
        self.jump_button.setToolTip(self.tr("Ctrl+K"))
        set_themed_icon(self.jump_button, "search", "faint", 16)
        self.jump_button.setStyleSheet("QPushButton { text-align: left; font-weight: normal; padding: 5px 11px; }"
                                "QPushButton:focus { padding: 4px 10px; }")  # fmt: skip
        self._jump_row = search = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        search.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, Space.TINY)
        search.setSpacing(Space.TINY)
        search.addWidget(self.jump_button, 1)
        search.addWidget(self.mentions_button)
        column.addWidget(top)
        column.addLayout(search)
        column.addWidget(self.view, 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask for the menu of the own name also by the picture beside it."""
        if self.childAt(event.position().toPoint()) is self.avatar and event.button() is Qt.MouseButton.LeftButton:
            self.name_requested.emit()

    def _fit_jump_row(self) -> None:
        """Put the button for mentions below the other button where the letters are too large for one line."""
        hints = [button.sizeHint().width() for button in (self.jump_button, self.mentions_button)]
        fits = sum(hints) + self._jump_row.spacing() <= self.width() - 2 * Space.MEDIUM
        directions = QBoxLayout.Direction
        self._jump_row.setDirection(directions.LeftToRight if fits else directions.TopToBottom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_jump_row()

    def on_look_changed(self) -> None:
        super().on_look_changed()
        self._fit_jump_row()

    def set_slim(self, *, slim: bool) -> None:
        """Use the whole width in a slim window."""
        self.setMinimumWidth(0 if slim else WIDTH)
        self.setMaximumWidth(16_777_215 if slim else WIDTH)

    def show_room(self, network: Network, room: Room) -> None:
        """Mark the shown room, and show the person's name there."""
        self._shown = network, room
        index = self._model.index_of(network, room)
        self.view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.view.scrollTo(index)
        self.show_network(network)

    def mark_shown_room(self) -> None:
        """Mark the shown room again: a drag or the arrow keys have marked another one meanwhile."""
        if self._shown is not None:
            network, room = self._shown
            index = self._model.index_of(network, room) if room is not None else self._model.index_of_requests(network)
            self.view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def show_requests(self, network: Network) -> None:
        """Mark the row of the message requests."""
        self._shown = network, None
        index = self._model.index_of_requests(network)
        self.view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.show_network(network)

    def show_network(self, network: Network | None) -> None:
        """Show the person's name at this server, and the state of the connection."""
        nick = network.nick if network else ""
        name = network.name_of(nick) if network else ""
        self.avatar.set_name(nick)
        self.avatar.setVisible(bool(nick))
        shown = self.name_button.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, WIDTH - 144)
        self.name_button.setText(literal_text(shown, TextSink.CAPTION))
        status = self._network_status(network)
        self.name_button.setAccessibleName(self.tr("You are {0}. {1}. Change name or state").format(name, status))
        self.status_label.setText(status)

    def show_quiet(self, *, quiet: bool) -> None:
        """Show whether the person is not to be disturbed."""
        self.quiet_icon.setVisible(quiet)

    def _network_status(self, network: Network | None) -> str:
        if network is None:
            return ""
        match network.phase:
            case Phase.ONLINE:
                return self._away_text(network) if network.session.away_text else self.tr("Online")
            case Phase.OFFLINE:
                return self.tr("Offline")
        return self.tr("Connecting…")

    def _away_text(self, network: Network) -> str:
        text, until = network.session.away_text, network.away_term.until
        parts = [self.tr("Away")] if text == UNKNOWN_AWAY else [self.tr("Away: {0}").format(text)]
        if until:
            when = QDateTime.fromMSecsSinceEpoch(until).time()
            parts.append(self.tr("until {0}").format(QLocale().toString(when, QLocale.FormatType.ShortFormat)))
        return ", ".join(parts)

    def next_room(self, step: int, *, unread: bool = False) -> None:
        """Choose the row below (1) or above (-1), in a circle; with `unread` only rooms with unread messages."""
        rows = self._model.ordered_rooms()
        current = self.view.currentIndex().data(RoomRole.ROOM)
        at = next((number for number, (_, room) in enumerate(rows) if room is current), 0)
        for distance in range(1, len(rows) + 1):
            network, room = rows[(at + step * distance) % len(rows)]
            if room is not current and (room.unread or not unread):
                self.room_chosen.emit(network, room)
                return

    def _on_chosen(self, index: QModelIndex) -> None:
        network, room = index.data(RoomRole.NETWORK), index.data(RoomRole.ROOM)
        if index.data(RoomRole.REQUESTS):
            self.requests_chosen.emit(network)
        elif network is not None and room is not None:
            self.room_chosen.emit(network, room)

    def _on_context_wanted(self, at: QPoint) -> None:
        index = self.view.indexAt(at)
        if isinstance(index.data(RoomRole.ROOM), Room):
            place = self.view.viewport().mapToGlobal(at)
            self.context_requested.emit(index.data(RoomRole.NETWORK), index.data(RoomRole.ROOM), place)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_side_pane(self, line_at_start=False)


def paint_side_pane(pane: QWidget, *, line_at_start: bool) -> None:
    """Paint the ground of a pane, the line below its header, and the line towards the conversation.

    `line_at_start`: the second line stands where reading begins, on the left in a left-to-right window.
    """
    theme = appearance().current
    with QPainter(pane) as painter:
        fill_area(painter, pane.rect(), qcolor(theme.window))
        painter.setPen(qcolor(theme.line))
        low = header_height() - 1
        painter.drawLine(0, low, pane.width(), low)
        right_to_left = pane.layoutDirection() == Qt.LayoutDirection.RightToLeft
        edge = 0 if line_at_start != right_to_left else pane.width() - 1
        painter.drawLine(edge, 0, edge, pane.height())


def popup_below(button: QWidget, menu: QMenu) -> None:
    """Open a menu below its button. The menu is deleted when closed."""
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(button.mapToGlobal(QPoint(0, button.height() + 2)))
