"""Spinner: an arc that shows work in progress. The arc turns, unless motion is unwanted."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimerEvent
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QWidget

from desktop_chat.qt.theme import appearance, icon_side, qcolor
from desktop_chat.qt.widgets.painted import Painted

_STEP_MS = 33
_STEP_DEGREES = 11


class Spinner(Painted):
    """An arc that turns while visible. A hidden spinner runs no timer, and neither does one that must not move.

    `size` is in pixels beside text of 100 %.
    """

    def __init__(self, size: int = 20, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self._angle = 0
        self._timer = 0
        self.setFixedSize(icon_side(size), icon_side(size))
        self.setAccessibleName(name or self.tr("Busy"))

    def showEvent(self, event: QShowEvent) -> None:
        self._turn_if_wanted(visible=True)

    def hideEvent(self, event: QHideEvent) -> None:
        self._turn_if_wanted(visible=False)

    def on_look_changed(self) -> None:
        self.setFixedSize(icon_side(self._size), icon_side(self._size))
        self._turn_if_wanted(visible=self.isVisible())
        super().on_look_changed()

    def _turn_if_wanted(self, *, visible: bool) -> None:
        wanted = visible and not appearance().is_calm
        if wanted and not self._timer:
            self._timer = self.startTimer(_STEP_MS)
        elif self._timer and not wanted:
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
