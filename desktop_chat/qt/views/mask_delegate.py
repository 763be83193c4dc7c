"""MaskDelegate: paints a mask of a room's list: an icon, whom the mask means, and below it the details. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from desktop_chat.qt.models.mask_list import MaskRole
from desktop_chat.qt.theme import Space, Text, appearance, icon_side, qcolor, text_font
from desktop_chat.qt.theme.icons import icon_pixmap, ratio_of
from desktop_chat.qt.theme.literal_text import isolate_direction
from desktop_chat.qt.widgets.row_delegate import RowDelegate, RowOption, paint_row_ground, row_area

_Index = QModelIndex | QPersistentModelIndex
_ICON = 20


class MaskDelegate(RowDelegate):
    """Rows of two lines."""

    def row_height(self, metrics: QFontMetrics) -> int:
        return 2 * metrics.height() + Space.MEDIUM

    def paint_row(self, painter: QPainter, option: RowOption, index: _Index) -> None:
        theme, row, chosen = appearance().current, row_area(option), option.is_chosen
        paint_row_ground(painter, row, option, theme)
        colour = theme.selected_text if chosen else theme.muted
        side = icon_side(_ICON)
        icon = QRect(row.left() + Space.SMALL, row.center().y() - side // 2, side, side)
        name = "mic-off" if index.data(MaskRole.MUTE) else "user"
        place = option.mirror(row, icon)
        painter.drawPixmap(place.topLeft(), icon_pixmap(name, colour, side, ratio_of(painter)))
        text = row.adjusted(Space.SMALL * 2 + side, Space.TINY, -Space.SMALL, -Space.TINY)
        where = option.mirror(row, text)
        top, bottom = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignBottom
        for font, ink, side, words in (
            (Text.STRONG, theme.selected_text if chosen else theme.text, top, index.data()),
            (Text.SMALL, colour, bottom, index.data(MaskRole.DETAILS)),
        ):
            painter.setFont(text_font(font))
            painter.setPen(qcolor(ink))
            shown = painter.fontMetrics().elidedText(str(words), Qt.TextElideMode.ElideRight, text.width())
            painter.drawText(where, Qt.AlignmentFlag.AlignLeft | side, isolate_direction(shown))
