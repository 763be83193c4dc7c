"""PacedSender: sends a Session's messages at the server's pace, after the archive has stored them. GUI thread."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desktop_chat.client.archive import Archive
from desktop_chat.client.pacing import Waiting
from desktop_chat.client.session import Session
from desktop_chat.qt.network import link as links
from desktop_chat.qt.network import traffic_log
from desktop_chat.qt.network.archive_first import ArchiveFirstSender, Done

_SAYING = frozenset(("PRIVMSG", "NOTICE", "BATCH"))
"""Commands of own messages, sent after the archive has stored them."""
_SHORTEST_MS = 10


def monotonic_ms() -> int:
    """Return monotonic milliseconds."""
    return time.monotonic_ns() // 1_000_000


class PacedSender(QObject):
    """One for each network."""

    progressed = Signal()  # the number of waiting messages may have changed

    def __init__(
        self,
        session: Session,
        archive: Archive,
        link: Callable[[], links.Link | None],
        later: Callable[[Done], Done],
        parent: QObject | None = None,
    ) -> None:
        """`link` returns the current Link, or None.

        `later` wraps a callable of the GUI thread so that the archive's thread may call it.
        """
        super().__init__(parent)
        self._session = session
        self._link = link
        self._gate = ArchiveFirstSender(archive, later)
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.send_due)
        self._paced = False
        self.traffic: traffic_log.TrafficLog | None = None
        """Notes what is sent, while somebody watches."""

    def watch_traffic(self) -> traffic_log.TrafficLog:
        """Return the log of all lines from now on."""
        log = self.traffic = self.traffic or traffic_log.TrafficLog(self)
        return log

    def unwatch_traffic(self) -> None:
        """Keep no lines any more."""
        log, self.traffic = self.traffic, None
        if log is not None:
            log.deleteLater()

    def send_due(self) -> None:
        """Send what is due, and start the timer for the rest. Call after each call of the Session."""
        now = monotonic_ms()
        messages = self._session.take_outgoing(now)
        if self.traffic is not None:
            self.traffic.add_messages(messages, sent=True)
        self._gate.send_after_archive(
            self._link(), messages, durable=_SAYING.isdisjoint(one.command for one in messages)
        )
        due = self._session.ms_until_due(now)
        if due is None:
            self._timer.stop()
        else:
            self._timer.start(max(_SHORTEST_MS, due))
        waits = self._session.has_waiting_words
        if waits or self._paced:
            self._paced = waits
            self.progressed.emit()

    def drop_waiting(self) -> None:
        """Drop the messages held for an ended Link. The Session offers the messages again."""
        self._gate.drop_held()

    def progress_of(self, room: str) -> Waiting:
        """Return how many messages for this room wait, and for how long."""
        return self._session.progress_of(room, monotonic_ms())
