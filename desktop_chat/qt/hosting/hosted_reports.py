"""HostedReports: what the server of this computer reports of people, invitations and itself. GUI thread."""

from __future__ import annotations

from abc import abstractmethod
from collections import deque
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal

from desktop_chat.net.control_values import ControlReport, Counters, KnockRow, LinkRow, LogLine, ServerState, UserRow
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

    @abstractmethod
    def take_state(self, state: ServerState) -> None:
        """Take the state of the server."""

    def connect_reports(self, link: control_link.ControlLink) -> None:
        """Take the reports of a connection. Thread: GUI."""
        link.reported.connect(self.on_reported, Qt.ConnectionType.QueuedConnection)

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

    def on_reported(self, report: ControlReport) -> None:
        """Keep a report and pass it on. A report of a kind that this program does not know is dropped."""
        if not self.is_connected:
            return
        match report.what:
            case "state":
                self.take_state(report.value)
            case "users":
                self.users = report.value
                self.users_changed.emit(self.users)
            case "links":
                self.links = report.value
                self.links_changed.emit(self.links)
            case "knocks":
                self.knocks = report.value
                self.knocks_changed.emit(self.knocks)
            case "roles":
                self.roles_changed.emit(report.value)
            case "counters":
                self.counters = report.value
                self.counters_changed.emit(self.counters)
            case "log":
                lines = report.value
                self.add_log(tuple(replace(line, text=log_translation.translate_log_line(line.text)) for line in lines))
