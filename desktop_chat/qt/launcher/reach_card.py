"""The card that says whether others can join: the result of a test, and what to do. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop_chat.client.safe_display import shown_name
from desktop_chat.lan.firewalls import opening_line
from desktop_chat.net.addresses import ListenAddress, Reach, is_loopback
from desktop_chat.net.control_values import UserRow
from desktop_chat.qt.hosting.reach_check import ReachReport
from desktop_chat.qt.theme import Space
from desktop_chat.qt.widgets import Card, IconButton, IconLabel, make_label

_ICONS = {"success": "wifi", "muted": "wifi", "warning": "alert", "danger": "wifi-off"}


class ReachCard(Card):
    """A guest from another computer is the proof; before that, the card shows the report of a test."""

    test_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Can others join?"), parent)
        self._addresses: dict[Reach, tuple[ListenAddress, ...]] = {}
        self._report: ReachReport | None = None
        self._guest: UserRow | None = None
        self._icon = IconLabel("wifi", "muted", 18)
        self.reach_label = make_label(kind="muted", wrap=True)
        self.again_button = IconButton("refresh", self.tr("Test again"))
        self.line_field = QLineEdit()
        self.line_field.setReadOnly(True)
        self.line_field.setAccessibleName(self.tr("Line that opens the firewall"))
        self.copy_button = IconButton("copy", self.tr("Copy the line"))
        self._line_row = QWidget()
        self._lay_out()
        self.again_button.clicked.connect(self.test_requested)
        self.copy_button.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.line_field.text()))
        self._show_state()

    def _lay_out(self) -> None:
        self.add_to_header(self.again_button)
        reach = QHBoxLayout()
        reach.setSpacing(Space.SMALL)
        reach.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        reach.addWidget(self.reach_label, 1)
        line = QHBoxLayout(self._line_row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.TINY)
        line.addWidget(self.line_field, 1)
        line.addWidget(self.copy_button)
        self.body.addLayout(reach)
        self.body.addWidget(self._line_row)

    def set_addresses(self, addresses: dict[Reach, tuple[ListenAddress, ...]]) -> None:
        """Show that the addresses are tested now. {}: the chat does not run."""
        self._addresses, self._report, self._guest = addresses, None, None
        self._show_state()

    def set_report(self, report: ReachReport) -> None:
        self._report = report
        self._show_state()

    def set_users(self, users: tuple[UserRow, ...]) -> None:
        """Look for a guest from another computer."""
        own = {address.host for addresses in self._addresses.values() for address in addresses}
        guest = next((user for user in users if not is_loopback(user.host) and user.host not in own), None)
        if guest is not None and self._guest is None:
            self._guest = guest
            self._show_state()

    @property
    def outer_addresses(self) -> tuple[ListenAddress, ...]:
        """The addresses at which other computers could reach the chat."""
        return tuple(
            address for kind, found in self._addresses.items() if kind is not Reach.COMPUTER for address in found
        )

    def _show_state(self) -> None:
        tone, text, line = self._state_words()
        self._icon.set_icon(_ICONS[tone], tone)
        self.reach_label.setText(text)
        self.line_field.setText(line)
        self.line_field.setCursorPosition(0)
        self._line_row.setVisible(bool(line))

    def _state_words(self) -> tuple[str, str, str]:
        """Return the tone, the sentence, and the line for a terminal ("" for none)."""
        outer, report = self.outer_addresses, self._report
        if self._guest is not None:
            text = self.tr("Yes: {nick} has joined from {address}.")
            return "success", text.format(nick=shown_name(self._guest.nick), address=self._guest.host), ""
        if not outer:
            text = self.tr("Only this computer can join: it has no network, or the chat listens here alone.")
            return "warning", text, ""
        if report is None:
            return "muted", self.tr("The addresses are being tested…"), ""
        if report.silent:
            text = self.tr("The chat does not answer at {address}, although it should.")
            return "danger", text.format(address=report.silent[0]), ""
        first = report.answered[0] if report.answered else outer[0]
        if report.firewall is not None:
            text = self.tr(
                "The chat answers at {address}. The firewall {name} is on; if nobody can join, this line opens it:"
            )
            shown = text.format(address=first, name=report.firewall.value)
            return "warning", shown, opening_line(report.firewall, first.port)
        text = self.tr("The chat answers at {address}. Nobody from another computer has joined yet.")
        return "success", text.format(address=first), ""
