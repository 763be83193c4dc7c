"""A frame around the list of a page. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_chat.qt.theme import RADIUS, Space, appearance, qcolor
from desktop_chat.qt.widgets.painted import Painted


class _Frame(Painted):
    """A frame with round corners in the colour of lists."""

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = appearance().current
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(qcolor(theme.line))
            painter.setBrush(qcolor(theme.surface))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS * 1.5, RADIUS * 1.5)


class Framed(QWidget):
    """Content in a frame, with a margin in the colour of the page."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        frame = _Frame()
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(Space.TINY, Space.TINY, Space.TINY, Space.TINY)
        inside.addWidget(content)
        around = QVBoxLayout(self)
        around.setContentsMargins(Space.SMALL, 0, Space.SMALL, Space.SMALL)
        around.addWidget(frame)
