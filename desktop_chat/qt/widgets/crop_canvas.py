"""CropCanvas: the choice of a square of a picture: moved by drag and arrow keys, enlarged by wheel and keys.

Windows show the square as a circle, so the corners are dimmed. GUI thread.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from desktop_chat.qt.theme import appearance, fill_area, qcolor
from desktop_chat.qt.widgets.painted import Painted
from desktop_chat.qt.widgets.told_role import tell_role

LARGEST = 8.0
"""Times that a picture is enlarged, at most."""
STEP = 1.1
_SIDE = 280
_VEIL = 0.62
_ARROW = 0.05
"""The part of the square by which a key moves it."""
_KEYS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


class CropCanvas(Painted):
    """A graphic for screen readers, with the place of the square as the description."""

    zoomed = Signal()  # `zoom` has changed

    def __init__(self, image: QImage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pixmap = QPixmap.fromImage(image)
        self._whole = min(image.width(), image.height())
        self._middle = QPointF(image.width() / 2, image.height() / 2)
        """The middle of the square, in pixels of the picture."""
        self._zoom = 1.0
        self._dragged_from: QPointF | None = None
        self.setFixedSize(_SIDE, _SIDE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setAccessibleName(self.tr("Your picture. The arrow keys move it, plus and minus change its size."))
        tell_role(self, QAccessible.Role.Graphic)
        self._place()

    @property
    def zoom(self) -> float:
        """How many times the picture is enlarged; 1: the square takes the whole width or height."""
        return self._zoom

    @property
    def square(self) -> QRect:
        """The chosen square, in pixels of the picture."""
        side = max(1, round(self._whole / self._zoom))
        left, top = round(self._middle.x() - side / 2), round(self._middle.y() - side / 2)
        left = min(max(0, left), self._pixmap.width() - side)
        return QRect(left, min(max(0, top), self._pixmap.height() - side), side, side)

    def set_zoom(self, zoom: float) -> None:
        """Enlarge the picture around the middle of the square."""
        zoom = min(LARGEST, max(1.0, float(zoom)))
        if zoom != self._zoom:
            self._zoom = zoom
            self._place()
            self.zoomed.emit()

    def move_square(self, across: float, down: float) -> None:
        """Move the square by parts of a side."""
        side = self._whole / self._zoom
        self._middle += QPointF(across * side, down * side)
        self._place()

    def _place(self) -> None:
        """Keep the square inside of the picture."""
        half, size = self._whole / self._zoom / 2, self._pixmap.size()
        self._middle = QPointF(
            min(max(half, self._middle.x()), size.width() - half),
            min(max(half, self._middle.y()), size.height() - half),
        )
        place = self.tr("{0} % of the width, {1} % of the height, {2} times enlarged").format(
            round(100 * self._middle.x() / size.width()),
            round(100 * self._middle.y() / size.height()),
            self.locale().toString(self._zoom, "f", 1),
        )
        self.setAccessibleDescription(place)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_SIDE, _SIDE)

    # Events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _KEYS.get(Qt.Key(event.key()))
        if step is not None:
            self.move_square(step[0] * _ARROW, step[1] * _ARROW)
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.set_zoom(self._zoom * STEP)
        elif event.key() in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            self.set_zoom(self._zoom / STEP)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.set_zoom(self._zoom * STEP ** (event.angleDelta().y() / 120))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragged_from = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged_from is not None:
            moved = (self._dragged_from - event.position()) / _SIDE
            self._dragged_from = event.position()
            self.move_square(moved.x(), moved.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragged_from = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, area = appearance().current, QRectF(self.rect())
        with QPainter(self) as painter:
            fill_area(painter, self.rect(), qcolor(theme.sunken))
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(area, self._pixmap, QRectF(self.square))
            outside, circle = QPainterPath(), area.adjusted(2, 2, -2, -2)
            outside.addRect(area)
            outside.addEllipse(circle)  # odd and even: the circle is left out
            painter.fillPath(outside, qcolor(theme.surface, _VEIL))
            painter.setPen(QPen(qcolor(theme.focus if self.hasFocus() else theme.outline), 2))
            painter.drawEllipse(circle)
