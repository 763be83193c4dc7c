"""Notifier: notifies a person of messages while no window of the program has the focus. GUI thread.

Through the system's tray, if there is a tray; otherwise through `notify-send`, on Linux desktops without a tray;
otherwise only the task bar shows an alert.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QProcess, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon

from desktop_chat.client.entry import Entry, EntryKind
from desktop_chat.client.safe_display import shown_name
from desktop_chat.irc.formatting import one_line_preview
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.theme.icons import app_icon
from desktop_chat.qt.theme.literal_text import TextSink, literal_text
from desktop_chat.qt.timeline.strings import notice_text
from desktop_chat.value_class import value

GATHER_MS = 400
"""Messages within this time share one notification."""
REST_MS = 3_000
_LONGEST = 160
_SERVICE = "org.freedesktop.Notifications"
_PATH = "/org/freedesktop/Notifications"
_WATCHER = "org.kde.StatusNotifierWatcher"
_SHOWN_MS = 8_000


@value
class Notification:
    """One notification. A click on it leads to `room`."""

    title: str
    text: str
    network: Network
    room: Room


class NotificationWay(Protocol):
    """A way to show notifications."""

    def show(self, title: str, text: str) -> None: ...


class Desktop(QObject):
    """How this desktop treats the text of a notification.

    The desktop is asked asynchronously. Until the answer, and without an answer, markup is assumed: nearly all desktops
    render it, and a picture in a message must not be loaded.

    Spec: https://specifications.freedesktop.org/notification-spec
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.markup = True
        self._asked: QObject | None = None
        if _has_session_bus():
            self._ask_session_bus()

    def _ask_session_bus(self) -> None:
        from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

        call = QDBusMessage.createMethodCall(_SERVICE, _PATH, _SERVICE, "GetCapabilities")
        watcher = QDBusPendingCallWatcher(QDBusConnection.sessionBus().asyncCall(call), self)
        watcher.finished.connect(self._on_told)
        self._asked = watcher

    def _on_told(self) -> None:
        from PySide6.QtDBus import QDBusMessage, QDBusPendingCallWatcher

        if isinstance(self._asked, QDBusPendingCallWatcher):
            answer = self._asked.reply()
            if answer.type() is QDBusMessage.MessageType.ReplyMessage and answer.arguments():
                self.markup = "body-markup" in answer.arguments()[0]
            self._asked = None


def _words_of(entry: Entry) -> str:
    return notice_text(entry) if entry.kind is EntryKind.INVITE else entry.text


class Notifier(QObject):
    """Shows at most one notification in `REST_MS`. `wanted` returns False while the person wants no notifications."""

    chosen = Signal(object, object)  # Network, Room of the clicked notification

    def __init__(self, way: NotificationWay | None, wanted: Callable[[], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._way = way
        self._wanted = wanted
        self._waiting: list[Notification] = []
        self._last: Notification | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.on_due)

    def notify_of(self, network: Network, room: Room, entry: Entry) -> None:
        """Notify the person of this entry."""
        if self._way is None or not self._wanted():
            return
        who = network.name_of(entry.nick)
        where = who if room.kind != "channel" else self.tr("{0} in {1}").format(who, shown_name(room.name))
        self._waiting.append(Notification(where, one_line_preview(_words_of(entry), _LONGEST), network, room))
        if not self._timer.isActive():
            self._timer.start(GATHER_MS)

    def on_due(self) -> None:
        """Show the one waiting message, or the number of waiting messages."""
        waiting, self._waiting = self._waiting, []
        if not waiting or self._way is None:
            return
        self._timer.start(REST_MS)
        self._last = last = waiting[-1]
        if len(waiting) == 1:
            self._way.show(last.title, last.text)
        else:
            self._way.show(self.tr("%n messages for you", "", len(waiting)), f"{last.title}: {last.text}")

    def on_clicked(self) -> None:
        """Emit `chosen` for the last notification."""
        if self._last is not None:
            self.chosen.emit(self._last.network, self._last.room)


class Tray(QObject):
    """The icon in the system's tray, with a menu."""

    clicked = Signal()  # a notification was clicked
    opened = Signal()
    quit_requested = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desktop = Desktop(self)
        self._native = not _is_shown_by_the_bus()
        self.menu = QMenu()
        self.menu.addAction(self.tr("Open Desktop Chat")).triggered.connect(lambda: self.opened.emit())
        self.menu.addAction(self.tr("Quit")).triggered.connect(lambda: self.quit_requested.emit())
        self.icon = QSystemTrayIcon(app_icon(), self)
        self.icon.setToolTip(literal_text(QApplication.applicationDisplayName(), TextSink.TIP))
        self.icon.setContextMenu(self.menu)
        self.icon.messageClicked.connect(self.clicked)
        self.icon.activated.connect(self.on_activated)
        self.icon.show()

    def show(self, title: str, text: str) -> None:
        form = TextSink.MARKUP if self._desktop.markup and not self._native else TextSink.PLAIN
        self.icon.showMessage(literal_text(title, TextSink.PLAIN), literal_text(text, form), app_icon(), _SHOWN_MS)

    def on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self.opened.emit()

    def close(self) -> None:
        """Remove the icon."""
        self.icon.hide()
        self.menu.deleteLater()


class NotificationCommand:
    """Runs `notify-send` (freedesktop.org notifications). Clicks are not reported."""

    def __init__(self, program: str) -> None:
        self._program = program
        self._desktop = Desktop()

    def show(self, title: str, text: str) -> None:
        form = TextSink.COMMAND_MARKUP if self._desktop.markup else TextSink.COMMAND
        options = [f"--app-name={QApplication.applicationDisplayName()}", "--icon=desktop-chat"]
        QProcess.startDetached(
            self._program, [*options, "--", literal_text(title, TextSink.PLAIN), literal_text(text, form)]
        )


def find_tray() -> Tray | None:
    """Return the tray icon, or None without a real tray. The caller must close it."""
    return Tray() if QSystemTrayIcon.isSystemTrayAvailable() else None


def find_command() -> NotificationCommand | None:
    """Return the command for notifications, or None without `notify-send` or a session bus.

    Without a bus, `notify-send` would start a bus of its own and leave it running.
    """
    program = shutil.which("notify-send") if _has_session_bus() else None
    return NotificationCommand(program) if program else None


def _has_session_bus() -> bool:
    """True on a desktop with D-Bus; False on Windows and macOS."""
    if sys.platform in ("win32", "darwin"):
        return False
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    return "DBUS_SESSION_BUS_ADDRESS" in os.environ or (runtime is not None and Path(runtime, "bus").exists())


def _is_shown_by_the_bus() -> bool:
    """True if Qt passes the tray's notifications to the desktop, as it does with the icon."""
    if not _has_session_bus():
        return False
    from PySide6.QtDBus import QDBusConnection

    bus = QDBusConnection.sessionBus()
    return bus.isConnected() and bool(bus.interface().isServiceRegistered(_WATCHER).value())
