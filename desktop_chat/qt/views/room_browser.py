"""RoomBrowser: the rooms of a server, to be searched, sorted and joined. GUI thread."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop_chat.client.listed_room import ListedRoom
from desktop_chat.client.phase import Phase
from desktop_chat.qt.models.listed_rooms import ListedRoomRole, ListedRoomsModel
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.theme import Space
from desktop_chat.qt.theme.literal_text import TextSink, literal_text
from desktop_chat.qt.views.bare_list_style import BARE_LIST
from desktop_chat.qt.views.listed_room_delegate import ListedRoomDelegate
from desktop_chat.qt.widgets import (
    IconButton,
    RowList,
    ScrollBar,
    SearchField,
    Spinner,
    make_button,
    make_label,
    spoken_rows,
)
from desktop_chat.qt.widgets.announcement import announce_text
from desktop_chat.qt.widgets.button_row import ButtonRow
from desktop_chat.qt.widgets.choice_box import ElidedComboBox

_WIDTH, _HEIGHT = 560, 620
_LEAST = 160
"""Pixels of the words beside the order, and of the order where large letters have no room."""
_LONGEST_CAPTION = 24
"""Characters of a room's name in the caption of a button."""
_MARGIN = 48
"""Pixels of the window that stay in sight around the browser."""


