"""ProgramSettings: opens the settings window, and applies choices made there to the program. GUI thread."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QRect, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from desktop_chat.qt.network.controller import Controller
from desktop_chat.qt.settings import look_page, settings_context, settings_window
from desktop_chat.qt.settings.applied_look import apply_look
from desktop_chat.qt.theme import emoji_font
from desktop_chat.qt.views.window_state import bring_up


class ProgramSettings(QObject):
    """There is one settings window at most."""

    closed = Signal()
    shortcuts_changed = Signal()
    language_changed = Signal()

    def __init__(self, controller: Controller, parent: QObject) -> None:
        super().__init__(parent)
        self.window: settings_window.SettingsWindow | None = None
        self._controller = controller

    def show_window(self, parent: QWidget | None, page: str = "") -> None:
        """Show the window at the page of the key, above `parent`."""
        if self.window is None:
            context = settings_context.SettingsContext(self._controller, self)
            context.look_changed.connect(self.on_look_changed)
            context.name_changed.connect(self._controller.set_name)
            context.shortcuts_changed.connect(self.shortcuts_changed)
            context.language_changed.connect(self.language_changed)
            self.window = settings_window.SettingsWindow(context, parent)
            self.window.finished.connect(self.on_closed)
            self.window.destroyed.connect(context.deleteLater)
        if page:
            self.window.choose_page(page)
        bring_up(self.window)

    def close(self) -> None:
        """Close the window, if it is open."""
        if self.window is not None:
            self.window.accept()

    def return_to_language(self, place: QRect) -> None:
        """Put the window where its forerunner stood in another language, and the focus on the choice of language."""
        if self.window is None:
            return
        self.window.setGeometry(place)
        page = self.window.page("look")
        if isinstance(page, look_page.LookPage):
            QTimer.singleShot(0, page, partial(self.window.focus_option, page.language_box))

    def on_closed(self) -> None:
        self.window = None
        self.closed.emit()

    def on_look_changed(self) -> None:
        """Show all windows with the chosen look."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            emoji_font.emoji_font().use_style(self._controller.settings.preferences.emoji_style)
            apply_look(app, self._controller.settings.preferences)
