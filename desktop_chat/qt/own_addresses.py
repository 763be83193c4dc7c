"""This computer's addresses, asked for without ever holding up the windows. GUI thread."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_chat.net.addresses import local_addresses

_LOOK_MS = 30


class OwnAddresses(QObject):
    """`found` is the newest answer, loopback only before the first one; `changed` comes when it differs.

    The system may take seconds to look up the computer's own name, so a daemon thread asks, which nobody waits for:
    it leaves its answer in a list of its own and a timer fetches it.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.found: tuple[str, ...] = ("127.0.0.1", "::1")
        self._answers: list[tuple[str, ...]] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._fetch)

    def ask(self) -> None:
        """Look again, unless that is under way."""
        if self._answers is None:
            answers: list[tuple[str, ...]] = []
            self._answers = answers
            threading.Thread(target=lambda: answers.append(local_addresses()), name="lookup-own", daemon=True).start()
            self._timer.start()

    def _fetch(self) -> None:
        if self._answers:
            found = self._answers[0]
            self._answers = None
            self._timer.stop()
            if found != self.found:
                self.found = found
                self.changed.emit()
