"""NotableEntries: finds new messages worth a notification. GUI thread."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from desktop_chat.client.entry import Entry
from desktop_chat.client.notification_rules import is_notified
from desktop_chat.qt.network.controller import Controller
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room


class NotableEntries(QObject):
    """Watches all networks of a profile, later ones included."""

    found = Signal(object, object, object)  # Network, Room, Entry: the newest notable one of each run

    def __init__(self, controller: Controller, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = controller.settings
        for network in controller.networks:
            self.on_network_added(network)
        controller.network_added.connect(self.on_network_added)

    def on_network_added(self, network: Network) -> None:
        network.entries_added.connect(
            lambda room, entries, mention: self.on_entries_added(network, room, entries, mention=mention)
        )

    def on_entries_added(self, network: Network, room: Room, entries: Sequence[Entry], *, mention: bool) -> None:
        """Report the newest notable entry. `mention`: one of the entries is meant for the person."""
        if mention and self._is_wanted(room, mention=True):
            for entry in reversed(entries):
                if room.is_mention(entry, network.nick):
                    self.found.emit(network, room, entry)
                    return
        elif self._is_wanted(room, mention=False):
            newest = next((entry for entry in reversed(entries) if room.is_countable(entry)), None)
            if newest is not None:
                self.found.emit(network, room, newest)

    def _is_wanted(self, room: Room, *, mention: bool) -> bool:
        return is_notified(
            self._settings.preferences,
            room.marks.rule,
            mention=mention,
            direct=room.kind == "direct",
            muted=room.muted,
        )
