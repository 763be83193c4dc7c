"""NotificationBus: notifications of freedesktop.org desktops, with clicks and replies.

A thread owns the connection to the session bus, because a call may wait for a silent desktop. On Windows,
macOS and desktops without a session bus there is no NotificationBus.

Spec: https://specifications.freedesktop.org/notification-spec
"""

from __future__ import annotations

import logging
import os
import sys
import threading
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from desktop_chat.qt.theme.literal_text import TextSink, literal_text
from desktop_chat.value_class import value

if TYPE_CHECKING:
    from jeepney import Message
    from jeepney.io.threading import DBusConnection

_log = logging.getLogger(__name__)
_NAME = "org.freedesktop.Notifications"
_PATH = "/org/freedesktop/Notifications"
_LAUNCHER = "com.canonical.Unity.LauncherEntry"
_LAUNCHER_PATH = "/com/canonical/unity/launcherentry/desktop_chat"
_LAUNCHER_ITEM = "application://desktop-chat.desktop"
_END_S = 2.0
_MOST_SHOWN = 50
"""Notifications whose clicks are still understood; older ones lead nowhere."""


@value
class _Request:
    """A notification to show (with a title), or to withdraw."""

    key: str
    title: str
    text: str
    reply: str  # the caption of the reply field, "" for none
    sound: bool


