"""The shortcuts of the chat window: names, acts, and the keys chosen by a person. GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop_chat.client.preferences import Settings
from desktop_chat.value_class import value

Do = Callable[[], None]

DEFAULT_KEYS: Mapping[str, str] = {
    "jump": "Ctrl+K",
    "search": "Ctrl+F",
    "mentions": "Ctrl+Shift+M",
    "go_to_day": "Ctrl+D",
    "messages_as_text": "Ctrl+Shift+T",
    "send_files": "Ctrl+O",
    "new_chat": "Ctrl+N",
    "browse_rooms": "Ctrl+Shift+J",
    "join_room": "Ctrl+J",
    "leave_room": "Ctrl+W",
    "room_above": "Alt+Up",
    "room_below": "Alt+Down",
    "unread_above": "Alt+Shift+Up",
    "unread_below": "Alt+Shift+Down",
    "next_part": "F6",
    "part_before": "Shift+F6",
    "settings": "Ctrl+,",
    "shortcuts": "Ctrl+/",
    "quit": "Ctrl+Q",
}
"""The keys of each shortcut in a new profile."""


@value
class ShortcutEntry:
    """A shortcut that a person may change."""

    name: str  # in DEFAULT_KEYS
    text: str


def shortcut_entries() -> tuple[ShortcutEntry, ...]:
    """Return all shortcuts, with texts in the language of the windows."""
    translate = QCoreApplication.translate
    return (
        ShortcutEntry("jump", translate("Shortcuts", "Jump to a room or a person")),
        ShortcutEntry("search", translate("Shortcuts", "Search")),
        ShortcutEntry("mentions", translate("Shortcuts", "Mentions and replies")),
        ShortcutEntry("go_to_day", translate("Shortcuts", "Go to a day of the room")),
        ShortcutEntry("messages_as_text", translate("Shortcuts", "Messages as text")),
        ShortcutEntry("send_files", translate("Shortcuts", "Send files")),
        ShortcutEntry("new_chat", translate("Shortcuts", "New chat")),
        ShortcutEntry("browse_rooms", translate("Shortcuts", "Browse rooms")),
        ShortcutEntry("join_room", translate("Shortcuts", "Join a room")),
        ShortcutEntry("leave_room", translate("Shortcuts", "Leave the room")),
        ShortcutEntry("room_above", translate("Shortcuts", "Room above")),
        ShortcutEntry("room_below", translate("Shortcuts", "Room below")),
        ShortcutEntry("unread_above", translate("Shortcuts", "Unread room above")),
        ShortcutEntry("unread_below", translate("Shortcuts", "Unread room below")),
        ShortcutEntry("next_part", translate("Shortcuts", "Next part of the window")),
        ShortcutEntry("part_before", translate("Shortcuts", "Part of the window before")),
        ShortcutEntry("settings", translate("Shortcuts", "Settings")),
        ShortcutEntry("shortcuts", translate("Shortcuts", "These shortcuts")),
        ShortcutEntry("quit", translate("Shortcuts", "Quit")),
    )


def keys_of(name: str, chosen: Mapping[str, str]) -> QKeySequence:
    """Return the keys of a shortcut. `chosen`: keys by name, as in the preferences; "" for none."""
    return QKeySequence(chosen.get(name, DEFAULT_KEYS[name]), QKeySequence.SequenceFormat.PortableText)


def keys_text(name: str, chosen: Mapping[str, str]) -> str:
    """Return the keys of a shortcut as this system writes them."""
    return keys_of(name, chosen).toString(QKeySequence.SequenceFormat.NativeText)


class WindowShortcuts(QObject):
    """The shortcuts of a window."""

    def __init__(self, window: QWidget, acts: Mapping[str, Do], settings: Settings) -> None:
        """`acts`: the act of each shortcut, by name."""
        super().__init__(window)
        self._settings = settings
        self._shortcuts = {name: QShortcut(window) for name in acts}
        for name, do in acts.items():
            self._shortcuts[name].activated.connect(do)
        self.renew_keys()

    def renew_keys(self) -> None:
        """Use the present keys of the settings."""
        for name, shortcut in self._shortcuts.items():
            shortcut.setKey(keys_of(name, self._settings.preferences.shortcuts))
