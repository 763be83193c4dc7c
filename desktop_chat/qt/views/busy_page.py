"""BusyPage: what the start window shows while a chat is started or joined. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_chat.qt.theme import Space
from desktop_chat.qt.widgets import Spinner, make_button, make_label


class BusyPage(QWidget):
    """A spinner, a sentence and a button that cancels."""

    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spinner = Spinner(40, self.tr("Please wait"))
        self.label = make_label("", "heading", wrap=True)
        self.cancel_button = make_button(self.tr("Cancel"))
        self.cancel_button.clicked.connect(self.cancel_requested)
        self.label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.HUGE, Space.HUGE, Space.HUGE, Space.HUGE)
        column.setSpacing(Space.MEDIUM)
        column.addStretch(1)
        column.addWidget(self.spinner, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.label)
        column.addWidget(self.cancel_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def set_text(self, text: str) -> None:
        """Say what is under way."""
        self.label.setText(text)
