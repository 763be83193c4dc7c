"""RecordActions: shows for how long a chat keeps messages, and exports or deletes the own ones. GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop_chat.client.room_settings import RoomRule
from desktop_chat.client.safe_display import shown_name
from desktop_chat.qt.dialogs import export_dialog, record_dialog
from desktop_chat.qt.network.controller import Controller
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room


class RecordActions(QObject):
    """Acts on rooms of chats that say for how long they keep messages."""

    def __init__(
        self, window: QWidget, controller: Controller, saved: Callable[[Path], None], record_text: Callable[[int], str]
    ) -> None:
        """`saved` is called with a complete export. `record_text` tells for how long messages are kept, in days."""
        super().__init__(window)
        self._window = window
        self._controller = controller
        self._saved = saved
        self._record_text = record_text

    def open_record(self, network: Network, room: Room) -> None:
        """Show what is kept of a room."""
        days = network.session.days_kept(room.key)
        if days is None:
            return
        lack = "" if network.session.can_delete_own() else self.tr("You can delete them while you are connected.")
        later_only = RoomRule.NEWCOMERS_SEE_LATER in network.session.read_settings(room.key).rules
        kept, name = self._record_text(days), shown_name(room.name)
        dialog = record_dialog.RecordDialog(name, kept, lack, self._window, later_only=later_only)
        dialog.export_requested.connect(lambda: self._export(network, room))
        dialog.deletion_requested.connect(lambda: self._delete(network, room))
        dialog.open()

    def _export(self, network: Network, room: Room) -> None:
        archive, name = self._controller.archive, network.display_name
        export_dialog.ExportDialog(archive, room, name, self._saved, self._window, own=True).open()

    def _delete(self, network: Network, room: Room) -> None:
        if network in self._controller.networks:
            network.delete_own(room)
