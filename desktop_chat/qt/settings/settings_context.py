"""SettingsContext: the profile and the effects of the pages of the settings window. GUI thread."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop_chat.client.preferences import Preferences
from desktop_chat.qt.network.controller import Controller


class SettingsContext(QObject):
    """The profile of the pages. A page changes preferences here; the signals name changes for the windows to apply."""

    look_changed = Signal()
    name_changed = Signal(str)
    shortcuts_changed = Signal()
    language_changed = Signal()

    def __init__(self, controller: Controller, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.controller = controller

    @property
    def preferences(self) -> Preferences:
        return self.controller.settings.preferences

    def change_fields(self, **changes: Any) -> None:
        """Replace fields of the preferences."""
        self.controller.settings.change_fields(**changes)

    def change_look(self, **changes: Any) -> None:
        """Replace fields about the look of the windows."""
        self.change_fields(**changes)
        self.look_changed.emit()

    def change_language(self, language: str) -> None:
        """Show all windows in another language."""
        self.change_fields(language=language)
        self.language_changed.emit()

    def change_shortcuts(self, chosen: Mapping[str, str]) -> None:
        """Use other keys (qt/views/shortcuts)."""
        self.change_fields(shortcuts=dict(chosen))
        self.shortcuts_changed.emit()

    def change_name(self, name: str) -> None:
        """Use another name of the person. An empty name is ignored."""
        name = " ".join(name.split())
        if name and name != self.controller.person_name:
            self.name_changed.emit(name)
