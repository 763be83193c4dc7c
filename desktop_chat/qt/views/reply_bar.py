"""ReplyBar: a bar above the composer during a reply or an edit. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_chat.qt.theme import Space, appearance, fill_area, qcolor
from desktop_chat.qt.widgets import ElidedLabel, IconButton, IconLabel
from desktop_chat.qt.widgets.painted import Painted


class ReplyBar(Painted):
    """Hidden while a person writes an ordinary message."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel("edit", "link", 18)
        self.text_label = ElidedLabel("", "small")
        self.cancel_button = IconButton("close", "", padding=8)
        self.cancel_button.clicked.connect(self.left)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.MEDIUM + 2, Space.TINY, Space.MEDIUM + 6, Space.TINY)
        row.setSpacing(Space.SMALL)
        row.addWidget(self._icon)
        row.addWidget(self.text_label, 1)
        row.addWidget(self.cancel_button)
        self.setVisible(False)

    def show_edit(self, text: str) -> None:
        """Show the message to edit, as it was sent."""
        words = self.tr("You are editing: {0}").format(text)
        self._show_text("edit", words, self.tr("Cancel editing (Esc)"))

    def show_answer(self, name: str, text: str) -> None:
        """Show the message to reply to. `name`: of its author."""
        words = self.tr("Replying to {nick}: {text}").format(nick=name, text=text)
        self._show_text("reply", words, self.tr("Cancel the reply (Esc)"))

    def _show_text(self, icon: str, text: str, tip: str) -> None:
        self._icon.set_icon(icon)
        self.text_label.setText(text)
        self.cancel_button.set_name(tip)
        self.setVisible(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = appearance().current
        with QPainter(self) as painter:
            fill_area(painter, self.rect(), qcolor(theme.accent_soft))
            fill_area(painter, QRect(0, 0, self.width(), 1), qcolor(theme.line))
