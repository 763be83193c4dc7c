"""The page of the rooms of the hosted chat. GUI thread."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from desktop_chat.net.control import RoomRow, UserRow
from desktop_chat.qt.launcher.framed import put_in_frame
from desktop_chat.qt.launcher.hosted_room_delegate import HostedRoomDelegate
from desktop_chat.qt.launcher.hosted_rooms_model import ROOM_ROLE, HostedRoomsModel
from desktop_chat.qt.theme import Space
from desktop_chat.qt.theme.icons import set_themed_icon
from desktop_chat.qt.theme.literal_text import TextSink, literal_text
from desktop_chat.qt.views.bare_list_style import BARE_LIST
from desktop_chat.qt.widgets import (
    Badge,
    EmptyState,
    IconButton,
    RowList,
    ScrollBar,
    SearchField,
    make_button,
    make_label,
)
from desktop_chat.qt.widgets.button_row import ButtonRow


class RoomsPage(QWidget):
    """The rooms with a search field, and the actions on a room."""

    refresh_requested = Signal()
    topic_requested = Signal(object)  # RoomRow
    settings_requested = Signal(object)
    deletion_requested = Signal(object)
    start_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._running = False
        self.model = HostedRoomsModel(self)
        self.view = RowList(self.model, HostedRoomDelegate(self.model), ScrollBar(), self.tr("Rooms"))
        self.view.setStyleSheet(BARE_LIST)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.search_field = SearchField(self.tr("Search rooms and topics"))
        self.count = Badge()
        self.refresh_button = IconButton("refresh", self.tr("Look again"))
        self.empty = EmptyState("hash", "")
        self._pages = QStackedWidget()
        self._pages.addWidget(self.view)
        self._pages.addWidget(self.empty)
        self.topic_button = make_button(self.tr("Topic…"))
        self.settings_button = make_button(self.tr("Settings…"))
        self.delete_button = make_button(self.tr("Delete…"), "danger")
        self.topic_action = self._make_action(self.tr("Topic…"), "topic")
        self.settings_action = self._make_action(self.tr("Settings…"), "sliders")
        self.delete_action = self._make_action(self.tr("Delete…"), "trash", Qt.Key.Key_Delete)
        self._lay_out()
        self._connect_parts()
        self._show_state()

    def _make_action(self, text: str, icon: str, key: Qt.Key | None = None) -> QAction:
        action = QAction(text, self.view)
        if key is not None:
            action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        set_themed_icon(action, icon)
        self.view.addAction(action)
        return action

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(Space.MEDIUM, Space.MEDIUM, Space.SMALL, Space.SMALL)
        head.setSpacing(Space.SMALL)
        head.addWidget(make_label(self.tr("Rooms"), "title"))
        head.addWidget(self.count)
        head.addStretch(1)
        self.search_field.setMaximumWidth(280)
        head.addWidget(self.search_field, 4)
        head.addWidget(self.refresh_button)
        buttons = ButtonRow(self.topic_button, self.settings_button, self.delete_button)
        buttons.setContentsMargins(Space.MEDIUM, 0, Space.SMALL, Space.SMALL)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(put_in_frame(self._pages), 1)
        column.addLayout(buttons)

    def _connect_parts(self) -> None:
        self.search_field.searched.connect(self.on_searched)
        self.refresh_button.clicked.connect(self.refresh_requested)
        self.empty.acted.connect(self.start_requested)
        self.view.selectionModel().currentChanged.connect(self._show_choice)
        self.view.activated.connect(self.on_settings_clicked)
        self.view.customContextMenuRequested.connect(self.on_menu_requested)
        self.topic_button.clicked.connect(self.on_topic_clicked)
        self.settings_button.clicked.connect(self.on_settings_clicked)
        self.delete_button.clicked.connect(self.on_delete_clicked)
        self.topic_action.triggered.connect(self.on_topic_clicked)
        self.settings_action.triggered.connect(self.on_settings_clicked)
        self.delete_action.triggered.connect(self.on_delete_clicked)

    def set_rooms(self, rooms: tuple[RoomRow, ...], now: int) -> None:
        """Show all rooms, and keep the chosen one. `now`: Unix ms."""
        chosen = self.chosen_room()
        self.model.set_rooms(rooms, now)
        self.count.set_count(len(rooms))
        self._choose_row(self.model.row_of(chosen.name) if chosen is not None else 0)
        self._show_state()

    def set_users(self, users: tuple[UserRow, ...]) -> None:
        """Show how many people are in each room now. If somebody made a room, ask for the rooms again."""
        chosen = self.chosen_room()
        known = self.model.set_people(Counter(room for user in users for room in user.rooms))
        if chosen is not None:
            self._choose_row(self.model.row_of(chosen.name))
        if not known and self.isVisible():
            self.refresh_requested.emit()

    def set_running(self, *, running: bool) -> None:
        self._running = running
        if not running:
            self.model.set_rooms((), 0)
            self.count.set_count(0)
        self._show_state()

    def chosen_room(self) -> RoomRow | None:
        index = self.view.currentIndex()
        return index.data(ROOM_ROLE) if index.isValid() else None

    def _choose_row(self, row: int) -> None:
        self.view.setCurrentIndex(self.model.index(max(0, row)))

    def on_searched(self, text: str) -> None:
        self.model.set_search_text(text)
        self._choose_row(0)
        self._show_state()

    def on_topic_clicked(self) -> None:
        room = self.chosen_room()
        if room is not None:
            self.topic_requested.emit(room)

    def on_settings_clicked(self) -> None:
        room = self.chosen_room()
        if room is not None:
            self.settings_requested.emit(room)

    def on_delete_clicked(self) -> None:
        room = self.chosen_room()
        if room is not None and not room.lobby:
            self.deletion_requested.emit(room)

    def on_menu_requested(self, at: QPoint) -> None:
        """Open the menu at the mouse, or at the row if a key asked for it."""
        if self.chosen_room() is None:
            return
        menu = self.make_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.view.viewport().mapToGlobal(at))

    def make_menu(self) -> QMenu:
        """Return the menu of the chosen room."""
        menu = QMenu(self)
        menu.addAction(self.topic_action)
        menu.addAction(self.settings_action)
        menu.addSeparator()
        menu.addAction(self.delete_action)
        return menu

    def _show_choice(self) -> None:
        room = self.chosen_room()
        for button in (self.topic_button, self.settings_button):
            button.setEnabled(room is not None)
        deletable = room is not None and not room.lobby
        reason = self.tr("Everybody enters the chat here.") if room is not None and room.lobby else ""
        self.delete_action.setEnabled(deletable)
        self.delete_button.setEnabled(deletable)
        self.delete_button.setToolTip(literal_text(reason, TextSink.TIP))
        self.delete_button.setAccessibleDescription(reason)

    def _show_state(self) -> None:
        self.search_field.setEnabled(self.model.room_count > 0)
        self.refresh_button.setEnabled(self._running)
        self._show_choice()
        if not self._running:
            text = self.tr("While it runs, you see its rooms here.")
            self.empty.set_state("hash", self.tr("The chat is not running"), text, self.tr("Start"))
        elif not self.model.room_count:
            self.empty.set_state(
                "hash", self.tr("No room yet"), self.tr("Everybody may make rooms in the chat window.")
            )
        elif not self.model.rowCount():
            self.empty.set_state("search", self.tr("No room found"), self.tr("Search for a name or a topic."))
        else:
            self._pages.setCurrentWidget(self.view)
            return
        self._pages.setCurrentWidget(self.empty)
