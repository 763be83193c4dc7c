"""Switch: an on/off control that takes effect at once."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop_chat.qt.theme import Space, appearance, icon_side, label_edge, qcolor
from desktop_chat.qt.theme.icons import icon_pixmap, ratio_of

_WIDTH, _HEIGHT = 40, 24
"""Of the track, in pixels beside text of 100 %."""
_MARK = 12


class Switch(QAbstractButton):
    """A checkable button with the switch at its trailing edge and the text before the switch."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = text
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        appearance().changed.connect(self.on_look_changed)

    def on_look_changed(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of one line, but the height of all lines at the present width: layouts make it no higher."""
        text = self.fontMetrics().horizontalAdvance(self._words)
        return QSize(
            text + (label_edge() + Space.MEDIUM if text else 4) + icon_side(_WIDTH) + 4,
            self.heightForWidth(self.width()),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def heightForWidth(self, width: int) -> int:
        """Return the height for a width; a narrow switch wraps its text."""
        room = QRect(0, 0, max(1, width - label_edge() - icon_side(_WIDTH) - 12), 10_000)
        lines = self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, self._words)
        return max(icon_side(_HEIGHT) + 8, lines.height() + 8)

    def minimumSizeHint(self) -> QSize:
        return QSize(icon_side(_WIDTH) + 8, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = appearance().current
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            width, height = icon_side(_WIDTH), icon_side(_HEIGHT)
            left_to_right = self.layoutDirection() == Qt.LayoutDirection.LeftToRight
            top = (self.height() - height) / 2
            track = QRectF(self.width() - width - 3 if left_to_right else 3, top, width, height)
            text = (
                self.rect().adjusted(label_edge(), 0, -width - 12, 0)
                if left_to_right
                else self.rect().adjusted(width + 12, 0, -label_edge(), 0)
            )
            painter.setPen(qcolor(theme.text if self.isEnabled() else theme.faint))
            side = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)
            painter.drawText(text, side | int(Qt.TextFlag.TextWordWrap), self._words)
            self._paint_track(painter, track, left_to_right)
            if self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(qcolor(theme.focus), 2))
                painter.drawRoundedRect(track.adjusted(-2, -2, 2, 2), height / 2 + 2, height / 2 + 2)

    def _paint_track(self, painter: QPainter, track: QRectF, left_to_right: bool) -> None:
        theme = appearance().current
        on = self.isChecked()
        radius = track.height() / 2
        ground = theme.line if not self.isEnabled() else theme.accent if on else theme.surface
        painter.setBrush(qcolor(ground))
        painter.setPen(QPen(qcolor(theme.accent if on and self.isEnabled() else theme.faint), 1))
        painter.drawRoundedRect(track.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        at_right = on == left_to_right
        middle = QPointF(track.right() - radius if at_right else track.left() + radius, track.center().y())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(qcolor(theme.accent_text if on else theme.faint))
        painter.drawEllipse(middle, radius - 4, radius - 4)
        if on:
            side = icon_side(_MARK)
            mark = icon_pixmap("check", theme.accent if self.isEnabled() else theme.faint, side, ratio_of(painter))
            painter.drawPixmap(middle - QPointF(side / 2, side / 2), mark)
