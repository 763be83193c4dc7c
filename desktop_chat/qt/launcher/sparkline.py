"""Sparkline: the last minutes of a number as a small curve. GUI thread."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_chat.qt.theme import appearance, qcolor
from desktop_chat.qt.widgets.painted import Painted

KEPT = 300
"""Samples: five minutes, at one sample a second."""


class Sparkline(Painted):
    """A curve with the newest sample at its end. Without samples it is a flat line."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._samples: deque[int] = deque(maxlen=KEPT)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def is_flat_at(self, sample: int) -> bool:
        """Whether more samples of the kind change nothing: the line is flat at the full length."""
        return len(self._samples) == KEPT and set(self._samples) == {sample}

    def add_sample(self, sample: int) -> None:
        """Continue the curve. What stays as it is is not painted again."""
        is_same = self.is_flat_at(sample)
        self._samples.append(sample)
        if not is_same:
            self.update()

    def clear(self) -> None:
        self._samples.clear()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, 48)

    def sample_points(self, area: QRectF) -> list[QPointF]:
        """Return the points of the samples in `area`, `KEPT` samples wide and the maximum high."""
        highest = max(self._samples, default=0) or 1
        step = area.width() / (KEPT - 1)
        left = area.right() - step * (len(self._samples) - 1)
        return [
            QPointF(left + step * i, area.bottom() - area.height() * sample / highest)
            for i, sample in enumerate(self._samples)
        ]

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = appearance().current
        area = QRectF(self.rect()).adjusted(1, 4, -4, -2)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                painter.translate(self.width(), 0)
                painter.scale(-1, 1)
            painter.setPen(QPen(qcolor(theme.line), 1))
            painter.drawLine(area.bottomLeft(), area.bottomRight())
            points = self.sample_points(area)
            if len(points) < 2:
                return
            curve = QPainterPath(points[0])
            for point in points[1:]:
                curve.lineTo(point)
            filled = QPainterPath(curve)
            filled.lineTo(points[-1].x(), area.bottom())
            filled.lineTo(points[0].x(), area.bottom())
            painter.fillPath(filled, qcolor(theme.accent, 0.16))
            painter.setPen(QPen(qcolor(theme.accent), 1.75, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawPath(curve)
            painter.setBrush(qcolor(theme.accent))
            painter.drawEllipse(points[-1], 2, 2)
