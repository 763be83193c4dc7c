"""Paint the surroundings of quotes and code: bars, frames, and the copy button."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from desktop_chat.qt.theme import Theme, fill_area, icon_side, qcolor
from desktop_chat.qt.theme.icons import icon_pixmap, ratio_of
from desktop_chat.qt.timeline.geometry import Geometry
from desktop_chat.qt.timeline.row_layout import CodeBox, RowLayout
from desktop_chat.qt.timeline.strings import copy_code_words

_RADIUS, _PAD, _ICON = 6, 10, 14


def paint_blocks(painter: QPainter, row: RowLayout, top: int, geometry: Geometry, theme: Theme) -> None:
    """Paint the bars and frames of a row, below its text. `top`: the upper edge of the body."""
    origin = QPoint(geometry.body_x, top)
    for bar in row.quote_bars:
        fill_area(painter, QRect(bar.x, bar.y, 3, bar.height).translated(origin), qcolor(theme.outline))
    for box in row.code_boxes:
        _paint_code(painter, box, origin, geometry, theme)


def _paint_code(painter: QPainter, box: CodeBox, origin: QPoint, geometry: Geometry, theme: Theme) -> None:
    """Paint the frame of a code block, its language, and its button."""
    frame, button = box.frame.translated(origin), box.button.translated(origin)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(qcolor(theme.line), 1))
    painter.setBrush(qcolor(theme.sunken))
    painter.drawRoundedRect(QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
    painter.restore()
    side = Qt.AlignmentFlag.AlignRight if geometry.right_to_left else Qt.AlignmentFlag.AlignLeft
    metrics = QFontMetrics(geometry.small)
    painter.setFont(geometry.small)
    room = QRect(frame.x() + _PAD, button.y(), frame.width() - button.width() - 2 * _PAD, button.height())
    if geometry.right_to_left:
        room.translate(button.width(), 0)
    painter.setPen(qcolor(theme.muted))
    title = metrics.elidedText(box.title, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, title)
    icon = icon_side(_ICON)
    mark = QRect(button.x() + _PAD, button.y() + (button.height() - icon) // 2, icon, icon)
    words = QRect(mark.right() + 7, button.y(), button.right() - mark.right() - 7, button.height())
    if geometry.right_to_left:
        mark.moveLeft(button.right() - _PAD - icon)
        words = QRect(button.x() + _PAD, button.y(), mark.x() - 6 - button.x() - _PAD, button.height())
    painter.drawPixmap(mark.topLeft(), icon_pixmap("copy", str(theme.link), icon, ratio_of(painter)))
    painter.setPen(qcolor(theme.link))
    painter.drawText(words, side | Qt.AlignmentFlag.AlignVCenter, copy_code_words())
