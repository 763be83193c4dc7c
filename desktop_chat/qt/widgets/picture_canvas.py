"""PictureCanvas: a picture that fits into the widget, or that is enlarged and moved by wheel, drag and keys.

Thread: GUI.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QAccessible, QFont, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QLabel, QWidget

from desktop_chat.qt.theme import Text, appearance, fill_area, qcolor, text_font
from desktop_chat.qt.widgets.told_role import tell_role

STEP = 1.25
"""The factor of one step of zoom."""
LARGEST = 8.0
_ARROW = 60
"""Pixels by which a key moves the picture."""


class PictureCanvas(QLabel):
    """A graphic for screen readers. `scale` is the number of pixels of the screen for a pixel of the picture."""

    zoomed = Signal()  # the scale has changed

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        appearance().changed.connect(self.update)
        self._pixmap = QPixmap()
        self._natural = QSize()
        self._note = ""
        self._scale: float | None = None  # None: the picture fits into the widget
        self._middle = QPointF(0.5, 0.5)
        """The point of the picture in the middle of the widget, as parts of width and height."""
        self._dragged_from: QPointF | None = None
        self.setMinimumSize(200, 120)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        tell_role(self, QAccessible.Role.Graphic)

    # What is shown

    def show_picture(self, pixmap: QPixmap, natural: QSize) -> None:
        """Show a picture, or the same one with more pixels. `natural`: its own size in pixels."""
        self._pixmap, self._natural, self._note = pixmap, natural, ""
        self._place_picture()

    def show_note(self, text: str) -> None:
        """Show a sentence in place of a picture."""
        self._pixmap, self._note = QPixmap(), text
        self.update()

    def fit_whole(self) -> None:
        """Show the whole picture; a small one in its own size."""
        self._scale, self._middle = None, QPointF(0.5, 0.5)
        self._place_picture()

    @property
    def is_empty(self) -> bool:
        """True while there is a sentence in place of a picture."""
        return self._pixmap.isNull()

    @property
    def fits_whole(self) -> bool:
        return self._scale is None

    @property
    def scale(self) -> float:
        return self._scale if self._scale is not None else self._fitting_scale()

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Enlarge the picture by a factor. The point of the picture at `at` stays where it is."""
        if self._pixmap.isNull():
            return
        at = at if at is not None else QRectF(self.rect()).center()
        smallest = min(1.0, self._fitting_scale())
        wanted = min(LARGEST, max(smallest, self.scale * factor))
        before = self._picture_rect()
        part = QPointF((at.x() - before.x()) / before.width(), (at.y() - before.y()) / before.height())
        self._scale = None if wanted <= self._fitting_scale() and factor < 1 else wanted
        size = self._shown_size()
        centre = QRectF(self.rect()).center()
        self._middle = QPointF(
            part.x() + (centre.x() - at.x()) / size.width(), part.y() + (centre.y() - at.y()) / size.height()
        )
        self._place_picture()

    def show_actual_size(self) -> None:
        """Show a pixel of the picture as a pixel of the screen."""
        self.zoom_by(1 / self.devicePixelRatioF() / self.scale)

    def move_by(self, pixels: QPointF) -> None:
        """Move an enlarged picture."""
        size = self._shown_size()
        self._middle -= QPointF(pixels.x() / max(1.0, size.width()), pixels.y() / max(1.0, size.height()))
        self._place_picture()

    def move_by_key(self, key: int) -> bool:
        """Move an enlarged picture by an arrow key. Return False if the picture fits into the widget."""
        steps = {
            int(Qt.Key.Key_Left): QPointF(_ARROW, 0),
            int(Qt.Key.Key_Right): QPointF(-_ARROW, 0),
            int(Qt.Key.Key_Up): QPointF(0, _ARROW),
            int(Qt.Key.Key_Down): QPointF(0, -_ARROW),
        }
        if self.fits_whole or key not in steps:
            return False
        self.move_by(steps[key])
        return True

    # Places

    def _fitting_scale(self) -> float:
        if self._natural.isEmpty():
            return 1.0
        ratio = self.devicePixelRatioF()
        return min(1 / ratio, self.width() / self._natural.width(), self.height() / self._natural.height())

    def _shown_size(self) -> QSizeF:
        return QSizeF(self._natural) * self.scale

    def _picture_rect(self) -> QRectF:
        size, centre = self._shown_size(), QRectF(self.rect()).center()
        corner = QPointF(centre.x() - self._middle.x() * size.width(), centre.y() - self._middle.y() * size.height())
        return QRectF(corner, size)

    def _place_picture(self) -> None:
        """Keep the picture inside of the widget, and in its middle where it is smaller."""
        size = self._shown_size()
        self._middle = QPointF(
            _kept_inside(self._middle.x(), size.width(), self.width()),
            _kept_inside(self._middle.y(), size.height(), self.height()),
        )
        self.setCursor(Qt.CursorShape.ArrowCursor if self.fits_whole else Qt.CursorShape.OpenHandCursor)
        self.update()
        self.zoomed.emit()

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_picture()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom_by(STEP ** (event.angleDelta().y() / 120), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and not self.fits_whole:
            self._dragged_from = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged_from is not None:
            self.move_by(event.position() - self._dragged_from)
            self._dragged_from = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._dragged_from is not None:
            self._dragged_from = None
            self.setCursor(Qt.CursorShape.OpenHandCursor)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.fits_whole:
            self.zoom_by(1 / self.devicePixelRatioF() / self.scale, event.position())
        else:
            self.fit_whole()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = appearance().current
        with QPainter(self) as painter:
            fill_area(painter, self.rect(), qcolor(theme.sunken))
            if self._pixmap.isNull():
                painter.setFont(QFont(text_font(Text.BODY)))
                painter.setPen(qcolor(theme.muted))
                area = self.rect().adjusted(20, 20, -20, -20)
                painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._note)
                return
            target = self._picture_rect()
            seen = target.intersected(QRectF(self.rect()))
            across = self._pixmap.width() / target.width(), self._pixmap.height() / target.height()
            source = QRectF(
                (seen.x() - target.x()) * across[0],
                (seen.y() - target.y()) * across[1],
                seen.width() * across[0],
                seen.height() * across[1],
            )
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self.scale < 4)
            painter.drawPixmap(seen, self._pixmap, source)

    def sizeHint(self) -> QSize:
        return QSize(900, 640)


def _kept_inside(middle: float, size: float, room: int) -> float:
    """Return the part of a side in the middle of the widget, so that no edge is inside unless the picture is small."""
    if size <= room:
        return 0.5
    half = room / 2 / size
    return min(1 - half, max(half, middle))


def fitting_pixels(widget: QWidget) -> QSize:
    """Return the pixels of the screen of a widget: more of a picture cannot be seen at once."""
    corner = QPoint(widget.screen().size().width(), widget.screen().size().height()) * widget.devicePixelRatioF()
    return QSize(corner.x(), corner.y())