class NotificationBus(QObject):
    """Shows at most one notification of each key; a further notification replaces the first.

    `is_ready` becomes True once the desktop has told its abilities. The signals are emitted on the notification thread,
    so receivers on the GUI thread are called later.
    """

    clicked = Signal(str)  # key
    replied = Signal(str, str)  # key, text

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.is_ready = False
        self._abilities: frozenset[str] = frozenset()
        self._requests: SimpleQueue[_Request | int | None] = SimpleQueue()
        self._shown: dict[str, int] = {}
        """The number of the last notification of each key, 0 until the desktop has told it."""
        self._keys: dict[int, str] = {}
        """Calls without an answer: the key of the notification by the serial of the call."""
        self._connection: DBusConnection | None = None
        self._app_name = QApplication.applicationDisplayName()
        self._thread = threading.Thread(target=self._run, name="notifications", daemon=True)
        self._thread.start()

    # GUI thread

    def show(self, key: str, title: str, text: str, *, reply: str = "", sound: bool = True) -> None:
        """Show a notification. `reply`: the caption of a reply field, on desktops with such a field."""
        self._queue_request(_Request(key, title, text, reply, sound))

    def withdraw(self, key: str) -> None:
        """Take back the notification of the key, if still shown."""
        self._queue_request(_Request(key, "", "", "", sound=False))

    def show_count(self, count: int) -> None:
        """Show a count on the program's icon in task bars and docks; 0 removes the count."""
        self._queue_request(count)

    def close(self) -> None:
        """End the thread; notifications stay on the desktop. Waits up to 2 s."""
        self.is_ready = False
        self._queue_request(None)
        self._thread.join(_END_S)

    def _queue_request(self, request: _Request | int | None) -> None:
        self._requests.put(request)
        connection = self._connection
        if connection is not None:
            with suppress(OSError):  # the thread has just closed the connection
                connection.interrupt()

    # Notification thread

    def _run(self) -> None:
        from jeepney import DBusErrorResponse
        from jeepney.io.threading import open_dbus_connection

        try:
            with open_dbus_connection() as connection:
                self._connection = connection
                self._serve(connection)
        except (OSError, ValueError, KeyError, EOFError, DBusErrorResponse, TimeoutError) as error:
            _log.info("The desktop shows no notifications of this program: %s.", error or type(error).__name__)
        finally:
            self.is_ready = False
            self._connection = None

    def _serve(self, connection: DBusConnection) -> None:
        """Handle requests and the desktop's messages until `close`."""
        from jeepney import MatchRule, message_bus
        from jeepney.io.threading import ReceiveStopped

        connection.send(message_bus.AddMatch(MatchRule(type="signal", interface=_NAME, path=_PATH)))
        self._keys[self._call(connection, "GetCapabilities")] = ""
        while self._handle_requests(connection):
            try:
                self._handle_message(connection.receive())
            except ReceiveStopped:
                connection.reset_interrupt()

    def _handle_requests(self, connection: DBusConnection) -> bool:
        """Handle all requests that wait. Return False after `close`."""
        with suppress(Empty):
            while (request := self._requests.get_nowait()) is not None:
                if isinstance(request, int):
                    self._show_count(connection, request)
                elif request.title:
                    self._show(connection, request)
                else:
                    self._withdraw(connection, request.key)
            return False
        return True

    def _call(self, connection: DBusConnection, method: str, signature: str = "", body: tuple[object, ...] = ()) -> int:
        """Call a method of the desktop. Return the serial to be named by the answer."""
        from jeepney import DBusAddress, new_method_call

        serial = int(next(connection.outgoing_serial))
        call = new_method_call(DBusAddress(_PATH, _NAME, _NAME), method, signature or None, body)
        connection.send(call, serial=serial)
        return serial

    def _show(self, connection: DBusConnection, request: _Request) -> None:
        is_markup = not self._abilities or "body-markup" in self._abilities
        sink = TextSink.MARKUP if is_markup else TextSink.PLAIN
        actions = ["default", ""] if "actions" in self._abilities else []
        if request.reply and "inline-reply" in self._abilities:
            actions += ["inline-reply", request.reply]
        hints: dict[str, tuple[str, object]] = {
            "desktop-entry": ("s", "desktop-chat"),
            "category": ("s", "im.received"),
            "urgency": ("y", 1),
        }
        hints |= {"sound-name": ("s", "message-new-instant")} if request.sound else {"suppress-sound": ("b", True)}
        title, text = literal_text(request.title, TextSink.PLAIN), literal_text(request.text, sink)
        before = self._shown.pop(request.key, 0)
        body = (self._app_name, before, "desktop-chat", title, text, actions, hints, -1)
        self._keys[self._call(connection, "Notify", "susssasa{sv}i", body)] = request.key
        self._shown[request.key] = before
        if len(self._shown) > _MOST_SHOWN:
            del self._shown[next(iter(self._shown))]

    def _show_count(self, connection: DBusConnection, count: int) -> None:
        """Spec: https://wiki.ubuntu.com/Unity/LauncherAPI"""
        from jeepney import DBusAddress, new_signal

        values = {"count": ("x", count), "count-visible": ("b", count > 0)}
        sender = DBusAddress(_LAUNCHER_PATH, _LAUNCHER, _LAUNCHER)
        connection.send(new_signal(sender, "Update", "sa{sv}", (_LAUNCHER_ITEM, values)))

    def _withdraw(self, connection: DBusConnection, key: str) -> None:
        number = self._shown.pop(key, 0)
        if number:
            self._call(connection, "CloseNotification", "u", (number,))

    def _handle_message(self, message: Message) -> None:
        """Handle an answer or a signal of the desktop."""
        from jeepney import HeaderFields, MessageType

        fields = message.header.fields
        match message.header.message_type:
            case MessageType.signal if fields.get(HeaderFields.interface) == _NAME:
                self._handle_signal(fields.get(HeaderFields.member), message.body)
            case MessageType.method_return:
                self._handle_answer(fields.get(HeaderFields.reply_serial), message.body)
            case MessageType.error:
                if self._keys.pop(fields.get(HeaderFields.reply_serial), None) == "":
                    raise OSError(fields.get(HeaderFields.error_name))

    def _handle_answer(self, serial: int, body: tuple[object, ...]) -> None:
        key = self._keys.pop(serial, None)
        match body:
            case (list() as abilities,) if key == "":
                self._abilities = frozenset(map(str, abilities))
                self.is_ready = True
            case (int() as number,) if key in self._shown:
                self._shown[key] = number

    def _handle_signal(self, member: str, body: tuple[object, ...]) -> None:
        """Report a click or a reply. The signals name notifications of all programs."""
        number, *rest = body
        key = next((key for key, shown in self._shown.items() if shown == number), None)
        if key is None:
            return
        match member, rest:
            case "ActionInvoked", ["default"]:
                self.clicked.emit(key)
            case "NotificationReplied", [str(text)] if text.strip():
                self.replied.emit(key, text)
            case "NotificationClosed", _:
                del self._shown[key]


def find_notification_bus(parent: QObject | None = None) -> NotificationBus | None:
    """Return the desktop's notifications, or None without a session bus. The caller must close it."""
    return NotificationBus(parent) if has_session_bus() else None


def has_session_bus() -> bool:
    """True on a desktop with D-Bus; False on Windows and macOS. Asking a missing bus would start one."""
    if sys.platform in ("win32", "darwin"):
        return False
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    return "DBUS_SESSION_BUS_ADDRESS" in os.environ or (runtime is not None and Path(runtime, "bus").exists())
