"""The launcher's window, which connects Hosting with the pages. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_chat.clock import now_ms
from desktop_chat.net.addresses import ListenAddress, Reach
from desktop_chat.net.control import setting_rows
from desktop_chat.net.control_values import (
    ControlAnswer,
    ControlError,
    Counters,
    LogLine,
    ServerPhase,
    ServerState,
    UserRow,
)
from desktop_chat.qt.hosting.hosting import Hosting
from desktop_chat.qt.hosting.knock_desk import KnockDesk
from desktop_chat.qt.hosting.reach_check import ReachCheck
from desktop_chat.qt.launcher.backup_actions import BackupActions
from desktop_chat.qt.launcher.backups_page import BackupsPage
from desktop_chat.qt.launcher.chat_stop import ChatStop, Closing
from desktop_chat.qt.launcher.file_actions import FileActions
from desktop_chat.qt.launcher.files_page import FilesPage
from desktop_chat.qt.launcher.framed import Framed
from desktop_chat.qt.launcher.hosted_room_actions import HostedRoomActions
from desktop_chat.qt.launcher.link_actions import LinkActions
from desktop_chat.qt.launcher.links_page import LinksPage
from desktop_chat.qt.launcher.list_actions import ListActions
from desktop_chat.qt.launcher.log_page import LogPage
from desktop_chat.qt.launcher.overview import Overview
from desktop_chat.qt.launcher.people_actions import PeopleActions
from desktop_chat.qt.launcher.people_page import PeoplePage
from desktop_chat.qt.launcher.role_changes import RoleChanges
from desktop_chat.qt.launcher.roles_page import RolesPage
from desktop_chat.qt.launcher.rooms_page import RoomsPage
from desktop_chat.qt.launcher.setting_field import Value
from desktop_chat.qt.launcher.setting_texts import ADDRESSES, BROWSERS, ENTRY, PLAIN_BROWSERS, ROUTER
from desktop_chat.qt.launcher.settings_page import SettingsPage
from desktop_chat.qt.launcher.webhook_changes import WebhookChanges
from desktop_chat.qt.launcher.webhooks_page import WebhooksPage
from desktop_chat.qt.widgets import Toast
from desktop_chat.qt.widgets.navigation import Navigation
from desktop_chat.qt.widgets.tab_order import order_tabs

WIDE = 720
"""Width in pixels from which the navigation is a rail at the side."""

OVERVIEW, PEOPLE, LINKS, ROOMS, FILES, ROLES, WEBHOOKS, BACKUPS, LOG, SETTINGS = range(10)


class LauncherWindow(QWidget):
    """Shows and controls a Hosting. The owner of the Hosting closes it when the program ends.

    `closed` is emitted after the window was closed for good, whether the chat runs on or not.
    """

    chat_requested = Signal()
    message_requested = Signal(str)  # nick
    closed = Signal()

    def __init__(self, hosting: Hosting, closing: Closing = "ask", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hosting = hosting
        self.chat_stop = ChatStop(hosting, closing, self)
        self._port = 0
        self._tested: dict[Reach, tuple[ListenAddress, ...]] = {}
        self.reach_check = ReachCheck(self)
        self.overview = Overview()
        self.people = PeoplePage()
        self.links = LinksPage()
        self.rooms = RoomsPage()
        self.files = FilesPage()
        self.roles = RolesPage()
        self.webhooks = WebhooksPage()
        self.backups = BackupsPage()
        self.log = LogPage()
        self.settings = SettingsPage()
        self.toast = Toast(self)
        self.acts = PeopleActions(hosting, self.people, self.toast, self)
        self.room_acts = HostedRoomActions(hosting, self.rooms, self.toast, self)
        self.file_acts = FileActions(hosting, self.files, self.toast, self)
        self.role_acts = RoleChanges(hosting, self.roles, self.toast, self)
        self.link_acts = LinkActions(hosting, self.links, self.toast, self)
        self.webhook_acts = WebhookChanges(hosting, self.webhooks, self.toast, self)
        self.backup_acts = BackupActions(hosting, self.backups, self.toast, self)
        self.navigation = Navigation(
            (
                ("home", self.tr("Overview")),
                ("users", self.tr("People")),
                ("link", self.tr("Links")),
                ("hash", self.tr("Rooms")),
                ("paperclip", self.tr("Files")),
                ("shield", self.tr("Roles")),
                ("code", self.tr("Webhooks")),
                ("download", self.tr("Backups")),
                ("log", self.tr("Log")),
                ("settings", self.tr("Settings")),
            )
        )
        self.pages = QStackedWidget()
        self._row = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._lay_out()
        self._connect_pages()
        self._connect_hosting()
        self.overview.computer.set_data(hosting.data)
        self.knock_desk = KnockDesk(hosting, self, self._place_knock_bar, self.toast.show_toast)
        self._show_all()
        (self.overview.state.chat_button if hosting.is_running else self.overview.state.main_button).setFocus()

    def _place_knock_bar(self, bar: QWidget) -> None:
        self._column.insertWidget(0, bar)
        order_tabs(self)

    def _lay_out(self) -> None:
        self.setWindowTitle(self.tr("Host a chat"))
        self.setProperty("ground", "window")
        self.setMinimumSize(360, 420)
        self.resize(980, 640)
        first = (self.overview, self.people, self.links, self.rooms, self.files)
        for page in (*first, self.roles, self.webhooks, self.backups, self.log, self.settings):
            self.pages.addWidget(page)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self.navigation)
        self._column = QVBoxLayout()
        self._column.addWidget(self.pages, 1)
        self._row.addLayout(self._column, 1)

    def _connect_pages(self) -> None:
        state = self.overview.state
        state.start_requested.connect(self.on_start_requested)
        state.stop_requested.connect(self.chat_stop.stop_chat)
        state.chat_requested.connect(self.chat_requested)
        state.port_requested.connect(self.on_port_requested)
        state.log_requested.connect(lambda: self.navigation.choose_page(LOG))
        self.overview.reach.test_requested.connect(self.on_test_requested)
        self.reach_check.reported.connect(self.overview.reach.set_report)
        self.overview.here.all_requested.connect(lambda: self.navigation.choose_page(PEOPLE))
        self.overview.browsers.join_requested.connect(lambda on: self.on_switch_requested(BROWSERS, on))
        self.overview.browsers.plain_requested.connect(lambda on: self.on_switch_requested(PLAIN_BROWSERS, on))
        self.overview.router.change_requested.connect(lambda on: self.on_switch_requested(ROUTER, on))
        self.people.message_requested.connect(self.message_requested)
        self.people.start_requested.connect(self.on_start_requested)
        self.rooms.start_requested.connect(self.on_start_requested)
        self.roles.start_requested.connect(self.on_start_requested)
        self.webhooks.start_requested.connect(self.on_start_requested)
        self.log.message_requested.connect(self.toast.show_toast)
        self.settings.start_requested.connect(self.on_start_requested)
        self.settings.change_requested.connect(self.on_change_requested)
        self.settings.restart_requested.connect(self.chat_stop.restart_chat)
        self.chat_stop.start_requested.connect(self.on_start_requested)
        self.chat_stop.close_requested.connect(self.close)
        self.backups.daily_requested.connect(self.on_daily_requested)
        self.navigation.chosen.connect(self.on_page_chosen)
        self._clock.timeout.connect(self.on_second)
        self._clock.start()
        for page in range(self.pages.count()):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{(page + 1) % 10}"), self)
            shortcut.activated.connect(lambda page=page: self.navigation.choose_page(page))
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self.on_find)

    def _connect_hosting(self) -> None:
        hosting = self.hosting
        hosting.state_changed.connect(self.on_state_changed)
        hosting.users_changed.connect(self.on_users_changed)
        hosting.counters_changed.connect(self.on_counters_changed)
        hosting.log_added.connect(self.on_log_added)
        hosting.addresses_changed.connect(self.on_addresses_changed)
        hosting.links_changed.connect(self.on_addresses_changed)
        hosting.restarted.connect(self.on_restarted)

    def _show_all(self) -> None:
        self.on_state_changed(self.hosting.state)
        self.on_users_changed(self.hosting.users)
        self.on_log_added(tuple(self.hosting.log))
        if self.hosting.is_running:
            self.on_counters_changed(self.hosting.counters)

    # Reports of the chat.

    def on_state_changed(self, state: ServerState) -> None:
        running = self.hosting.is_running
        self.overview.state.set_state(state, now_ms(), self.hosting.failure)
        self.on_addresses_changed()
        self.overview.set_running(running=running)
        self.overview.browsers.set_state(state.browsers, own_certificate=state.own_certificate)
        self.overview.router.set_state(state)
        self.people.set_running(running=running)
        self.rooms.set_running(running=running)
        self.files.set_running(running=running)
        self.roles.set_running(running=running)
        self.webhooks.set_running(running=running)
        self._refresh_page()
        if not running:
            self.overview.figures.set_counters(None)
            self.settings.set_rows(())
        elif not self.settings.fields:
            if self._port:
                self.hosting.change_setting(ADDRESSES, wildcard_addresses(self._port))
            self._port = 0
            self.hosting.send_request("settings", then=self.on_settings_answered)
        else:
            self.settings.show_accepted(ENTRY, state.entry)
        if state.phase is ServerPhase.FAILED and self.hosting.failure is not None:
            self.log.add_lines(tuple(LogLine(state.since, "ERROR", line) for line in self.hosting.failure.log))
        if not self.hosting.is_active:
            self.chat_stop.note_stopped()

    def on_users_changed(self, users: tuple[UserRow, ...]) -> None:
        self.people.set_now(now_ms())
        self.people.set_users(users)
        self.overview.here.set_users(users)
        self.overview.reach.set_users(users)
        self.rooms.set_users(users)

    def on_counters_changed(self, counters: Counters) -> None:
        self.overview.figures.set_counters(counters if self.hosting.is_running else None)

    def on_log_added(self, lines: tuple[LogLine, ...]) -> None:
        self.log.add_lines(lines)

    def on_addresses_changed(self) -> None:
        addresses = self.hosting.inner_addresses()
        self.overview.invite.set_invitation(self.hosting.invitation_link(), self.hosting.grouped_addresses())
        if addresses != self._tested:
            self._tested = addresses
            self.on_test_requested()

    def on_test_requested(self) -> None:
        """Test whether the chat answers at its addresses."""
        card = self.overview.reach
        card.set_addresses(self._tested)
        card.set_users(self.hosting.users)
        if card.outer_addresses and self.hosting.is_connected:
            self.reach_check.begin_test(card.outer_addresses, self.hosting.state.fingerprint)

    def on_restarted(self) -> None:
        self.overview.state.set_restarted(self.hosting.state.since, now_ms())

    def on_settings_answered(self, answer: ControlAnswer) -> None:
        if answer.ok:
            try:
                self.settings.set_rows(setting_rows(answer.value))
            except ControlError as error:
                self.toast.show_toast(str(error), icon="alert")

    def on_second(self) -> None:
        self.overview.state.set_now(now_ms())
        self.overview.figures.draw_second()
        if self.pages.currentIndex() == PEOPLE:
            self.people.set_now(now_ms())

    # Requests of the person.

    def on_start_requested(self) -> None:
        self.log.clear()
        self.hosting.start_server()

    def on_port_requested(self, port: int) -> None:
        """Start on another port. Once the chat runs, the setting is changed to that port."""
        self.log.clear()
        self._port = port
        self.hosting.start_server({ADDRESSES: ",".join(wildcard_addresses(port))})

    def on_change_requested(self, key: str, value: Value) -> None:
        def on_answered(answer: ControlAnswer) -> None:
            if answer.ok:
                self.settings.show_accepted(key, value)
            else:
                self.settings.show_refused(key, answer.error)

        self.hosting.change_setting(key, list(value) if isinstance(value, tuple) else value, on_answered)

    def on_switch_requested(self, key: str, wanted: bool) -> None:
        def on_answered(answer: ControlAnswer) -> None:
            if answer.ok:
                self.settings.show_accepted(key, wanted)
            else:
                self.toast.show_toast(answer.error)

        self.hosting.change_setting(key, wanted, on_answered)

    def on_page_chosen(self, page: int) -> None:
        self.pages.setCurrentIndex(page)
        shown = self.pages.currentWidget()
        self.toast.stand_within(shown.findChild(Framed) if shown is not None else None)  # not over the buttons below
        if page == BACKUPS:
            self.backup_acts.refresh()
        self._refresh_page()

    def _refresh_page(self) -> None:
        """Ask for what the current page shows."""
        pages: dict[int, ListActions] = {
            ROOMS: self.room_acts,
            FILES: self.file_acts,
            ROLES: self.role_acts,
            WEBHOOKS: self.webhook_acts,
        }
        acts = pages.get(self.pages.currentIndex())
        if acts is not None:
            acts.refresh()

    def on_daily_requested(self) -> None:
        """Show the setting for daily backups."""
        self.navigation.choose_page(SETTINGS)
        self.settings.search_field.setText(self.tr("backup"))

    def on_find(self) -> None:
        """Move the focus to the search field of the current page."""
        fields = {
            PEOPLE: self.people.search_field,
            ROOMS: self.rooms.search_field,
            FILES: self.files.search_field,
            ROLES: self.roles.search_field,
            WEBHOOKS: self.webhooks.search_field,
            LOG: self.log.search_field,
            SETTINGS: self.settings.search_field,
        }
        field = fields.get(self.pages.currentIndex())
        if field is not None:
            field.setFocus()
            field.selectAll()

    # Events of the window.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= WIDE
        self.navigation.set_wide(wide=wide)
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.chat_stop.may_close():
            event.ignore()
            return
        self.backup_acts.commands.close()
        event.accept()
        self.closed.emit()


def wildcard_addresses(port: int) -> list[str]:
    """Return the wildcard addresses of IPv4 and IPv6 with this port."""
    return [f"0.0.0.0:{port}", f"[::]:{port}"]
