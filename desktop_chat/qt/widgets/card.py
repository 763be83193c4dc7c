"""Card: a raised surface with round corners around related widgets."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop_chat.qt.theme import RADIUS, Space, appearance, qcolor
from desktop_chat.qt.widgets.labels import make_label
from desktop_chat.qt.widgets.painted import Painted

_TONES = {
    "": "raised",
    "accent": "accent_soft",
    "danger": "danger_soft",
    "warning": "warning_soft",
    "success": "success_soft",
}


class Card(Painted):
    """A vertical `body` layout on a raised ground. `header` holds the optional heading."""

    def __init__(self, title: str = "", parent: QWidget | None = None, *, tone: str = "") -> None:
        super().__init__(parent)
        self._tone = tone
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(Space.MEDIUM, Space.MEDIUM, Space.MEDIUM, Space.MEDIUM)
        self.body.setSpacing(Space.SMALL)
        self.header = QHBoxLayout()
        self.header.setSpacing(Space.SMALL)
        self.title_label = make_label(title, "heading", self, wrap=True)
        self.title_label.setVisible(bool(title))
        self.header.addWidget(self.title_label, 1)
        if title:
            self.body.addLayout(self.header)
            self.setAccessibleName(title)

    def add_to_header(self, button: QWidget) -> None:
        """Add a button beside the heading, which stays where it is in cards without a button."""
        policy = button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        button.setSizePolicy(policy)
        self.header.addWidget(button)
        self.body.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, Space.MEDIUM)

    def set_tone(self, tone: str) -> None:
        """Tint the ground: accent, danger, warning, success, or "" for no tint."""
        self._tone = tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = appearance().current
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(qcolor(theme.line), 1))
            painter.setBrush(qcolor(str(getattr(theme, _TONES[self._tone]))))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS * 1.5, RADIUS * 1.5)


def make_line(parent: QWidget | None = None) -> QFrame:
    """Make a horizontal hairline."""
    made = QFrame(parent)
    made.setFrameShape(QFrame.Shape.HLine)
    made.setFixedHeight(1)
    return made
