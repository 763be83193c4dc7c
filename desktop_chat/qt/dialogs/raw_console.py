"""RawConsole: what this program and a server say to each other, line by line, and a field for own lines. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desktop_chat.client.phase import Phase
from desktop_chat.irc.message import ProtocolError, encode_message, parse_line
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.traffic_log import MOST_LINES
from desktop_chat.qt.theme import Space
from desktop_chat.qt.theme.literal_text import TextSink, literal_text
from desktop_chat.qt.widgets import Switch, make_button, make_label
from desktop_chat.qt.widgets.button_row import ButtonRow


class RawConsole(QDialog):
    """Records while it is open. Passwords are masked."""

    def __init__(self, network: Network, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._network = network
        self._traffic = network.watch_traffic()
        self.setWindowTitle(literal_text(self.tr("Raw lines of {0}").format(network.display_name), TextSink.TITLE))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(340, 360)
        self.resize(720, 520)
        self.lines_edit = QPlainTextEdit()
        self.lines_edit.setReadOnly(True)
        self.lines_edit.setMaximumBlockCount(MOST_LINES)
        self.lines_edit.setAccessibleName(self.tr("Lines; an arrow to the right was sent, to the left received"))
        self.lines_edit.setPlaceholderText(self.tr("Lines appear here as they are sent (→) and received (←)."))
        self.line_field = QLineEdit()
        self.line_field.setPlaceholderText("WHOIS Ann")
        self.line_field.setAccessibleName(self.tr("A line of IRC to send"))
        self.send_button = make_button(self.tr("Send"), "primary")
        self.hold_switch = Switch(self.tr("Pause"))
        self.fault_label = make_label("", "small", wrap=True)
        self.fault_label.setProperty("tone", "danger")
        self.fault_label.hide()
        self.copy_button = make_button(self.tr("Copy all"))
        self.clear_button = make_button(self.tr("Clear"))
        self.close_button = make_button(self.tr("Close"))
        self._lay_out()
        self._traffic.added.connect(self.on_lines_added)
        self.hold_switch.toggled.connect(self.on_hold_toggled)
        self.send_button.clicked.connect(self.on_send)
        self.copy_button.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.lines_edit.toPlainText()))
        self.clear_button.clicked.connect(self.lines_edit.clear)
        self.close_button.clicked.connect(self.reject)
        self.finished.connect(network.unwatch_traffic)
        self.line_field.setFocus()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MEDIUM, Space.MEDIUM, Space.MEDIUM, Space.MEDIUM)
        column.setSpacing(Space.SMALL)
        column.addWidget(self.lines_edit, 1)
        column.addWidget(self.fault_label)
        row = QHBoxLayout()
        row.setSpacing(Space.SMALL)
        row.addWidget(self.line_field, 1)
        row.addWidget(self.send_button)
        column.addLayout(row)
        column.addWidget(self.hold_switch)
        column.addLayout(ButtonRow(self.copy_button, self.clear_button, self.close_button))
        for button in (self.copy_button, self.clear_button, self.close_button):
            button.setAutoDefault(False)
        self.send_button.setDefault(True)

    def on_lines_added(self, lines: list[str]) -> None:
        """Show new lines, unless the person has paused."""
        if not self.hold_switch.isChecked():
            self.lines_edit.appendPlainText("\n".join(lines))

    def on_hold_toggled(self, held: bool) -> None:
        """Show what came during the pause."""
        if not held:
            self.lines_edit.setPlainText("\n".join(self._traffic.lines))
            self.lines_edit.moveCursor(self.lines_edit.textCursor().MoveOperation.End)

    def on_send(self) -> None:
        """Send the typed line as it is. A wrong line stays in the field."""
        text, fault = self.line_field.text().strip(), ""
        if not text:
            return
        try:
            encode_message(parse_line(text))
        except ProtocolError:
            fault = self.tr("That is not a line of IRC.")
        if self._network.phase is not Phase.ONLINE:
            fault = self.tr("There is no connection now.")
        self.fault_label.setText(fault)
        self.fault_label.setVisible(bool(fault))
        if not fault:
            self._network.run_command(self._network.page, f"/quote {text}")
            self.line_field.clear()
