"""Notifier: gathers messages into notifications, and leads from a notification back to the message. GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_chat.client.entry import CALLS, Entry
from desktop_chat.client.preferences import Preferences
from desktop_chat.client.safe_display import shown_name
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.timeline.strings import preview_text
from desktop_chat.value_class import value

GATHER_MS = 400
"""Messages within this time share one notification."""
REST_MS = 3_000
_LONGEST = 160
_KNOCK = "knock"
"""The key of the notification of people who ask to be let in."""
_MOST_KNOWN = 50
"""Notifications whose clicks still lead to their message."""


@value
class Notification:
    """A notification. A click leads to `entry`."""

    title: str
    text: str
    network: Network
    room: Room
    entry: Entry

    @property
    def key(self) -> str:
        """The same for all notifications of a room."""
        return f"{self.network.network} {self.room.key}"


class NotificationWay(Protocol):
    """A way to show notifications, usable while `is_ready`."""

    @property
    def is_ready(self) -> bool: ...

    def show(self, key: str, title: str, text: str, *, reply: str, sound: bool) -> None: ...

    def withdraw(self, key: str) -> None: ...


class Notifier(QObject):
    """Shows at most one notification in `REST_MS`, by the first way that is ready."""

    chosen = Signal(object, object, object)  # Network, Room, Entry of the clicked notification
    replied = Signal(object, object, str)  # Network, Room, the text of the reply
    knock_chosen = Signal()  # the notification of people who ask to be let in was clicked

    def __init__(
        self, ways: Sequence[NotificationWay], preferences: Callable[[], Preferences], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._ways = ways
        self._preferences = preferences
        self._waiting: list[Notification] = []
        self._shown: dict[str, Notification] = {}
        self._last_key = ""
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.on_due)

    def _way(self) -> NotificationWay | None:
        return next((way for way in self._ways if way.is_ready), None)

    def notify_of(self, network: Network, room: Room, entry: Entry) -> None:
        """Notify the person of the entry."""
        who = network.name_of(entry.nick)
        where = who if room.kind != "channel" else self.tr("{0} in {1}").format(who, shown_name(room.name))
        text = self._text_of(network, entry)
        self._waiting.append(Notification(title=where, text=text, network=network, room=room, entry=entry))
        if not self._timer.isActive():
            self._timer.start(GATHER_MS)

    def notify_of_knock(self, title: str, text: str) -> None:
        """Notify the host that somebody asks to be let in; in place of an earlier notification of that kind."""
        way = self._way()
        if way is not None:
            self._last_key = _KNOCK
            way.show(_KNOCK, title, text, reply="", sound=self._preferences().notify_sound)

    def withdraw_knock(self) -> None:
        """Withdraw the notification: all knocks are answered."""
        way = self._way()
        if way is not None:
            way.withdraw(_KNOCK)

    def _text_of(self, network: Network, entry: Entry) -> str:
        if not self._preferences().notify_text:
            return self.tr("New message")
        return preview_text(entry, _LONGEST, network.name_of)

    def on_due(self) -> None:
        """Show the one waiting message, or the number of waiting messages."""
        waiting, self._waiting = self._waiting, []
        way = self._way()
        if not waiting or way is None:
            return
        self._timer.start(REST_MS)
        last = waiting[-1]
        self._shown.pop(last.key, None)
        self._shown[last.key] = last
        self._last_key = last.key
        if len(self._shown) > _MOST_KNOWN:
            del self._shown[next(iter(self._shown))]
        title, text = last.title, last.text
        if len(waiting) > 1:
            title, text = self.tr("%n messages for you", "", len(waiting)), f"{title}: {text}"
        can_reply = last.room.kind != "server" and last.entry.kind not in CALLS
        reply = self.tr("Reply") if can_reply else ""
        way.show(last.key, title, text, reply=reply, sound=self._preferences().notify_sound)

    def on_clicked(self, key: str) -> None:
        """Emit `chosen` or `knock_chosen` for the clicked notification; for "", the last one."""
        key = key or self._last_key
        if key == _KNOCK:
            self.knock_chosen.emit()
        found = self._shown.get(key)
        if found is not None:
            self.chosen.emit(found.network, found.room, found.entry)

    def on_replied(self, key: str, text: str) -> None:
        """Emit `replied` for a reply that was typed into a notification."""
        found = self._shown.get(key)
        if found is not None:
            self.replied.emit(found.network, found.room, text)

    def withdraw_read(self) -> None:
        """Withdraw the notifications of rooms that have been read."""
        self._waiting = [waiting for waiting in self._waiting if waiting.room.unread]
        way = self._way()
        for key in [key for key, shown in self._shown.items() if not shown.room.unread]:
            del self._shown[key]
            if way is not None:
                way.withdraw(key)
