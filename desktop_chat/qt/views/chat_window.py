"""ChatWindow: the sidebar, the shown room, and beside it the people or a search. GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QCloseEvent, QCursor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from desktop_chat.client.events import Member
from desktop_chat.qt.models.members import MembersModel
from desktop_chat.qt.models.rooms import RoomsModel
from desktop_chat.qt.network.controller import Controller
from desktop_chat.qt.network.kept_connections import KeptConnections
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.theme.literal_text import TextSink, literal_text
from desktop_chat.qt.views.kept_zoom import KeptZoom
from desktop_chat.qt.views.members_panel import MembersPanel
from desktop_chat.qt.views.pane_layout import PaneLayout
from desktop_chat.qt.views.room_pane import RoomPane
from desktop_chat.qt.views.sidebar import Sidebar
from desktop_chat.qt.views.window_parts import Do, WindowParts
from desktop_chat.qt.widgets import EmptyState


class ChatWindow(WindowParts):
    """Shows the controller's networks."""

    def __init__(self, controller: Controller, parent: QWidget | None = None, *, complete: bool = True) -> None:
        """Not `complete`: only what the first frame shows is made; `complete_parts` has to follow it."""
        super().__init__(parent)
        self._kept = KeptConnections(self)
        self.controller = controller
        self.rooms = RoomsModel(controller, self)
        self.members = MembersModel(self)
        self.sidebar = Sidebar(self.rooms)
        self.pane = RoomPane()
        self.people = MembersPanel(self.members)
        self.pane.writing.is_spelling_wanted = lambda: controller.settings.preferences.check_spelling
        self.pane.typing.telling = lambda: controller.settings.preferences.tell_typing
        KeptZoom(self.pane.timeline, controller.settings)
        self._waiting_for: tuple[Network, str] | None = None
        self._lay_out()
        self._connect_parts()
        for network in controller.networks:
            self.on_network_added(network)
        controller.network_added.connect(self.on_network_added)
        controller.network_about_to_go.connect(self.on_network_about_to_go)
        controller.unread_changed.connect(self._name_window)
        controller.toast_requested.connect(self.say)
        self._show_first()
        self.installEventFilter(self)
        if complete:
            self.complete_parts()

    def _lay_out(self) -> None:
        self.setWindowTitle("Desktop Chat")
        self.setProperty("ground", "surface")
        self.setMinimumSize(360, 420)
        self.resize(1080, 720)
        self._centre = QStackedWidget()
        self._empty = EmptyState(
            "message",
            self.tr("No chat is open"),
            self.tr("Start a chat on this computer, or join one."),
            self.tr("New chat…"),
        )
        self._empty.acted.connect(self.new_chat_requested)
        self._centre.addWidget(self._empty)
        self._centre.addWidget(self.pane)
        self.places = PaneLayout(self, self.sidebar, self._centre, self.people)

    def _connect_parts(self) -> None:
        """Connect what is in the first frame. A wish makes the part that fulfils it."""
        side, pane = self.sidebar, self.pane
        side.room_chosen.connect(self.show_room)
        side.requests_chosen.connect(self.show_requests)
        side.jump_requested.connect(self.on_jump_wanted)
        side.mentions_requested.connect(lambda: self.messages.show_mentions())
        side.name_requested.connect(lambda: self.own_acts.open_own_menu(self.network, side.name_button))
        side.add_requested.connect(lambda: self.acts.open_add_menu(side.add_button))
        side.menu_requested.connect(lambda: self.acts.open_app_menu(side.menu_button))
        side.context_requested.connect(lambda *wish: self.acts.open_room_menu(*wish))
        pane.header.rooms_requested.connect(self.on_rooms_wanted)
        pane.header.search_requested.connect(self.on_search_wanted)
        pane.header.members_requested.connect(self.on_members_wanted)
        self.connect_header()
        pane.banner.connect_requested.connect(self.on_connect_wanted)
        pane.banner.host_requested.connect(self.restart_requested)
        pane.banner.password_requested.connect(lambda: self.acts.ask_password())
        pane.login_requested.connect(lambda *wish: self.own_acts.ask_login(*wish))
        pane.composer.flood_confirmation_requested.connect(lambda *wish: self.acts.ask_flood(*wish))
        pane.composer.edit.preview = lambda text: self.acts.ask_paste(text)
        pane.composer.toast_requested.connect(self.say)
        pane.toast_requested.connect(self.say)
        pane.delete_requested.connect(lambda entry: self.acts.ask_delete(entry))
        pane.timeline.nick_activated.connect(self.on_nick_activated)
        pane.timeline.files_requested.connect(lambda: self.attachment_actions, Qt.ConnectionType.QueuedConnection)
        self.people.message_requested.connect(lambda nick: self.acts.open_direct_messages(nick))
        self.people.context_requested.connect(lambda *wish: self.member_acts.open_member_menu(*wish))

    def _acts_by_shortcut(self) -> Mapping[str, Do]:
        return {
            "jump": self.on_jump_wanted,
            "search": self.on_search_wanted,
            "mentions": self.messages.show_mentions,
            "go_to_day": lambda: self.pane.day_jump.ask_day(),
            "messages_as_text": lambda: self.acts.show_messages_as_text(),
            "send_files": self.attaching.choose_files,
            "new_chat": self.new_chat_requested.emit,
            "join_room": self.acts.ask_room,
            "browse_rooms": self.acts.browse_rooms,
            "leave_room": self.on_leave_wanted,
            "room_above": lambda: self.sidebar.next_room(-1),
            "room_below": lambda: self.sidebar.next_room(1),
            "unread_above": lambda: self.sidebar.next_room(-1, unread=True),
            "unread_below": lambda: self.sidebar.next_room(1, unread=True),
            "next_part": lambda: self._next_part(1),
            "part_before": lambda: self._next_part(-1),
            "settings": self.settings_requested.emit,
            "shortcuts": self.shortcuts_requested.emit,
            "quit": self.quit_requested.emit,
        }

    # Shown room

    @property
    def network(self) -> Network | None:
        return self.pane.network

    @property
    def room(self) -> Room | None:
        return self.pane.room

    def show_room(self, network: Network, room: Room) -> None:
        """Show an open room and put the focus into its composer. A closed room is not shown."""
        if not self._is_open(network, room):
            return
        self._waiting_for = None
        self.pane.show_room(network, room, hosted=self.controller.is_hosted(network))
        self._centre.setCurrentWidget(self.pane)
        self.sidebar.show_room(network, room)
        self.people.begin_room()
        self.members.show_names(network.name_of, network.profile_of, partial(network.session.is_muted, room.key))
        self.members.set_members(room.state.members.values())
        network.ask_mutes(room)
        self.places.listing = False
        self._arrange_panes()
        self._name_window()
        self.pane.take_focus()

    def _is_open(self, network: Network, room: Room) -> bool:
        """True if the room is in the sidebar. Menus, searches and notifications may name a closed room."""
        return network in self.controller.networks and network.rooms.get(room.key) is room

    def show_name(self, network: Network, name: str) -> None:
        """Show the room of the name as soon as it exists."""
        if network not in self.controller.networks:
            return
        key = network.session.key_of(name)
        if key in network.rooms:
            self.show_room(network, network.rooms[key])
        else:
            self._waiting_for = (network, key)

    def show_requests(self, network: Network) -> None:
        """Show the message requests of a server."""
        self.requests.show_network(network)
        self._centre.setCurrentWidget(self.requests)
        self.sidebar.show_requests(network)
        self.places.listing = self.places.searching = False
        self._arrange_panes()
        self._name_window()
        self.requests.view.setFocus()

    def _show_first(self) -> None:
        """Show the room of the last run, or else the open room with the latest message."""
        row = self.rooms.row_to_begin(self.controller.settings.preferences.shown_room)
        if row is not None:
            self.show_room(*row)
        else:
            self.places.searching = False
            self._centre.setCurrentWidget(self._empty)
            self.sidebar.show_network(None)
            self._arrange_panes()

    def _name_window(self) -> None:
        room, network = self.room, self.network
        if room is None or network is None or self._centre.currentWidget() is not self.pane:
            self.setWindowTitle("Desktop Chat")
            return
        mentions = self.controller.unread_totals()[1]
        count = f"({mentions}) " if mentions else ""
        name = network.display_name if room.kind == "server" else f"{room.shown_name} · {network.display_name}"
        self.setWindowTitle(literal_text(f"{count}{name}", TextSink.TITLE))

    def _arrange_panes(self) -> None:
        """Arrange the panes for the shown room."""
        empty = self._centre.currentWidget() is not self.pane
        channel = self.room is not None and self.room.kind == "channel"
        self.places.arrange_panes(channel=channel and not empty, room=not empty)
        self.pane.header.set_members_shown(shown=self.places.people_shown)
        self.pane.header.set_slim(slim=self.places.is_slim)
        if self.was_made("requests"):
            self.requests.back.setVisible(self.places.is_slim)

    # Networks

    def on_network_added(self, network: Network) -> None:
        keep = self._kept.keep
        keep(network.room_added.connect(lambda room: self.on_room_added(network, room)))
        keep(network.room_removed.connect(lambda room: self.on_room_removed(network, room)))
        keep(network.room_changed.connect(lambda room: self.on_room_changed(network, room)))
        keep(network.phase_changed.connect(lambda: self.on_phase_changed(network)))
        keep(network.nick_changed.connect(lambda _nick: self.on_phase_changed(network)))
        keep(network.welcomed.connect(lambda *_: self.on_phase_changed(network)))
        keep(network.welcomed.connect(lambda *_: self._tell_name(network)))
        self._tell_name(network)
        keep(network.entries_added.connect(lambda room, entries, _mention: self.pane.on_entries_added(room, entries)))
        keep(network.room_called.connect(lambda room: self.show_room(network, room)))
        keep(network.away_changed.connect(lambda: self.on_phase_changed(network)))
        network.unread_changed.connect(self.pane.on_unread_changed)
        network.presence_changed.connect(self.pane.on_presence_changed)
        writing = self.pane.writing
        keep(network.command_failed.connect(lambda room, failed: writing.on_command_failed(network, room, failed)))
        keep(
            network.correction_refused.connect(
                lambda room, refused: writing.on_correction_refused(network, room, refused)
            )
        )
        network.typing_changed.connect(self.pane.typing.on_typing_changed)
        network.waiting_changed.connect(self.pane.show_waiting)
        network.members_reset.connect(self.on_members_reset)
        keep(
            network.member_added.connect(
                lambda room, member: self._with_members(room, lambda: self.members.add_member(member))
            )
        )
        keep(
            network.member_removed.connect(
                lambda room, nick: self._with_members(room, lambda: self.members.remove_member(nick))
            )
        )
        keep(
            network.member_changed.connect(
                lambda room, nick, member: self._with_members(room, lambda: self.members.change_member(nick, member))
            )
        )
        keep(network.names_changed.connect(lambda _nicks: self.on_names_changed(network)))
        self.connect_parts(network)
        if self.network is None or self.network not in self.controller.networks:
            self._show_first()

    def _tell_name(self, network: Network) -> None:
        """Tell the person once that the nick is taken, even if the welcome came before this window was made."""
        wanted = network.taken_nick.take_untold()
        if wanted:
            words = self.tr("The name {0} is taken on {2}, so you are {1} there.")
            text = words.format(wanted, network.nick, network.display_name)
            self.say(text, self.tr("Change"), lambda: self.acts.ask_name_if_open(network))

    def on_network_about_to_go(self, network: Network) -> None:
        if self._waiting_for is not None and self._waiting_for[0] is network:
            self._waiting_for = None
        if self.was_made("requests") and network is self.requests.network:
            self.requests.show_network(None)
            self._centre.setCurrentWidget(self.pane)
        if network is self.network:
            self.pane.show_nothing()
            self.members.set_members(())
            self._show_first()
            self._name_window()

    def on_room_added(self, network: Network, room: Room) -> None:
        """Show a room that `show_name` waits for, or the first room of a server whose own page is shown."""
        waited = self._waiting_for == (network, room.key)
        first = self.room is network.page and room.kind == "channel" and not room.state.invited_by
        if waited or first:
            self.show_room(network, room)

    def on_room_removed(self, network: Network, room: Room) -> None:
        if room is self.room:
            rooms = [row[1] for row in self.rooms.ordered_rooms() if row[0] is network]
            self.show_room(network, rooms[-1] if rooms else network.page)

    def on_room_changed(self, network: Network, room: Room) -> None:
        if room is self.room:
            self.pane.show_room_state()
            self.members.refresh_signs()
            self._name_window()

    def on_names_changed(self, network: Network) -> None:
        if network is self.network:
            self.members.refresh_names()
            self.sidebar.show_network(network)
            if self.room is not None and self.room.kind == "direct":
                self.on_room_changed(network, self.room)

    def on_phase_changed(self, network: Network) -> None:
        if network is self.network:
            self.pane.banner.show_state()
            self.sidebar.show_network(network)
            self.pane.show_room_state()
            self._name_window()

    def on_members_reset(self, room: Room) -> None:
        self._with_members(room, lambda: self.members.set_members(room.state.members.values()))
        if room is self.room and self.network is not None:
            self.network.ask_mutes(room)  # after a start, the room is shown before it is entered

    def _with_members(self, room: Room, do: Callable[[], None]) -> None:
        if room is self.room:
            do()
            self.pane.header.show_count(len(room.state.members))

    # Wishes

    def on_connect_wanted(self) -> None:
        if self.network is not None:
            self.network.connect_now()

    def on_leave_wanted(self) -> None:
        if self.network is not None and self.room is not None and self.room.kind != "server":
            self.network.leave_room(self.room)

    def on_rooms_wanted(self) -> None:
        """Show the rooms in place of the room, in a slim window."""
        self.places.listing = True
        self._arrange_panes()
        self.sidebar.view.setFocus()

    def on_members_wanted(self) -> None:
        self.places.toggle_people()
        self._arrange_panes()

    def on_search_wanted(self) -> None:
        if self.room is None:
            return
        panel = self.search
        self.places.searching = True
        self._arrange_panes()
        panel.begin_search()

    def search_for(self, words: str) -> None:
        """Search the shown room for the words."""
        self.on_search_wanted()
        self.search.field.setText(words)

    def on_search_closed(self) -> None:
        self.places.searching = False
        self._arrange_panes()
        self.pane.composer.setFocus()

    def on_nick_activated(self, nick: str) -> None:
        if self.network is not None and self.room is not None:
            key = self.network.session.key_of(nick)
            member = self.room.state.members.get(key) or Member(nick)
            self.member_acts.open_member_menu(member, QCursor.pos() if self.isActiveWindow() else QPoint())

    def _next_part(self, step: int) -> None:
        """Move the focus to the next pane (F6)."""
        parts: list[QWidget] = [self.pane.composer.edit, self.sidebar.view, self.pane.timeline]
        if self.people.isVisibleTo(self):
            parts.append(self.people.view)
        if self.places.searching and self.search.isVisibleTo(self):
            parts.append(self.search.field)
        focus = QApplication.focusWidget()
        at = parts.index(focus) if focus in parts else 0
        parts[(at + step) % len(parts)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Window

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type into the composer what no other part of the window has used."""
        if not self.pane.composer.take_key(event):
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange:
            self.pane.mark_seen()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange_panes()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.pane.writing.keep_draft()
        self.pane.reading.keep_place()
        self.closing.emit(event)
