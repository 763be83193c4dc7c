"""Reconnector: gives a network a Link, and a new Link after each cut, with growing pauses. GUI thread."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desktop_chat.client.backoff import Backoff
from desktop_chat.client.certificate import Certificate
from desktop_chat.irc.message import Message
from desktop_chat.net.addresses import ListenAddress
from desktop_chat.qt.network import link as links
from desktop_chat.qt.network.message_intake import IntakeTurns, MessageIntake

STOP_MS = 2_000
STEADY_MS = 60_000
"""Duration of a connection after which the pauses are reset."""


class Reconnector(QObject):
    """Passes on the signals of its current Link, and ignores earlier Links."""

    begun = Signal()
    opened = Signal(object)  # Certificate, None without TLS
    received = Signal(object)  # tuple[Message, ...]: a portion; the Link's batch is acknowledged after its last one
    distrusted = Signal(object)  # Certificate; `closed` follows, and no further attempt
    closed = Signal(str)
    given_up = Signal()  # there is nowhere to connect to
    ended = Signal()  # no Link's thread runs any more

    def __init__(
        self, target: Callable[[], links.LinkTarget | None], turns: IntakeTurns, parent: QObject | None = None
    ) -> None:
        """`target` is called before each attempt. None: nowhere to connect to."""
        super().__init__(parent)
        self._target = target
        self.link: links.Link | None = None
        self._intake = MessageIntake(turns, self)
        self._intake.taken.connect(self.received)
        self.target: links.LinkTarget | None = None
        """Of the current attempt, or of the last one."""
        self._left: ListenAddress | None = None
        """Where the last Link has ended by itself."""
        self._old: set[links.Link] = set()
        self._backoff = Backoff()
        self._retry = QTimer(self, singleShot=True)
        self._retry.timeout.connect(self.connect_and_stay)
        self._steady = QTimer(self, singleShot=True)
        self._steady.timeout.connect(self._backoff.reset)
        self.seeking = False
        """False after `stop_connecting`, and if only a person can help."""

    @property
    def seconds_to_retry(self) -> int:
        """Seconds until the next attempt; 0 if none is planned."""
        return max(1, round(self._retry.remainingTime() / 1000)) if self._retry.isActive() else 0

    @property
    def reached_target(self) -> links.LinkTarget | None:
        """The target with the address that the Link has found; None before the first attempt."""
        if self.target is None or self.link is None:
            return self.target
        return replace(self.target, host=self.link.place.host, port=self.link.place.port)

    @property
    def is_alive(self) -> bool:
        """True while a Link's thread runs."""
        return self.link is not None or bool(self._old)

    def connect_and_stay(self) -> None:
        """Connect now, and again after each cut, until `stop_connecting`. Does nothing while a Link exists."""
        self.seeking = True
        self._retry.stop()
        if self.link is not None:
            return
        target = self._target()
        if target is None:
            self.seeking = False
            self.given_up.emit()
            return
        if target.elsewhere:
            target = replace(target, avoided=self._left)
        self.target = target
        queued = Qt.ConnectionType.QueuedConnection
        link = self.link = links.Link(target, self)
        link.opened.connect(self._on_opened, queued)
        link.received.connect(self._on_received, queued)
        link.distrusted.connect(self._on_distrusted, queued)
        link.closed.connect(self._on_closed, queued)
        link.finished.connect(self._on_finished, queued)
        self.begun.emit()
        link.start()

    def note_welcome(self, *, utf8: bool = True, is_cluster: bool = False) -> None:
        """Note the welcome. The pauses are reset only if the connection lasts for `STEADY_MS`.

        So a server is not tried every second if it closes each connection right after the welcome. `utf8`: what is sent
        must be UTF-8. `is_cluster`: the server is one of several.
        """
        if utf8 and self.link is not None:
            self.link.use_utf8()
        if is_cluster and self.link is not None:
            self.link.watch_closely()
        self._steady.start(STEADY_MS)

    def test_answer(self, seconds: float) -> None:
        """Leave the present connection if the server gives no sign of life within `seconds`."""
        if self.link is not None:
            self.link.test_answer(seconds)

    def slow_down(self) -> None:
        """Take the longest pause: the server says that the client connects too often."""
        self._backoff.exhaust()
        if self._retry.isActive():
            self._schedule_attempt()

    def stop_connecting(self, *farewell: Message) -> bool:
        """Say goodbye and stay disconnected. Return True if there was a Link. Only `ended` is emitted afterwards."""
        self.seeking = False
        self._retry.stop()
        self._steady.stop()
        link, self.link = self.link, None
        if link is None:
            return False
        self._old.add(link)
        self._intake.drop_all()
        link.stop(*farewell)
        return True

    def wait_for_links(self) -> None:
        """Wait until the stopped Links have ended, 2 s at most for each."""
        for link in self._old:
            link.wait(STOP_MS)

    def _on_opened(self, certificate: Certificate | None) -> None:
        if self.sender() is self.link:
            self.opened.emit(certificate)

    def _on_received(self, messages: tuple[Message, ...]) -> None:
        link = self.link
        if link is None or self.sender() is not link:
            return
        self._intake.put_messages(messages, link.acknowledge_batch)

    def _on_distrusted(self, certificate: Certificate) -> None:
        if self.sender() is self.link:
            self.seeking = False
            self.distrusted.emit(certificate)

    def _on_closed(self, reason: str) -> None:
        link = self.sender()
        if isinstance(link, links.Link):
            self._intake.run_after(partial(self._close, link, reason))

    def _close(self, link: links.Link, reason: str) -> None:
        if self.link is not link:
            return
        self.link = None
        self._left = link.place
        self._old.add(link)
        self._steady.stop()
        if self.seeking:
            self._schedule_attempt()
        self.closed.emit(reason)

    def _schedule_attempt(self) -> None:
        others = len(self.target.elsewhere) if self.target is not None else 0
        self._retry.start(round(self._backoff.next_delay(random.random(), others=others) * 1000))

    def _on_finished(self) -> None:
        link = self.sender()
        if isinstance(link, links.Link):
            self._intake.run_after(partial(self._finish, link))

    def _finish(self, link: links.Link) -> None:
        self._old.discard(link)
        link.deleteLater()
        if not self.is_alive:
            self.ended.emit()
