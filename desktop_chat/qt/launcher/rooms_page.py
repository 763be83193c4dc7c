"""The page of the rooms of the hosted chat. GUI thread."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu

from desktop_chat.net.control_values import RoomRow, UserRow
from desktop_chat.qt.launcher.hosted_room_delegate import HostedRoomDelegate
from desktop_chat.qt.launcher.hosted_rooms_model import ROOM_ROLE, HostedRoomsModel
from desktop_chat.qt.launcher.list_page import ListPage
from desktop_chat.qt.theme.literal_text import TextSink, literal_text
from desktop_chat.qt.widgets import RowList, ScrollBar, make_button


class RoomsPage(ListPage):
    """The rooms, and the actions on a room."""

    topic_requested = Signal(object)  # RoomRow
    settings_requested = Signal(object)
    deletion_requested = Signal(object)

    def __init__(self) -> None:
        self.model = HostedRoomsModel()
        view = RowList(self.model, HostedRoomDelegate(self.model), ScrollBar(), self.tr("Rooms"))
        super().__init__(view, self.tr("Search rooms and topics"))
        self.topic_button = make_button(self.tr("Topic…"))
        self.settings_button = make_button(self.tr("Settings…"))
        self.delete_button = make_button(self.tr("Delete…"), "danger")
        self.topic_action = self.make_action(self.tr("Topic…"), "topic")
        self.settings_action = self.make_action(self.tr("Settings…"), "sliders")
        self.delete_action = self.make_action(self.tr("Delete…"), "trash", Qt.Key.Key_Delete)
        self.compose(self.tr("Rooms"), (self.topic_button, self.settings_button, self.delete_button))
        self._connect_parts()
        self._show_state()

    def _connect_parts(self) -> None:
        self.search_field.searched.connect(self.on_searched)
        self.view.selectionModel().currentChanged.connect(self._show_choice)
        self.view.activated.connect(self.on_settings_clicked)
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
        self.choose_row(self.model.row_of(chosen.name) if chosen is not None else 0)
        self._show_state()

    def set_users(self, users: tuple[UserRow, ...]) -> None:
        """Show how many people are in each room now. If somebody made a room, ask for the rooms again."""
        chosen = self.chosen_room()
        known = self.model.set_people(Counter(room for user in users for room in user.rooms))
        if chosen is not None:
            self.choose_row(self.model.row_of(chosen.name))
        if not known and self.isVisible():
            self.refresh_requested.emit()

    def set_running(self, *, running: bool) -> None:
        self.running = running
        if not running:
            self.model.set_rooms((), 0)
        self._show_state()

    def chosen_room(self) -> RoomRow | None:
        index = self.view.currentIndex()
        return index.data(ROOM_ROLE) if index.isValid() else None

    def on_searched(self, text: str) -> None:
        self.model.set_search_text(text)
        self.choose_row(0)
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
        self._show_choice()
        self.show_list(
            count=self.model.room_count,
            stopped=self.tr("While it runs, you see its rooms here."),
            nothing=("hash", self.tr("No room yet"), self.tr("Everybody may make rooms in the chat window.")),
            not_found=(self.tr("No room found"), self.tr("Search for a name or a topic.")),
        )
