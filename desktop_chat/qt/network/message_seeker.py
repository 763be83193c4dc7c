"""MessageSeeker: finds the message of a link in a room, and loads older history until the message is there. GUI
thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room

_PAGES_MAX = 40
"""Pages of older history for one message."""
_PATIENCE_MS = 8_000
"""How long to wait for the room, or for the next page."""


class MessageSeeker(QObject):
    """Seeks one message at a time; a new search ends the one before."""

    found = Signal(object, object, object)  # Network, Room, Entry
    failed = Signal()  # the message cannot be shown

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._network: Network | None = None
        self._room: Room | None = None
        self._key = self._msgid = ""
        self._pages = 0
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self._give_up)

    def seek_message(self, network: Network, room: str, msgid: str) -> None:
        """Seek a message. The room, given by its name, may be opened later."""
        self.stop()
        self._network, self._key, self._msgid, self._pages = network, network.session.key_of(room), msgid, 0
        network.room_added.connect(self.on_room_added)
        self._patience.start()
        if self._key in network.rooms:
            self.on_room_added(network.rooms[self._key])

    def stop(self) -> None:
        """End the search without a result."""
        self._patience.stop()
        network, room = self._network, self._room
        self._network = self._room = None
        if network is not None:
            network.room_added.disconnect(self.on_room_added)
        if room is not None:
            room.timeline.inserted.disconnect(self.on_entries_changed)
            room.timeline.reset.disconnect(self.on_entries_changed)

    def on_room_added(self, room: Room) -> None:
        if self._room is None and room.key == self._key:
            self._room = room
            room.timeline.inserted.connect(self.on_entries_changed)
            room.timeline.reset.connect(self.on_entries_changed)
            self.on_entries_changed()

    def on_entries_changed(self) -> None:
        """Look again, and ask for the page before."""
        network, room = self._network, self._room
        if network is None or room is None:
            return
        entry = room.find_by_msgid(self._msgid)
        if entry is not None:
            self.stop()
            self.found.emit(network, room, entry)
        elif self._pages >= _PAGES_MAX or room.state.history_ends:
            self._give_up()
        else:
            self._pages += 1
            self._patience.start()
            network.request_older(room)

    def _give_up(self) -> None:
        self.stop()
        self.failed.emit()
