"""SettingChanges: the host's changes of settings, from the page to the server and back. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop_chat.net.control import setting_rows
from desktop_chat.net.control_values import ControlAnswer, ControlError, ServerState
from desktop_chat.qt.hosting.hosting import Hosting
from desktop_chat.qt.launcher.setting_field import Value
from desktop_chat.qt.launcher.setting_texts import ENTRY
from desktop_chat.qt.launcher.settings_page import SettingsPage
from desktop_chat.qt.widgets import Toast


class SettingChanges(QObject):
    """Connects the page with the server."""

    def __init__(self, hosting: Hosting, page: SettingsPage, toast: Toast, window: QWidget) -> None:
        super().__init__(window)
        self._hosting = hosting
        self._page = page
        self._toast = toast
        page.change_requested.connect(self.on_change_requested)
        hosting.state_changed.connect(self.on_state_changed)
        hosting.setting_changed.connect(page.show_accepted)
        self.on_state_changed(hosting.state)

    def on_state_changed(self, state: ServerState) -> None:
        """Show the settings of the running chat; none while it does not run."""
        if not self._hosting.is_running:
            self._page.set_rows(())
        elif not self._page.fields:
            self._page.show_waiting()
            self._hosting.send_request("settings", then=self.on_settings_answered)
        else:
            self._page.show_accepted(ENTRY, state.entry)

    def on_settings_answered(self, answer: ControlAnswer) -> None:
        if answer.ok:
            try:
                self._page.set_rows(setting_rows(answer.value))
            except ControlError as error:
                self._toast.show_toast(str(error), icon="alert")

    def on_change_requested(self, key: str, value: Value) -> None:
        """Send the change. The server's refusal is shown beside the setting."""

        def on_answered(answer: ControlAnswer) -> None:
            if not answer.ok:
                self._page.show_refused(key, answer.error)

        self._hosting.change_setting(key, list(value) if isinstance(value, tuple) else value, on_answered)
