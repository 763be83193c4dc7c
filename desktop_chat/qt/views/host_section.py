"""HostSection: the part of the start window that starts a chat on this computer. GUI thread."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_chat.qt.theme import Space
from desktop_chat.qt.theme.literal_text import TextSink, literal_text
from desktop_chat.qt.widgets import announcement, button_row, make_button, make_label, tab_order

if TYPE_CHECKING:
    from desktop_chat.net.free_port import FreePort


class HostSection(QWidget):
    """The button, and below it why the chat did not start, with the ways out. What is below is made at first use."""

    host_requested = Signal()
    port_requested = Signal(object)  # FreePort
    launcher_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._free_port: FreePort | None = None
        self.host_button = make_button(self.tr("Start a chat here"), "primary", "message")
        self.host_button.setStyleSheet("QPushButton { min-height: 30px; }")
        self.host_button.setDefault(True)
        self.host_button.clicked.connect(self.host_requested)
        note = make_label(self.tr("It runs on this computer. Others on your network can join."), "small", wrap=True)
        note.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.TINY + 2)
        self._column.addWidget(self.host_button)
        self._column.addWidget(note)

    @cached_property
    def error_label(self) -> QLabel:
        made = make_label("", "small", wrap=True)
        made.setProperty("tone", "danger")
        self._column.insertWidget(2, made)
        return made

    @cached_property
    def ways(self) -> QWidget:
        """The buttons below the error: another port, and the log."""
        made = QWidget()
        # Large letters get a line for each button.
        row = button_row.ButtonRow(self.port_button, self.launcher_button, leading=True)
        row.setSpacing(Space.MEDIUM)
        made.setLayout(row)
        self._column.addWidget(made)
        tab_order.order_tabs(self)
        return made

    @cached_property
    def port_button(self) -> QPushButton:
        made = make_button("", "secondary")
        made.clicked.connect(lambda: self.port_requested.emit(self._free_port))
        return made

    @cached_property
    def launcher_button(self) -> QPushButton:
        made = make_button(self.tr("Show log"), "link")
        made.clicked.connect(self.launcher_requested)
        return made

    def set_failure(self, text: str, free_port: FreePort | None = None) -> None:
        """Show why the chat did not start, with the free port to use if its own port is busy."""
        self.say(text)
        self._free_port = free_port
        self.ways.show()
        if free_port is not None:
            caption = self.tr("Use port {port}").format(port=free_port.port)
            self.port_button.setText(literal_text(caption, TextSink.CAPTION))
        self.port_button.setVisible(free_port is not None)

    def say(self, text: str) -> None:
        """Show a sentence."""
        self.error_label.setText(text)
        self.error_label.show()
        announcement.announce_text(self, text)

    def clear(self) -> None:
        """Show neither an error nor a sentence."""
        for name in ("error_label", "ways"):
            if name in vars(self):
                vars(self)[name].hide()
