"""ChatFinder: seeks chats on the network, without blocking the windows. GUI thread."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from PySide6.QtCore import QObject, Qt, Signal

from desktop_chat.lan import interfaces, seeker


class ChatFinder(QObject):
    """`sighting` is the latest report."""

    changed = Signal(object)  # Sighting
    _reported = Signal(int, object)  # from the seeking thread: the number of the search, and a Sighting

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sighting: seeker.Sighting | None = None
        self._seeker: seeker.Seeker | None = None
        self._number = 0
        self._reported.connect(self._on_reported, Qt.ConnectionType.QueuedConnection)

    @property
    def is_seeking(self) -> bool:
        return self._seeker is not None

    def start(self, saved_hosts: Iterable[str], words: str = "") -> bool:
        """Seek, unless a search is under way. Return False if seeking is switched off.

        `saved_hosts`: the addresses of saved chats, to be asked too. `words`: seek only the chat of these code words.
        """
        if self._seeker is None and not interfaces.is_switched_off():
            self._number += 1
            number = self._number

            def report(sighting: seeker.Sighting) -> None:
                with suppress(RuntimeError):  # the program has ended meanwhile
                    self._reported.emit(number, sighting)

            self._seeker = seeker.Seeker(report, tuple(saved_hosts), words=words)
            self._seeker.start()
        return self.is_seeking

    def stop(self) -> None:
        """Seek no more. Does not wait: the thread ends by itself."""
        if self._seeker is not None:
            self._seeker.request_stop()
            self._seeker = self.sighting = None

    def cancel_sweep(self) -> None:
        """Ask no more single addresses."""
        if self._seeker is not None:
            self._seeker.cancel_sweep()

    def _on_reported(self, number: int, sighting: seeker.Sighting) -> None:
        if self._seeker is not None and number == self._number:
            self.sighting = sighting
            self.changed.emit(sighting)
