"""HistorySeeker: loads the history of a room back to a time, page by page, so that no hole is left. GUI thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_chat.client.entry import Entry
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room

MOST_PAGES = 100
"""Pages of one search for an old message."""
PATIENCE_MS = 30_000
"""How long a page may take."""


class HistorySeeker(QObject):
    """Seeks one place at a time; a new wish replaces the one before."""

    progressed = Signal(str)  # a sentence for the person

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._network: Network | None = None
        self._room: Room | None = None
        self._time = 0
        self._is_reached: Callable[[], bool] = bool
        self._then: Callable[[], object] = bool
        self._pages = 0
        self._waiting = False
        """A page was requested and has not come."""
        self._step = QTimer(self, singleShot=True, interval=0)
        self._step.timeout.connect(self.on_step)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self.give_up)

    def seek_message(self, network: Network, room: Room, entry: Entry, then: Callable[[], None]) -> None:
        """Load pages until the room has the message of this Entry, then call `then`."""
        self._begin(network, room, entry.time - 1, lambda: room.find_by_msgid(entry.msgid) is not None, then)

    def seek_time(self, network: Network, room: Room, time: int, then: Callable[[], None]) -> None:
        """Load pages until the room reaches back to a time (Unix ms) or to its beginning, then call `then`."""
        self._begin(network, room, time, lambda: _reaches_back(room, time) or room.state.history_ends, then)

    def _begin(
        self, network: Network, room: Room, time: int, is_reached: Callable[[], bool], then: Callable[[], None]
    ) -> None:
        self.stop()
        self._network, self._room, self._time = network, room, time
        self._is_reached, self._then, self._pages = is_reached, then, 0
        network.history_loaded.connect(self.on_history_loaded)
        network.destroyed.connect(self.on_network_destroyed)
        room.timeline.inserted.connect(self.on_inserted)
        if not self._finish_if_reached():
            self.progressed.emit(self.tr("Loading older messages…"))
            self._request_page()

    def stop(self) -> None:
        """Forget the wish."""
        network, room = self._network, self._room
        self._forget()
        if network is not None and room is not None:
            network.history_loaded.disconnect(self.on_history_loaded)
            network.destroyed.disconnect(self.on_network_destroyed)
            room.timeline.inserted.disconnect(self.on_inserted)

    def on_network_destroyed(self) -> None:
        self._forget()

    def _forget(self) -> None:
        self._network = self._room = None
        self._waiting = False
        self._step.stop()
        self._patience.stop()

    def on_history_loaded(self, room: Room) -> None:
        if room is self._room:
            self._waiting = False
            self._step.start()

    def on_inserted(self, first: int, count: int) -> None:
        self._step.start()

    def on_step(self) -> None:
        """Finish, or request the next page once the last one is shown."""
        if self._room is not None and not (self._waiting or self._room.is_growing or self._finish_if_reached()):
            self._request_page()

    def _finish_if_reached(self) -> bool:
        if not self._is_reached():
            return False
        then = self._then
        self.stop()
        then()
        return True

    def _request_page(self) -> None:
        network, room = self._network, self._room
        if network is None or room is None:
            return
        back = not _reaches_back(room, self._time) and not room.state.history_ends
        able = network.session.can_load_history(room.key) and (back or room.gap)
        if self._pages >= MOST_PAGES or not able:
            self.give_up()
            return
        self._pages += 1
        self._waiting = True
        self._patience.start()
        if back:
            network.request_older(room)
        else:
            network.fill_gap(room)

    def give_up(self) -> None:
        """Say that the place cannot be reached."""
        self.stop()
        self.progressed.emit(self.tr("The server does not give older messages now."))


def _reaches_back(room: Room, time: int) -> bool:
    """Return True if the known history of a room begins at this time or before."""
    return 0 < room.state.oldest[1] <= time
