"""WhyDialog: checks why no chat is found, and names the cause and a remedy. GUI thread."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_chat.lan.diagnosis import Cause, Facts, Finding, diagnose
from desktop_chat.lan.fact_finder import FactFinder
from desktop_chat.lan.firewalls import Firewall, opening_line, usual_firewalls
from desktop_chat.lan.found_chats import FoundChat
from desktop_chat.net.addresses import DEFAULT_PORT, ListenAddress
from desktop_chat.qt.dialogs.question import Question
from desktop_chat.qt.theme import Space
from desktop_chat.qt.widgets import IconButton, Spinner, make_button, make_label
from desktop_chat.qt.widgets.announcement import announce_text

_FOREIGN = (Firewall.WINDOWS, Firewall.UFW, Firewall.FIREWALLD)
"""The firewalls that another computer may have."""


class WhyDialog(Question):
    """Checks from the beginning. `saved`: the addresses of saved chats. `unreachable`: as in FactFinder."""

    address_chosen = Signal(object)  # ListenAddress: a chat answers there
    host_requested = Signal()
    _found_out = Signal(int, object)  # from the thread: the number of the check, and Facts

    def __init__(
        self, saved: Sequence[ListenAddress], unreachable: tuple[FoundChat, ...], parent: QWidget | None
    ) -> None:
        text = QCoreApplication.translate("WhyDialog", "Your network and the computers on it are checked.")
        super().__init__("help", QCoreApplication.translate("WhyDialog", "Why is no chat found?"), text, parent)
        self._saved, self._unreachable = tuple(saved), unreachable
        self._finder: FactFinder | None = None
        self._number = 0
        self.finding: Finding | None = None
        """The named cause; None while the check is under way."""
        self.spinner = Spinner(16, self.tr("Checking"))
        self.busy_label = make_label(self.tr("Checking… this takes some seconds."), "small", wrap=True)
        self.cause_label = make_label("", "strong", wrap=True)
        self.help_label = make_label("", wrap=True)
        self.lines = QVBoxLayout()
        self.again_button = make_button(self.tr("Check again"))
        self.use_button = make_button(self.tr("Use this address"), "primary")
        self.host_button = make_button(self.tr("Start one here"), "primary")
        self.close_button = make_button(self.tr("Close"))
        busy_row = QHBoxLayout()
        busy_row.setSpacing(Space.SMALL)
        busy_row.addWidget(self.spinner)
        busy_row.addWidget(self.busy_label, 1)
        self.column.addLayout(busy_row)
        for part in (self.cause_label, self.help_label):
            self.column.addWidget(part)
        self.column.addLayout(self.lines)
        for button in (self.close_button, self.again_button, self.host_button, self.use_button):
            self.buttons.addWidget(button)
        self.add_buttons()
        self._found_out.connect(self.on_found_out, Qt.ConnectionType.QueuedConnection)
        self.again_button.clicked.connect(self.check)
        self.use_button.clicked.connect(self.on_use_clicked)
        self.host_button.clicked.connect(self.on_host_clicked)
        self.close_button.clicked.connect(self.reject)
        self.finished.connect(self.stop)
        self.check()

    def check(self) -> None:
        """Check again from the beginning."""
        self.stop()
        number = self._number

        def report(facts: Facts) -> None:
            with suppress(RuntimeError):  # the dialog is gone
                self._found_out.emit(number, facts)

        self._finder = FactFinder(report, self._saved, self._unreachable)
        self._finder.start()
        self.finding = None
        self._show(busy=True)

    def stop(self) -> None:
        """End the check. Its facts are ignored from now on."""
        self._number += 1
        if self._finder is not None:
            self._finder.stop()
            self._finder = None

    def on_found_out(self, number: int, facts: Facts) -> None:
        if number == self._number:
            self.show_facts(facts)

    def show_facts(self, facts: Facts) -> None:
        """Name the cause that the facts show."""
        self.stop()
        self.finding = diagnose(facts)
        cause, help_text = self._texts_of(self.finding)
        self.cause_label.setText(cause)
        self.help_label.setText(help_text)
        for name, line in self._lines_of(self.finding, facts):
            self._add_line(name, line)
        self._show(busy=False)
        announce_text(self, f"{cause} {help_text}")

    def _show(self, *, busy: bool) -> None:
        if busy:
            while (item := self.lines.takeAt(0)) is not None:
                widget = item.widget()
                if widget is not None:
                    widget.hide()
                    widget.deleteLater()
        cause = self.finding.cause if self.finding is not None else None
        self.spinner.setVisible(busy)
        self.busy_label.setVisible(busy)
        self.cause_label.setVisible(not busy)
        self.help_label.setVisible(not busy)
        self.again_button.setVisible(not busy)
        self.use_button.setVisible(cause is Cause.ANNOUNCEMENTS_BLOCKED)
        self.host_button.setVisible(cause is Cause.NOBODY)
        self.close_button.setFocus()
        self.fit_height()

    def _texts_of(self, finding: Finding) -> tuple[str, str]:
        """Return the cause and the remedy."""
        place, host = str(finding.address or ""), finding.address.host if finding.address is not None else ""
        match finding.cause:
            case Cause.NO_NETWORK:
                texts = (
                    self.tr("This computer is on no network."),
                    self.tr("Turn on Wi-Fi or plug in a cable, then check again."),
                )
            case Cause.WRONG_TIME:
                texts = (
                    self.tr("The clock of this computer is wrong."),
                    self.tr("Set the date and the time, then check again. Encryption depends on them."),
                )
            case Cause.FIREWALL_THERE:
                texts = (
                    self.tr("A firewall closes the port of the chat at {0}.").format(place),
                    self.tr("The computer is there. Run the line for its system on that computer:"),
                )
            case Cause.ANNOUNCEMENTS_BLOCKED:
                texts = (
                    self.tr("This network blocks multicast and broadcast."),
                    self.tr("A chat answers at {0}, but cannot be found by itself.").format(place),
                )
            case Cause.FIREWALL_HERE:
                texts = (
                    self.tr("A firewall on this computer blocks the search."),
                    self.tr("Run this line in a terminal, then check again:"),
                )
            case Cause.VPN:
                texts = (
                    self.tr("A VPN is on."),
                    self.tr("It may lead past the network around you. Pause it, or allow the local network in it."),
                )
            case Cause.SERVER_STOPPED:
                texts = (
                    self.tr("The chat at {0} does not run.").format(place),
                    self.tr("Its computer is off, or nobody has started the chat. Ask its host."),
                )
            case Cause.OTHER_NETWORK:
                texts = (
                    self.tr("The chat at {0} is on another network.").format(host),
                    self.tr("Connect to the network of its host, then check again."),
                )
            case Cause.ISOLATION:
                texts = (
                    self.tr("No other computer can be seen from here."),
                    self.tr(
                        "Guest networks keep their computers apart. Use the same Wi-Fi as the others, one that is not "
                        "for guests."
                    ),
                )
            case _:
                texts = (
                    self.tr("No chat answers on the %n computers nearby.", "", finding.count),
                    self.tr(
                        "Nobody has started a chat, or a firewall on its computer closes it. On that computer, this "
                        "line opens the port:"
                    ),
                )
        return texts

    def _lines_of(self, finding: Finding, facts: Facts) -> list[tuple[str, str]]:
        """Return the lines that open a port, each with the name of its firewall."""
        port = finding.address.port if finding.address is not None else DEFAULT_PORT
        match finding.cause:
            case Cause.FIREWALL_THERE | Cause.NOBODY:
                firewalls: Sequence[Firewall] = _FOREIGN
            case Cause.FIREWALL_HERE:
                firewalls = (facts.firewall,) if facts.firewall is not None else usual_firewalls()
            case _:
                firewalls = ()
        return [(firewall.value, opening_line(firewall, port)) for firewall in firewalls]

    def _add_line(self, name: str, line: str) -> None:
        label = make_label(name, "small")
        label.setMinimumWidth(64)
        field = QLineEdit(line)
        field.setReadOnly(True)
        field.setCursorPosition(0)
        field.setAccessibleName(self.tr("Line for {0}").format(name))
        copy_button = IconButton("copy", self.tr("Copy the line for {0}").format(name))
        copy_button.clicked.connect(lambda _=False, line=line: QGuiApplication.clipboard().setText(line))
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.SMALL)
        row.addWidget(label)
        row.addWidget(field, 1)
        row.addWidget(copy_button)
        self.lines.addWidget(holder)
        holder.show()  # Qt would show it later, and count no height for it now

    def on_use_clicked(self) -> None:
        if self.finding is not None and self.finding.address is not None:
            self.address_chosen.emit(self.finding.address)
        self.accept()

    def on_host_clicked(self) -> None:
        self.accept()
        self.host_requested.emit()
