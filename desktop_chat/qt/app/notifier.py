"""Notifier: tells a person who looks elsewhere that something was said that is meant for them. GUI thread.

By the system's tray where there is one, which on most systems brings the words to where all notifications are;
otherwise by `notify-send`, which Linux desktops without a tray have; otherwise the task bar alone shows it.
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
"""What comes within this time is told in one go."""
REST_MS = 3_000
_LONGEST = 160
_SERVICE = "org.freedesktop.Notifications"
_PATH = "/org/freedesktop/Notifications"
_WATCHER = "org.kde.StatusNotifierWatcher"
_SHOWN_MS = 8_000


@value
class Notice:
    """One notification: `room` is where a click leads."""

    title: str
    text: str
    network: Network
    room: Room


class NotificationWay(Protocol):
    """How a notification reaches the person."""

    def show(self, title: str, text: str) -> None: ...


class Desktop(QObject):
    """What the notifications of this desktop do with a text (https://specifications.freedesktop.org/notification-spec).

    It is asked and not waited for. Until it has answered, and where it cannot be asked, markup is taken for granted:
    nearly all take it, and a picture in a message must not be loaded.
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
    """`chosen` comes with a click on the last notification. `wanted` is asked each time: whether the person wants any.
    However much is said, there is no more than one in `REST_MS`."""

    chosen = Signal(object, object)  # Network, Room

    def __init__(self, way: NotificationWay | None, wanted: Callable[[], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._way = way
        self._wanted = wanted
        self._waiting: list[Notice] = []
        self._last: Notice | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.on_due)

    def notify_of(self, network: Network, room: Room, entry: Entry) -> None:
        """This is meant for the person, who looks elsewhere."""
        if self._way is None or not self._wanted():
            return
        who = shown_name(entry.nick)
        where = who if room.kind != "channel" else self.tr("{0} in {1}").format(who, shown_name(room.name))
        self._waiting.append(Notice(where, one_line_preview(_words_of(entry), _LONGEST), network, room))
        if not self._timer.isActive():
            self._timer.start(GATHER_MS)

    def on_due(self) -> None:
        """Show the one that came, or how many did."""
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
        """The person follows the last notification."""
        if self._last is not None:
            self.chosen.emit(self._last.network, self._last.room)


class Tray(QObject):
    """The icon in the system's tray, with its menu."""

    clicked = Signal()  # on a notification
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
        """Leave the tray."""
        self.icon.hide()
        self.menu.deleteLater()


class Command:
    """`notify-send`, of the freedesktop.org notifications. Nothing comes back of a click."""

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
    """The tray, where there really is one. To be closed."""
    return Tray() if QSystemTrayIcon.isSystemTrayAvailable() else None


def find_command() -> Command | None:
    """The program that shows notifications, where there is one and a person to hear it: without a session bus it would
    start one that nobody ends."""
    program = shutil.which("notify-send") if _has_session_bus() else None
    return Command(program) if program else None


def _has_session_bus() -> bool:
    """Whether this is a desktop whose programs talk over D-Bus; not on Windows and macOS."""
    if sys.platform in ("win32", "darwin"):
        return False
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    return "DBUS_SESSION_BUS_ADDRESS" in os.environ or (runtime is not None and Path(runtime, "bus").exists())


def _is_shown_by_the_bus() -> bool:
    """Whether Qt gives the tray's notifications to the desktop: there where it gives it the icon."""
    if not _has_session_bus():
        return False
    from PySide6.QtDBus import QDBusConnection

    bus = QDBusConnection.sessionBus()
    return bus.isConnected() and bool(bus.interface().isServiceRegistered(_WATCHER).value())
