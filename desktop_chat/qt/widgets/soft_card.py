"""SoftCard: a bar of a room that looks like a card in the soft accent. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QMargins
from PySide6.QtGui import QPainter, QPaintEvent

from desktop_chat.qt.theme import RADIUS, Space, appearance, fill_area, qcolor
from desktop_chat.qt.widgets.painted import Painted

_EDGE = Space.MEDIUM + Space.MEDIUM
CARD_MARGINS = QMargins(_EDGE, _EDGE, _EDGE, Space.MEDIUM + Space.SMALL)
"""The margins of what stands on the card."""


class SoftCard(Painted):
    """Paints the ground; hidden until it has something to say."""

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = appearance().current
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            fill_area(painter, self.rect(), qcolor(theme.surface))
            painter.setPen(qcolor(theme.line))
            painter.setBrush(qcolor(theme.accent_soft))
            inner = self.rect().adjusted(Space.MEDIUM, Space.MEDIUM, -Space.MEDIUM, -Space.SMALL)
            painter.drawRoundedRect(inner, RADIUS, RADIUS)
