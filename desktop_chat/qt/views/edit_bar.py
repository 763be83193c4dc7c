"""EditBar: above the composer, while one corrects what one has said. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_chat.qt.theme import Space, look, qcolor
from desktop_chat.qt.widgets import IconButton, IconLabel, label
from desktop_chat.qt.widgets.painted import Painted


class EditBar(Painted):
    """Hidden while one writes something new."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cancel = IconButton("close", self.tr("Leave it as it was (Esc)"), role="muted")
        self.cancel.setFixedSize(28, 28)
        self.cancel.clicked.connect(self.left)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.MEDIUM + 2, Space.TINY, Space.MEDIUM + 6, Space.TINY)
        row.setSpacing(Space.SMALL)
        row.addWidget(IconLabel("edit", "link", 18))
        row.addWidget(label(self.tr("You are editing a message"), "small"), 1)
        row.addWidget(self.cancel)
        self.setVisible(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = look().current
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), qcolor(theme.accent_soft))
            painter.fillRect(0, 0, self.width(), 1, qcolor(theme.line))
