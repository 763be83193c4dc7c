"""EditHistory: shows what an edited message said before. Thread: GUI."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_chat.client.earlier_texts import earlier_texts
from desktop_chat.client.entry import Entry
from desktop_chat.qt.dialogs import versions_dialog
from desktop_chat.qt.views.room_pane import RoomPane


class EditHistory(QObject):
    """Serves the timeline of a pane."""

    toast_requested = Signal(str)

    def __init__(self, window: QWidget, pane: RoomPane) -> None:
        super().__init__(window)
        self._window = window
        self._names = lambda nick: pane.timeline.model.name_of(nick)
        pane.timeline.has_versions = lambda entry: bool(earlier_texts(entry))
        pane.timeline.versions_requested.connect(self.show_versions)

    def show_versions(self, entry: Entry) -> None:
        """Open the list of what the entry said; say so if nothing is known."""
        earlier = earlier_texts(entry)
        if earlier:
            versions_dialog.VersionsDialog(entry, earlier, self._window, self._names).open()
        else:
            self.toast_requested.emit(self.tr("The earlier text was not received here."))
