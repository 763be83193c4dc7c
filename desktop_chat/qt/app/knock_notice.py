"""KnockNotice: notifies the host who does not look at the program that somebody asks to be let in. GUI thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from desktop_chat.client.safe_display import shown_name
from desktop_chat.net.control_values import KnockRow
from desktop_chat.qt.app.notifier import Notifier
from desktop_chat.qt.app.windows import Windows


class KnockNotice(QObject):
    """One notification for all who ask, until nobody waits any more."""

    def __init__(self, windows: Windows, notifier: Notifier, is_quiet: Callable[[], bool]) -> None:
        super().__init__(notifier)
        self._windows = windows
        self._notifier = notifier
        self._is_quiet = is_quiet
        self._seen = 0
        self._is_shown = False
        windows.hosting.knocks_changed.connect(self.on_knocks_changed)
        notifier.knock_chosen.connect(self.on_chosen)
        self.on_knocks_changed(windows.hosting.knocks)

    def on_knocks_changed(self, knocks: tuple[KnockRow, ...]) -> None:
        if not knocks:
            if self._is_shown:
                self._is_shown = False
                self._notifier.withdraw_knock()
            return
        newest = max(knocks, key=lambda knock: knock.id)
        if newest.id <= self._seen:
            return
        self._seen = newest.id
        preferences = self._windows.controller.settings.preferences
        if preferences.notify and not self._is_quiet() and not self._is_looking():
            self._is_shown = True
            title = self.tr("{nick} asks to be let in").format(nick=shown_name(newest.nick))
            text = self.tr("From {address}").format(address=newest.host)
            if not preferences.notify_text:
                title, text = self.tr("Somebody asks to be let in"), ""
            if len(knocks) > 1:
                text = self.tr("%n people wait", "", len(knocks))
            self._notifier.notify_of_knock(title, text)

    def _is_looking(self) -> bool:
        """Return True if a window that shows who asks is active."""
        windows = self._windows.chat, self._windows.launcher
        return any(window is not None and window.isActiveWindow() for window in windows)

    def on_chosen(self) -> None:
        """Show the window with the answers."""
        if self._windows.controller.networks:
            self._windows.show_chat()
        else:
            self._windows.show_launcher()