class RoomBrowser(QDialog):
    """Asks the server for its rooms and shows them while they arrive.

    The typed text is searched in names and topics; Up and Down move in the list, Enter joins. A room that the server
    does not list is joined by its typed name.
    """

    room_chosen = Signal(str)  # the name
    new_room_requested = Signal()

    def __init__(self, network: Network, words: str, parent: QWidget) -> None:
        """`words`: conditions of the question, as in /list."""
        super().__init__(parent)
        self.network = network
        self._question = words
        self._is_loading = False
        self._fault = ""
        self._chosen_room: ListedRoom | None = None
        self._has_moved = False
        """The person has chosen a row; else the first row is chosen."""
        self.setWindowTitle(self.tr("Rooms"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._model = ListedRoomsModel(self._is_joined, self)
        self.search_field = SearchField(self.tr("Search rooms and topics"))
        self.order_box = ElidedComboBox()
        self.refresh_button = IconButton("refresh", self.tr("Ask again"))
        self.view = RowList(self._model, ListedRoomDelegate(), ScrollBar(ground="window"), self.tr("Rooms"))
        self.spinner = Spinner(16, self.tr("Loading the rooms"))
        self.state_label = make_label("", "small", wrap=True)
        self.new_button = make_button(self.tr("New room…"))
        self.join_button = make_button(self.tr("Join"), "primary")
        self._compose(network.display_name)
        self._connect_parts()
        self._fit_size(parent)
        self.ask_again()
        self.search_field.setFocus()

    def _compose(self, name: str) -> None:
        self.order_box.addItems([self.tr("Most people first"), self.tr("By name")])
        self.order_box.setMinimumWidth(_LEAST)
        self.order_box.setAccessibleName(self.tr("Order of the rooms"))
        self.view.setStyleSheet(BARE_LIST)
        self.new_button.setAutoDefault(False)
        self.join_button.setDefault(True)
        heading = make_label(self.tr("Rooms on {0}").format(name), "heading", wrap=True)
        head = QHBoxLayout()
        head.addWidget(heading, 1)
        head.addWidget(self.refresh_button)
        state = QHBoxLayout()
        state.setSpacing(Space.SMALL)
        state.addWidget(self.spinner)
        state.addWidget(self.state_label, 1)
        self._state_row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._state_row.setSpacing(Space.SMALL)
        self._state_row.addLayout(state, 1)
        self._state_row.addWidget(self.order_box)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MEDIUM, Space.MEDIUM, Space.MEDIUM, Space.MEDIUM)
        column.setSpacing(Space.SMALL)
        column.addLayout(head)
        column.addWidget(self.search_field)
        column.addLayout(self._state_row)
        column.addWidget(self.view, 1)
        column.addLayout(ButtonRow(self.new_button, self.join_button))

    def _connect_parts(self) -> None:
        network = self.network
        network.rooms_listed.connect(self.on_rooms_listed)
        network.room_list_ended.connect(self.on_list_ended)
        network.phase_changed.connect(self.on_phase_changed)
        self._model.modelReset.connect(self.on_rooms_changed)
        self.search_field.searched.connect(self.on_searched)
        self.order_box.currentIndexChanged.connect(lambda order: self._model.set_sorted_by_name(by_name=order == 1))
        self.refresh_button.clicked.connect(self.ask_again)
        self.view.doubleClicked.connect(self.on_activated)
        self.view.clicked.connect(self.on_clicked)
        self.view.selectionModel().currentChanged.connect(self.on_current_changed)
        self.join_button.clicked.connect(self.on_join_clicked)
        self.new_button.clicked.connect(self.on_new_clicked)

    def _fit_size(self, parent: QWidget) -> None:
        """Stay within the window below, and within the screen."""
        screen = QGuiApplication.primaryScreen().availableGeometry().height()
        width, height = max(320, parent.width() - Space.SMALL), max(320, min(parent.height(), screen) - _MARGIN)
        self.resize(min(_WIDTH, width), min(_HEIGHT, height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the order beside the words, or below them if the words had too little room."""
        super().resizeEvent(event)
        beside = self.order_box.sizeHint().width() + _LEAST <= self.width() - 2 * Space.MEDIUM
        self._state_row.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)

    # The answer of the server

    def ask_again(self) -> None:
        """Ask the server for its rooms."""
        self._is_loading, self._fault, self._has_moved = True, "", False
        self._model.clear()
        self.network.list_rooms(self._question)
        self._show_state()

    def on_rooms_listed(self, rooms: Sequence[ListedRoom]) -> None:
        self._model.add_rooms(rooms)
        self._show_state()

    def on_list_ended(self, reason: str) -> None:
        self._is_loading, self._fault = False, reason
        self._model.begin_search()
        self._show_state()
        announce_text(self, self.state_label.text())

    def on_phase_changed(self) -> None:
        """Ask again after a reconnect: the answer was cut."""
        if self.network.phase is Phase.ONLINE:
            self.ask_again()
        elif self.network.phase is Phase.OFFLINE and self._is_loading:
            self.on_list_ended(self.network.reason)

    def on_network_about_to_go(self, network: Network) -> None:
        if network is self.network:
            self.close()

    def _show_state(self) -> None:
        count, shown = self._model.room_count, self._model.rowCount()
        if self._fault:
            text = self._fault
        elif self._is_loading:
            text = self.tr("Loading… %Ln rooms", "", count) if count else self.tr("Loading the rooms…")
        elif not count:
            text = self.tr("The server lists no rooms.")
        elif self.search_field.text().strip():
            text = self.tr("%Ln rooms found", "", shown) if shown else self.tr("No listed room matches.")
        else:
            text = self.tr("%Ln rooms", "", count)
        if self._model.left_out:
            rest = self.tr("%Ln more rooms are not shown.", "", self._model.left_out)
            text = f"{text} {rest}"
        self.state_label.setText(text)
        self.spinner.setVisible(self._is_loading)
        self.refresh_button.setEnabled(not self._is_loading)
        self._show_join()

    # Search and choice

    def on_searched(self, text: str) -> None:
        self._has_moved = False
        self._model.set_search(text)
        self._show_state()

    def on_rooms_changed(self) -> None:
        """Keep the chosen room, or choose the first one."""
        row = self._model.row_of(self._chosen_room) if self._has_moved else -1
        self.view.setCurrentIndex(self._model.index(max(0, row)))
        self._show_state()

    def on_current_changed(self) -> None:
        self._has_moved = self._has_moved or self.view.hasFocus()
        self._show_join()

    def _current_room(self) -> ListedRoom | None:
        room = self.view.currentIndex().data(ListedRoomRole.ROOM)
        return room if isinstance(room, ListedRoom) else None

    def _show_join(self) -> None:
        """Name the room that the button joins."""
        room, name = self._current_room(), self._typed_name()
        self._chosen_room = room
        wanted = room.name if room is not None else name
        if room is not None and self._is_joined(room.name):
            text = self.tr("Open")
        elif room is None and 0 < len(name) <= _LONGEST_CAPTION:
            text = self.tr("Join {0}").format(name)
        else:
            text = self.tr("Join")
        self.join_button.setText(literal_text(text, TextSink.CAPTION))
        self.join_button.setEnabled(bool(wanted))

    def _typed_name(self) -> str:
        """Return the typed text as the name of a room, or "" if it cannot be a name."""
        typed = self.search_field.text().strip()
        possible = bool(typed) and len(typed) <= 60 and not any(char in typed for char in " ,\x07")
        return self.network.session.channel_name(typed) if possible else ""

    def _is_joined(self, name: str) -> bool:
        room = self.network.rooms.get(self.network.session.key_of(name))
        return room is not None and room.is_entered

    def on_clicked(self, index: QModelIndex) -> None:
        self._has_moved = index.isValid()

    def on_activated(self, index: QModelIndex) -> None:
        room = index.data(ListedRoomRole.ROOM)
        if isinstance(room, ListedRoom):
            self._choose_name(room.name)

    def on_join_clicked(self) -> None:
        self._model.finish_search()
        room = self._current_room()
        name = room.name if room is not None else self._typed_name()
        if name:
            self._choose_name(name)

    def on_new_clicked(self) -> None:
        self.reject()
        self.new_room_requested.emit()

    def _choose_name(self, name: str) -> None:
        self.accept()
        self.room_chosen.emit(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move in the list with the keys that the search field ignores."""
        rows, row = self._model.rowCount(), self.view.currentIndex().row()
        height = max(1, self.view.visualRect(self._model.index(0)).height())
        page = max(1, self.view.viewport().height() // height - 1)
        keys = Qt.Key
        steps: dict[int, int] = {keys.Key_Down: 1, keys.Key_Up: -1, keys.Key_PageDown: page, keys.Key_PageUp: -page}
        step = steps.get(event.key())
        if step is None or not rows:
            super().keyPressEvent(event)
            return
        self._has_moved = True
        index = self._model.index(min(max(row + step, 0), rows - 1))
        self.view.setCurrentIndex(index)
        spoken_rows.read_row_aloud(self.search_field, index)
