"""The launcher's window, which connects Hosting with the pages. GUI thread.

A page is made when it is first shown: all ten of them take a dozen megabytes, and most hosts look at one or two.
"""

from __future__ import annotations

from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_chat.clock import now_ms
from desktop_chat.net.addresses import ListenAddress, Reach
from desktop_chat.net.control_values import ControlAnswer, Counters, ServerState, UserRow
from desktop_chat.net.free_port import FreePort
from desktop_chat.qt.hosting.hosting import Hosting
from desktop_chat.qt.hosting.knock_desk import KnockDesk
from desktop_chat.qt.hosting.other_port import OtherPort
from desktop_chat.qt.hosting.reach_check import ReachCheck
from desktop_chat.qt.launcher import (
    backup_actions,
    backups_page,
    file_actions,
    files_page,
    hosted_room_actions,
    link_actions,
    links_page,
    log_page,
    people_actions,
    people_page,
    role_changes,
    roles_page,
    rooms_page,
    setting_changes,
    settings_page,
    webhook_changes,
    webhooks_page,
)
from desktop_chat.qt.launcher.chat_stop import ChatStop, Closing
from desktop_chat.qt.launcher.framed import Framed
from desktop_chat.qt.launcher.list_actions import ListActions
from desktop_chat.qt.launcher.list_page import ListPage
from desktop_chat.qt.launcher.overview import Overview
from desktop_chat.qt.launcher.setting_texts import BROWSERS, PLAIN_BROWSERS, ROUTER
from desktop_chat.qt.widgets import Toast
from desktop_chat.qt.widgets.menu_key import open_menu_by_key
from desktop_chat.qt.widgets.navigation import Navigation
from desktop_chat.qt.widgets.page_scroll import PageScroll
from desktop_chat.qt.widgets.tab_order import order_tabs

WIDE = 720
"""Width in pixels from which the navigation is a rail at the side."""

_LOWEST = 120
"""Height in pixels that remains of the page, whatever stands above it."""

SECOND, REST = 1_000, 5_000
"""Intervals of the clock in ms: the second one while nothing but a time changes, for fewer wake-ups."""

_Page = TypeVar("_Page", bound=QWidget)
_List = TypeVar("_List", bound=ListPage)

