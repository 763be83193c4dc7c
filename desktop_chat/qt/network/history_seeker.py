"""HistorySeeker: loads the history of a room back to a time, page by page, so that no hole is left. GUI thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room

PAGES_MAX = 100
"""Pages of one search."""
_PATIENCE_MS = 15_000
"""How long to wait for a page."""


class HistorySeeker(QObject):
    """Seeks one time at a time; a new search ends the one before."""

    begun = Signal()  # pages are being loaded
    given_up = Signal()  # the server does not give the pages; `then` is called all the same

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._network: Network | None = None
        self._room: Room | None = None
        self._time = 0
        self._then: Callable[[], object] = bool
        self._pages = 0
        self._waiting = False
        """A page was requested and has not come."""
        self._step = QTimer(self, singleShot=True, interval=0)
        self._step.timeout.connect(self.on_step)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self.give_up)

    def seek_time(self, network: Network, room: Room, time: int, then: Callable[[], object]) -> None:
        """Call `then` once the room reaches back to a time (Unix ms), or as far as it can."""
        self.stop()
        self._network, self._room, self._time, self._then, self._pages = network, room, time, then, 0
        network.history_loaded.connect(self.on_history_loaded)
        room.timeline.inserted.connect(self.on_inserted)
        if self._is_reached(room):
            self._finish()
        else:
            self.begun.emit()
            self._request_page()

    def stop(self) -> None:
        """End the search without a result. Call it before the network goes."""
        network, room = self._network, self._room
        self._network = self._room = None
        self._waiting = False
        self._step.stop()
        self._patience.stop()
        if network is not None and room is not None:
            network.history_loaded.disconnect(self.on_history_loaded)
            room.timeline.inserted.disconnect(self.on_inserted)

    def on_history_loaded(self, room: Room) -> None:
        if room is self._room:
            self._waiting = False
            self._step.start()

    def on_inserted(self) -> None:
        self._step.start()

    def on_step(self) -> None:
        """Finish, or request the next page once the last one is shown."""
        room = self._room
        if room is None or self._waiting or room.is_growing:
            return
        if self._is_reached(room):
            self._finish()
        else:
            self._request_page()

    def _is_reached(self, room: Room) -> bool:
        """Return True if the room has an entry before the time, or nothing older can come."""
        return (len(room.log) > 0 and room.log.entry_at(0).time < self._time) or room.state.history_ends

    def _request_page(self) -> None:
        network, room = self._network, self._room
        if network is None or room is None:
            return
        if self._pages >= PAGES_MAX or not network.session.can_load_history(room.key):
            self.give_up()
            return
        self._pages += 1
        self._waiting = True
        self._patience.start()
        network.request_older(room)

    def _finish(self) -> None:
        then = self._then
        self.stop()
        then()

    def give_up(self) -> None:
        """Say that the time cannot be reached, and finish."""
        self.given_up.emit()
        self._finish()
