"""Notices: keeps the person reachable while no window is in front: tray, notifications, task bar. GUI thread."""

from __future__ import annotations

import sys
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from desktop_chat.client.entry import CALLS, Entry
from desktop_chat.client.notification_rules import is_quiet
from desktop_chat.client.phase import Phase
from desktop_chat.client.preferences import Preferences
from desktop_chat.qt.app import knock_notice
from desktop_chat.qt.app.notification_bus import NotificationBus, find_notification_bus
from desktop_chat.qt.app.notifier import NotificationWay, Notifier
from desktop_chat.qt.app.tray import Tray, TrayState, find_tray
from desktop_chat.qt.app.windows import Windows
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.notable_entries import NotableEntries
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.timeline.strings import notice_text

_WATCH_MS = 20_000
"""How often tray and quiet are looked for."""


class Notices(QObject):
    """Connects the windows with tray, notifications and task bar, where the desktop has one."""

    def __init__(self, windows: Windows, tray: Tray | None, bus: NotificationBus | None) -> None:
        super().__init__(windows)
        self.tray: Tray | None = None
        self._windows = windows
        self._controller = windows.controller
        self._bus = bus
        self._badge = 0
        self._ways: list[NotificationWay] = [bus] if bus is not None else []
        self.notifier = Notifier(self._ways, lambda: self._preferences, self)
        self.notable = NotableEntries(self._controller, self)
        self._watch = QTimer(self, interval=_WATCH_MS)
        self.notable.found.connect(self.on_found)
        knock_notice.KnockNotice(windows, self.notifier, self.is_quiet)
        self.notifier.chosen.connect(windows.show_entry)
        self.notifier.replied.connect(self.on_replied)
        if bus is not None:
            bus.clicked.connect(self.notifier.on_clicked)
            bus.replied.connect(self.notifier.on_replied)
        for network in self._controller.networks:
            self.on_network_added(network)
        self._controller.network_added.connect(self.on_network_added)
        self._controller.unread_changed.connect(self.on_unread_changed)
        if tray is not None:
            self._connect_tray(tray)
        windows.program_exit.has_tray = self.has_tray
        self._controller.quiet_changed.connect(self.show_state)
        windows.language_changed.connect(self.on_language_changed)
        self._watch.timeout.connect(self.on_watch)
        self._watch.start()
        self.show_state()

    def _connect_tray(self, tray: Tray) -> None:
        windows = self._windows
        self.tray = tray
        self._ways.append(tray)
        tray.clicked.connect(self.notifier.on_clicked)
        tray.opened.connect(lambda: windows.raise_up(""))
        tray.settings_requested.connect(windows.show_settings)
        tray.quit_requested.connect(windows.on_quit_wanted)
        tray.quiet_chosen.connect(self._controller.set_quiet)

    def has_tray(self) -> bool:
        """True while the tray is really there."""
        return self.tray is not None and QSystemTrayIcon.isSystemTrayAvailable()

    def on_watch(self) -> None:
        """Look for a tray that came late or is gone, and for the beginning and the end of quiet."""
        if self.tray is None:
            tray = find_tray(self._windows)
            if tray is not None:
                self._connect_tray(tray)
        elif self._windows.is_resting and not self.has_tray():
            self._windows.raise_up("")
        self.show_state()

    @property
    def _preferences(self) -> Preferences:
        return self._controller.settings.preferences

    def is_quiet(self) -> bool:
        """True while the person is not to be disturbed."""
        return is_quiet(self._preferences, datetime.now())

    def on_network_added(self, network: Network) -> None:
        network.phase_changed.connect(self.show_state)

    def on_found(self, network: Network, room: Room, entry: Entry) -> None:
        """Notify of an entry, unless the person looks at the chat window or wants quiet.

        An invitation or a knock, which only leaves a sign in the sidebar, is said in the chat window too.
        """
        chat = self._windows.chat if self._windows.chat is not None and self._windows.chat.isVisible() else None
        if chat is not None and chat.isActiveWindow():
            if entry.kind in CALLS and chat.room is not room:
                show = partial(self._windows.show_room, network, room)
                text = notice_text(entry, network.name_of)
                chat.toast.show_toast(text, icon="user-plus", action=self.tr("Show"), do=show)
            return
        if self.is_quiet():
            return
        if chat is not None:
            QApplication.alert(chat)
        self.notifier.notify_of(network, room, entry)

    def on_replied(self, network: Network, room: Room, text: str) -> None:
        """Send a reply from a notification, if the room is still open."""
        if network in self._controller.networks and network.rooms.get(room.key) is room:
            network.mark_read(room)
            network.send_text(room, text)

    def on_unread_changed(self) -> None:
        self.notifier.withdraw_read()
        self.show_state()

    def on_language_changed(self) -> None:
        if self.tray is not None:
            self.tray.translate_again()

    def show_state(self) -> None:
        """Show counts and state in tray and task bar."""
        unread, mentions = self._controller.unread_totals()
        if mentions != self._badge:
            self._badge = mentions
            self._show_badge(mentions)
        if self._windows.chat is not None:
            self._windows.chat.sidebar.show_quiet(quiet=self.is_quiet())
        if self.tray is not None:
            networks = self._controller.networks
            online = not networks or any(network.phase is Phase.ONLINE for network in networks)
            self.tray.show_state(TrayState(unread, mentions, online, self.is_quiet()))

    def _show_badge(self, count: int) -> None:
        """Show the count on the task bar's icon. On Linux, every bus would refuse the address used by Qt."""
        application = QGuiApplication.instance()
        if self._bus is not None:
            self._bus.show_count(count)
        elif sys.platform in ("win32", "darwin") and isinstance(application, QGuiApplication):
            application.setBadgeNumber(count)

    def close(self) -> None:
        """Remove the icon, and end the connection to the desktop."""
        self._watch.stop()
        if self.tray is not None:
            self.tray.close()
        if self._bus is not None:
            self._bus.close()


def begin_notices(windows: Windows) -> Notices:
    """Return the Notices in the way of the desktop. The caller must close the Notices."""
    return Notices(windows, find_tray(windows), find_notification_bus(windows))
