"""LanguageSwitch: shows another language at once, by making all windows anew. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from desktop_chat.qt.app.windows import Windows
from desktop_chat.qt.i18n.installed_language import InstalledLanguage
from desktop_chat.qt.launcher import window as launcher_window
from desktop_chat.qt.timeline.strings import forget_language
from desktop_chat.qt.views import chat_window


class LanguageSwitch(QObject):
    """Follows the choice of language in the settings window."""

    def __init__(self, windows: Windows, language: InstalledLanguage) -> None:
        super().__init__(windows)
        self._windows = windows
        self._language = language
        windows.settings.language_changed.connect(self.on_language_chosen)

    def on_language_chosen(self) -> None:
        """Change the language once the settings window has returned from the signal: the window is made anew too."""
        QTimer.singleShot(0, self, self.change_language)

    def change_language(self) -> None:
        """Make all windows anew in the chosen language, in the same places."""
        windows = self._windows
        self._language.change(windows.controller.settings.preferences.language)
        forget_language()
        before = windows.settings.window.geometry() if windows.settings.window is not None else None
        windows.settings.close()
        if windows.launcher is not None:
            self._renew_launcher(windows.launcher)
        if windows.chat is not None:
            self._renew_chat(windows.chat)
        windows.entrance.renew_window()
        windows.language_changed.emit()
        if before is not None:
            windows.show_settings("look")
            windows.settings.return_to_language(before)

    def _renew_launcher(self, old: launcher_window.LauncherWindow) -> None:
        self._windows.keep_geometry("launcher", old)
        self._windows.launcher = None
        self._windows.show_launcher().navigation.choose_page(old.pages.currentIndex())
        _delete_window(old)

    def _renew_chat(self, old: chat_window.ChatWindow) -> None:
        """Open another chat window in the same place and room. A hidden window is opened by the next wish."""
        self._windows.keep_geometry("chat", old)
        old.pane.writing.keep_draft()
        network, room = old.network, old.room
        self._windows.chat = None
        if old.isVisible():
            chat = self._windows.show_chat()
            chat.setGeometry(old.geometry())
            if network is not None and room is not None:
                chat.show_room(network, room)
        _delete_window(old)


def _delete_window(window: launcher_window.LauncherWindow | chat_window.ChatWindow) -> None:
    window.hide()
    window.deleteLater()
