"""Spinner: a turning arc that shows work in progress."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimerEvent
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QWidget

from desktop_chat.qt.theme import appearance, qcolor
from desktop_chat.qt.widgets.painted import Painted

_STEP_MS = 33
_STEP_DEGREES = 11


class Spinner(Painted):
    """An arc that turns while visible. A hidden spinner runs no timer."""

    def __init__(self, size: int = 20, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._angle = 0
        self._timer = 0
        self.setFixedSize(size, size)
        self.setAccessibleName(name or self.tr("Busy"))

    def showEvent(self, event: QShowEvent) -> None:
        if not self._timer:
            self._timer = self.startTimer(_STEP_MS)

    def hideEvent(self, event: QHideEvent) -> None:
        if self._timer:
            self.killTimer(self._timer)
            self._timer = 0

    def timerEvent(self, event: QTimerEvent) -> None:
        self._angle = (self._angle + _STEP_DEGREES) % 360
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = appearance().current
        width = max(2.0, self.width() / 9)
        rect = QRectF(self.rect()).adjusted(width, width, -width, -width)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(qcolor(theme.pressed), width))
            painter.drawEllipse(rect)
            painter.setPen(QPen(qcolor(theme.accent), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawArc(rect, -self._angle * 16, 100 * 16)
