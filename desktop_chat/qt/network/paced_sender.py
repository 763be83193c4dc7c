"""Pacer: takes from a Session what may leave, when it may, and has the Gate send it. GUI thread."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desktop_chat.client.archive import Archive
from desktop_chat.client.pacing import Waiting
from desktop_chat.client.session import Session
from desktop_chat.qt.network.archive_first import ArchiveFirstSender, Done
from desktop_chat.qt.network.link import Link

_SAYING = frozenset(("PRIVMSG", "NOTICE", "BATCH"))
"""What says own words: they leave once the archive has them."""
_SHORTEST_MS = 10


def monotonic_ms() -> int:
    """Time that no change of the clock disturbs."""
    return time.monotonic_ns() // 1_000_000


class PacedSender(QObject):
    """One for each network. `link` gives the Link of the moment, `later` makes of a callable one that the archive's
    thread may call."""

    progressed = Signal()  # own words wait, fewer than before, or no longer

    def __init__(
        self,
        session: Session,
        archive: Archive,
        link: Callable[[], Link | None],
        later: Callable[[Done], Done],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._link = link
        self._gate = ArchiveFirstSender(archive, later)
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.send_due)
        self._paced = False

    def send_due(self) -> None:
        """Send what may leave now; what may not is looked at again when it is due. After every call of the Session."""
        now = monotonic_ms()
        messages = self._session.take_outgoing(now)
        self._gate.send_after_archive(
            self._link(), messages, durable=_SAYING.isdisjoint(one.command for one in messages)
        )
        due = self._session.ms_until_due(now)
        if due is None:
            self._timer.stop()
        else:
            self._timer.start(max(_SHORTEST_MS, due))
        if due is not None or self._paced:
            self._paced = due is not None
            self.progressed.emit()

    def drop_waiting(self) -> None:
        """The Link is gone, and with it what was about to leave. The Session knows that, and offers it again."""
        self._gate.drop_held()

    def progress_of(self, room: str) -> Waiting:
        """Own words for this room that wait until the server is ready for them."""
        return self._session.progress_of(room, monotonic_ms())
