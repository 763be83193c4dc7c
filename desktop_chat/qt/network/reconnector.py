"""Attempts: how a network gets a Link and gets one again: one after the other, with pauses that grow. GUI thread."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desktop_chat.client.backoff import Backoff
from desktop_chat.client.certificate import Certificate
from desktop_chat.irc.message import Message
from desktop_chat.qt.network.link import Link, LinkTarget
from desktop_chat.qt.network.message_intake import MessageIntake

STOP_MS = 2_000
STEADY_MS = 60_000
"""A connection that lasts so long was worth it."""


class Reconnector(QObject):
    """Signals are those of the Link of the moment; what an earlier one still says is not heard.

    `target` says where to, anew for each attempt; None for nowhere at present.
    """

    begun = Signal()
    opened = Signal(object)  # Certificate, None without TLS
    received = Signal(object)  # tuple[Message, ...]; what one read completed is acknowledged once all of it was told
    distrusted = Signal(object)  # Certificate; `closed` follows, and no attempt by itself
    closed = Signal(str)
    given_up = Signal()  # there is nowhere to connect to
    ended = Signal()  # no Link's thread runs any more

    def __init__(self, target: Callable[[], LinkTarget | None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._target = target
        self.link: Link | None = None
        self._intake = MessageIntake(self)
        self._intake.taken.connect(self.received)
        self.host = ""
        """Where the attempt of the moment goes."""
        self._old: set[Link] = set()
        self._backoff = Backoff()
        self._retry = QTimer(self, singleShot=True)
        self._retry.timeout.connect(self.connect_and_stay)
        self._steady = QTimer(self, singleShot=True)
        self._steady.timeout.connect(self._backoff.reset)
        self.seeking = False
        """Whether it tries to be connected; False after `stop`, and when only a person can help."""

    @property
    def seconds_to_retry(self) -> int:
        """Until the next attempt; 0 when none is coming."""
        return max(1, round(self._retry.remainingTime() / 1000)) if self._retry.isActive() else 0

    @property
    def is_alive(self) -> bool:
        """Whether a Link's thread still runs."""
        return self.link is not None or bool(self._old)

    def connect_and_stay(self) -> None:
        """Connect at once, unless that is under way, and again whenever the connection is lost, until `stop`."""
        self.seeking = True
        self._retry.stop()
        if self.link is not None:
            return
        target = self._target()
        if target is None:
            self.seeking = False
            self.given_up.emit()
            return
        self.host = target.host
        queued = Qt.ConnectionType.QueuedConnection
        link = self.link = Link(target, self)
        link.opened.connect(self._on_opened, queued)
        link.received.connect(self._on_received, queued)
        link.distrusted.connect(self._on_distrusted, queued)
        link.closed.connect(self._on_closed, queued)
        link.finished.connect(self._on_finished, queued)
        self.begun.emit()
        link.start()

    def note_welcome(self) -> None:
        """We are online. Once that has lasted, the next pause is a short one again: a server that throws us out as soon
        as it has let us in is not tried every second."""
        self._steady.start(STEADY_MS)

    def slow_down(self) -> None:
        """The server says that we come too often."""
        self._backoff.exhaust()
        if self._retry.isActive():
            self._schedule_attempt()

    def stop_connecting(self, *farewell: Message) -> bool:
        """Say goodbye and stay away; whether there was a Link. Nothing further is heard of it but `ended`."""
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
        """Until the stopped Links have ended, 2 s at most each."""
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
        if isinstance(link, Link):
            self._intake.run_after(partial(self._close, link, reason))

    def _close(self, link: Link, reason: str) -> None:
        if self.link is not link:
            return
        self.link = None
        self._old.add(link)
        self._steady.stop()
        if self.seeking:
            self._schedule_attempt()
        self.closed.emit(reason)

    def _schedule_attempt(self) -> None:
        self._retry.start(round(self._backoff.next_delay(random.random()) * 1000))

    def _on_finished(self) -> None:
        link = self.sender()
        if isinstance(link, Link):
            self._intake.run_after(partial(self._finish, link))

    def _finish(self, link: Link) -> None:
        self._old.discard(link)
        link.deleteLater()
        if not self.is_alive:
            self.ended.emit()
