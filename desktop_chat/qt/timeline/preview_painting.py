"""Paint the preview of a link: a quiet card, or the picture behind the link."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPen, QPixmap

from desktop_chat.qt.theme import Theme, qcolor
from desktop_chat.qt.theme.literal_text import isolate_direction
from desktop_chat.qt.timeline.geometry import Geometry
from desktop_chat.qt.timeline.preview_box import BAR, PAD, PreviewBox, PreviewLook, elide_lines

_CORNER = 8


def paint_preview(
    painter: QPainter, box: PreviewBox, look: PreviewLook, origin: QPoint, geometry: Geometry, theme: Theme
) -> None:
    """Paint a preview. `origin`: the top left of the body."""
    area = box.rect.translated(origin)
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    if look.is_picture and look.pixmap is not None and box.is_tall:
        _paint_pixmap(painter, look.pixmap, _fit_picture(look.pixmap, area, geometry))
    else:
        _paint_card(painter, look, area, geometry, theme)
    painter.restore()


def _paint_card(painter: QPainter, look: PreviewLook, area: QRect, geometry: Geometry, theme: Theme) -> None:
    painter.setPen(QPen(qcolor(theme.outline if theme.name == "contrast" else theme.line), 1))
    painter.setBrush(qcolor(theme.sunken))
    painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), _CORNER, _CORNER)
    bar = QRect(area.right() + 1 - BAR if geometry.right_to_left else area.x(), area.y() + PAD, BAR, area.height())
    bar.setHeight(area.height() - 2 * PAD)
    painter.fillRect(bar, qcolor(theme.accent))
    inner = area.adjusted(PAD + BAR, PAD, -PAD - BAR, -PAD)
    if look.pixmap is not None:
        side = min(inner.height(), inner.width() // 3)
        left = inner.x() if geometry.right_to_left else inner.right() + 1 - side
        _paint_pixmap(painter, look.pixmap, QRect(left, inner.y(), side, side))
        inner = inner.adjusted(side + PAD, 0, 0, 0) if geometry.right_to_left else inner.adjusted(0, 0, -side - PAD, 0)
    _paint_words(painter, look, inner, geometry, theme)


def _paint_words(painter: QPainter, look: PreviewLook, inner: QRect, geometry: Geometry, theme: Theme) -> None:
    side = Qt.AlignmentFlag.AlignRight if geometry.right_to_left else Qt.AlignmentFlag.AlignLeft
    small, name = QFontMetrics(geometry.small), QFontMetrics(geometry.name)
    y = inner.y()

    def draw_line(text: str, metrics: QFontMetrics, height: int) -> None:
        nonlocal y
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        place = QRect(inner.x(), y, inner.width(), height)
        painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, isolate_direction(shown))
        y += height

    painter.setFont(geometry.small)
    painter.setPen(qcolor(theme.muted))
    draw_line(look.site, small, geometry.small_height)
    if look.note:
        draw_line(look.note, small, geometry.small_height)
    painter.setFont(geometry.name)
    painter.setPen(qcolor(theme.text))
    draw_line(look.title, name, geometry.name_height)
    painter.setFont(geometry.small)
    painter.setPen(qcolor(theme.muted))
    for line in elide_lines(look.description, small, inner.width()) if look.description else ():
        draw_line(line, small, geometry.small_height)


def _paint_pixmap(painter: QPainter, pixmap: QPixmap, area: QRect) -> None:
    """Paint the middle of a pixmap into an area with round corners."""
    size = pixmap.size()
    shown = area.size().scaled(size, Qt.AspectRatioMode.KeepAspectRatio)
    source = QRect(QPoint((size.width() - shown.width()) // 2, (size.height() - shown.height()) // 2), shown)
    path = QPainterPath()
    path.addRoundedRect(QRectF(area), _CORNER / 2, _CORNER / 2)
    painter.save()
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    painter.drawPixmap(area, pixmap, source)
    painter.restore()


def _fit_picture(pixmap: QPixmap, area: QRect, geometry: Geometry) -> QRect:
    """Return where a whole picture stands in an area, never larger than its pixels."""
    room = area.size().boundedTo(pixmap.size())
    size = pixmap.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))
    left = area.right() + 1 - size.width() if geometry.right_to_left else area.x()
    return QRect(QPoint(left, area.y()), size)