OVERVIEW, PEOPLE, LINKS, ROOMS, FILES, ROLES, WEBHOOKS, BACKUPS, LOG, SETTINGS = range(10)
_PAGES = "overview", "people", "links", "rooms", "files", "roles", "webhooks", "backups", "log", "settings"
"""The attribute of each page."""


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
        self._other_port = OtherPort(hosting, self)
        self._tested: dict[Reach, tuple[ListenAddress, ...]] = {}
        self.reach_check = ReachCheck(self)
        self.overview = Overview()
        self.toast = Toast(self)
        self._list_acts: dict[int, ListActions] = {}
        """The acts of the list pages that were made."""
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
        self._clock.setInterval(SECOND)
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
        self.pages.setMinimumHeight(_LOWEST)
        self.pages.addWidget(self.overview)
        for _ in _PAGES[1:]:
            self.pages.addWidget(QWidget())  # stands in for a page until the page is made
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
        self.chat_stop.start_requested.connect(self.on_start_requested)
        self.chat_stop.close_requested.connect(self.close)
        self.navigation.chosen.connect(self.on_page_chosen)
        self._clock.timeout.connect(self.on_second)
        self._clock.start()
        for page in range(len(_PAGES)):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{(page + 1) % 10}"), self)
            shortcut.activated.connect(lambda page=page: self.navigation.choose_page(page))
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self.on_find)

    def _connect_hosting(self) -> None:
        hosting = self.hosting
        hosting.state_changed.connect(self.on_state_changed)
        hosting.users_changed.connect(self.on_users_changed)
        hosting.counters_changed.connect(self.on_counters_changed)
        hosting.addresses_changed.connect(self.on_addresses_changed)
        hosting.links_changed.connect(self.on_addresses_changed)
        hosting.restarted.connect(self.on_restarted)

    def _show_all(self) -> None:
        self.on_state_changed(self.hosting.state)
        self.on_users_changed(self.hosting.users)
        if self.hosting.is_running:
            self.on_counters_changed(self.hosting.counters)

    # The pages that are made at their first use, each with the acts that connect it with the chat.

    @cached_property
    def people(self) -> people_page.PeoplePage:
        page = self._place_page(PEOPLE, people_page.PeoplePage())
        page.message_requested.connect(self.message_requested)
        page.start_requested.connect(self.on_start_requested)
        self.acts = people_actions.PeopleActions(self.hosting, page, self.toast, self)
        return page

    @cached_property
    def links(self) -> links_page.LinksPage:
        page = self._place_page(LINKS, links_page.LinksPage())
        link_actions.LinkActions(self.hosting, page, self.toast, self)
        return page

    @cached_property
    def rooms(self) -> rooms_page.RoomsPage:
        page = rooms_page.RoomsPage()
        self.room_acts = hosted_room_actions.HostedRoomActions(self.hosting, page, self.toast, self)
        return self._place_list(ROOMS, page, self.room_acts)

    @cached_property
    def files(self) -> files_page.FilesPage:
        page = files_page.FilesPage()
        self.file_acts = file_actions.FileActions(self.hosting, page, self.toast, self)
        return self._place_list(FILES, page, self.file_acts)

    @cached_property
    def roles(self) -> roles_page.RolesPage:
        page = roles_page.RolesPage()
        return self._place_list(ROLES, page, role_changes.RoleChanges(self.hosting, page, self.toast, self))

    @cached_property
    def webhooks(self) -> webhooks_page.WebhooksPage:
        page = webhooks_page.WebhooksPage()
        return self._place_list(WEBHOOKS, page, webhook_changes.WebhookChanges(self.hosting, page, self.toast, self))

    @cached_property
    def backups(self) -> backups_page.BackupsPage:
        page = self._place_page(BACKUPS, backups_page.BackupsPage())
        page.daily_requested.connect(self.on_daily_requested)
        self.backup_acts = backup_actions.BackupActions(self.hosting, page, self.toast, self)
        self.closed.connect(self.backup_acts.commands.close)
        return page

    @cached_property
    def log(self) -> log_page.LogPage:
        page = self._place_page(LOG, log_page.LogPage())
        page.message_requested.connect(self.toast.show_toast)
        page.add_lines(tuple(self.hosting.log))
        self.hosting.log_added.connect(page.add_lines)
        self.hosting.log_cleared.connect(page.clear)
        return page

    @cached_property
    def settings(self) -> settings_page.SettingsPage:
        page = self._place_page(SETTINGS, settings_page.SettingsPage(), scrolls=True)
        page.start_requested.connect(self.on_start_requested)
        page.restart_requested.connect(self.chat_stop.restart_chat)
        setting_changes.SettingChanges(self.hosting, page, self.toast, self)
        return page

    def _place_page(self, place: int, page: _Page, *, scrolls: bool = False) -> _Page:
        """Put a new page where its stand-in was. A page that `scrolls` by itself needs no scroll area around it."""
        stand_in = self.pages.widget(place)
        self.pages.insertWidget(place, page if scrolls else PageScroll(inside=page))
        if stand_in is not None:
            self.pages.removeWidget(stand_in)
            stand_in.deleteLater()
        return page

    def _place_list(self, place: int, page: _List, acts: ListActions) -> _List:
        page.start_requested.connect(self.on_start_requested)
        self._list_acts[place] = acts
        return self._place_page(place, page)

    # Reports of the chat.

    def on_state_changed(self, state: ServerState) -> None:
        running = self.hosting.is_running
        self.overview.state.set_state(state, now_ms(), self.hosting.failure)
        self.on_addresses_changed()
        self.overview.set_running(running=running)
        self.overview.browsers.set_state(state.browsers, own_certificate=state.own_certificate)
        self.overview.router.set_state(state)
        self._refresh_page()
        if not running:
            self.overview.figures.set_counters(None)
        if not self.hosting.is_active:
            self.chat_stop.note_stopped()

    def on_users_changed(self, users: tuple[UserRow, ...]) -> None:
        self.overview.here.set_users(users)
        self.overview.reach.set_users(users)

    def on_counters_changed(self, counters: Counters) -> None:
        self.overview.figures.set_counters(counters if self.hosting.is_running else None)
        self._set_pace()

    def on_addresses_changed(self) -> None:
        addresses = self.hosting.invitations.inner_addresses()
        self.overview.invite.set_invitation(
            self.hosting.invitations.lobby_link(), self.hosting.invitations.grouped_addresses()
        )
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

    def on_second(self) -> None:
        self.overview.state.set_now(now_ms())
        self.overview.figures.draw_second()
        if self.pages.currentIndex() == PEOPLE:
            self.people.set_now(now_ms())
        self._set_pace()

    def _set_pace(self) -> None:
        """Let the clock tick each second only where a second changes something."""
        pace = REST if self.overview.figures.is_at_rest and self.pages.currentIndex() != PEOPLE else SECOND
        if pace != self._clock.interval():
            self._clock.setInterval(pace)

    # Requests of the person.

    def on_start_requested(self) -> None:
        self.hosting.start_server()

    def on_port_requested(self, free_port: FreePort) -> None:
        self._other_port.start_on(free_port)

    def on_switch_requested(self, key: str, wanted: bool) -> None:
        def on_answered(answer: ControlAnswer) -> None:
            if not answer.ok:
                self.toast.show_toast(answer.error)

        self.hosting.change_setting(key, wanted, on_answered)

    def on_page_chosen(self, page: int) -> None:
        shown = self.page_at(page)
        self.pages.setCurrentIndex(page)
        self.toast.stand_within(shown.findChild(Framed))  # not over the buttons below
        if page == BACKUPS:
            self.backup_acts.refresh()
        self._refresh_page()
        self._set_pace()

    def page_at(self, place: int) -> QWidget:
        """Return a page. The first call for a place makes its page."""
        page: QWidget = getattr(self, _PAGES[place])
        return page

    def _refresh_page(self) -> None:
        """Ask for what the current page shows."""
        acts = self._list_acts.get(self.pages.currentIndex())
        if acts is not None:
            acts.refresh()

    def on_daily_requested(self) -> None:
        """Show the setting for daily backups."""
        self.navigation.choose_page(SETTINGS)
        self.settings.search_field.setText(self.tr("backup"))

    def on_find(self) -> None:
        """Move the focus to the search field of the current page."""
        field = getattr(self.page_at(self.pages.currentIndex()), "search_field", None)
        if field is not None:
            field.setFocus()
            field.selectAll()

    # Events of the window.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= WIDE
        self.navigation.set_wide(wide=wide)
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not open_menu_by_key(event):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.chat_stop.may_close():
            event.ignore()
            return
        event.accept()
        self.closed.emit()
