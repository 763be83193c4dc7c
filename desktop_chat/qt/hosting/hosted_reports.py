"""HostedReports: what the server of this computer reports of people, invitations and itself. GUI thread."""

from __future__ import annotations

from abc import abstractmethod
from collections import deque
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal

from desktop_chat.net.control_values import Counters, KnockRow, LinkRow, LogLine, RoleRow, UserRow
from desktop_chat.qt.hosting import control_link
from desktop_chat.qt.i18n import log_translation

NO_COUNTERS = Counters(users=0, peak=0, rooms=0, messages_minute=0, messages_total=0, database=0, memory=0, uptime=0)
LOG_KEPT = 5000
"""Lines of the log."""


class HostedReports(QObject):
    """The part of Hosting that keeps the newest reports, for windows that open later.

    A report that arrives after the end of the connection is dropped.
    """

    users_changed = Signal(object)  # tuple[UserRow, ...]
    links_changed = Signal(object)  # tuple[LinkRow, ...]
    knocks_changed = Signal(object)  # tuple[KnockRow, ...]
    roles_changed = Signal(object)  # tuple[RoleRow, ...]
    counters_changed = Signal(object)  # Counters
    log_added = Signal(object)  # tuple[LogLine, ...]
    log_cleared = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.users: tuple[UserRow, ...] = ()
        self.links: tuple[LinkRow, ...] = ()
        """The invitation links, the oldest first."""
        self.knocks: tuple[KnockRow, ...] = ()
        """People who wait until the host lets them in, the oldest first."""
        self.counters = NO_COUNTERS
        self.log: deque[LogLine] = deque(maxlen=LOG_KEPT)

    @property
    @abstractmethod
    def is_connected(self) -> bool:
        """True while a server is asked or answers."""

    def connect_reports(self, link: control_link.ControlLink) -> None:
        """Take the reports of a connection."""
        queued = Qt.ConnectionType.QueuedConnection
        link.users_reported.connect(self._on_users_reported, queued)
        link.links_reported.connect(self._on_links_reported, queued)
        link.knocks_reported.connect(self._on_knocks_reported, queued)
        link.roles_reported.connect(self._on_roles_reported, queued)
        link.counters_reported.connect(self._on_counters_reported, queued)
        link.log_reported.connect(self._on_log_reported, queued)

    def clear_reports(self) -> None:
        """Show that no server runs: nobody is here. The log stays."""
        self.users, self.links, self.knocks, self.counters = (), (), (), NO_COUNTERS
        self.users_changed.emit(self.users)
        self.links_changed.emit(self.links)
        self.knocks_changed.emit(self.knocks)
        self.counters_changed.emit(self.counters)

    def clear_log(self) -> None:
        self.log.clear()
        self.log_cleared.emit()

    def add_log(self, lines: tuple[LogLine, ...]) -> None:
        self.log.extend(lines)
        self.log_added.emit(lines)

    def _on_users_reported(self, users: tuple[UserRow, ...]) -> None:
        if self.is_connected:
            self.users = users
            self.users_changed.emit(users)

    def _on_links_reported(self, links: tuple[LinkRow, ...]) -> None:
        if self.is_connected:
            self.links = links
            self.links_changed.emit(links)

    def _on_knocks_reported(self, knocks: tuple[KnockRow, ...]) -> None:
        if self.is_connected:
            self.knocks = knocks
            self.knocks_changed.emit(knocks)

    def _on_roles_reported(self, roles: tuple[RoleRow, ...]) -> None:
        if self.is_connected:
            self.roles_changed.emit(roles)

    def _on_counters_reported(self, counters: Counters) -> None:
        if self.is_connected:
            self.counters = counters
            self.counters_changed.emit(counters)

    def _on_log_reported(self, lines: tuple[LogLine, ...]) -> None:
        if self.is_connected:
            self.add_log(tuple(replace(line, text=log_translation.translate_log_line(line.text)) for line in lines))
