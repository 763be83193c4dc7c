"""Paints a row of the browser of rooms: the name, the number of people, and the topic."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from desktop_chat.client.listed_room import ListedRoom
from desktop_chat.client.safe_display import shown_name
from desktop_chat.qt.models.listed_rooms import ListedRoomRole
from desktop_chat.qt.theme import Space, Text, appearance, icon_side, qcolor, text_font
from desktop_chat.qt.theme.icons import icon_pixmap, ratio_of
from desktop_chat.qt.theme.literal_text import isolate_direction
from desktop_chat.qt.widgets.row_delegate import RowDelegate, RowOption, paint_row_ground, row_area

_ICON = 16
_LEADING = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
"""A painter takes left for the leading edge of its widget."""


class ListedRoomDelegate(RowDelegate):
    """All rows are equally high, so a large list scrolls as fast as a small one."""

    def row_height(self, metrics: QFontMetrics) -> int:
        return 2 * metrics.lineSpacing() + 2 * Space.SMALL

    def paint_row(self, painter: QPainter, option: RowOption, index: QModelIndex | QPersistentModelIndex) -> None:
        room = index.data(ListedRoomRole.ROOM)
        if not isinstance(room, ListedRoom):
            return
        theme = appearance().current
        row, chosen = row_area(option), option.is_chosen
        paint_row_ground(painter, row, option, theme)
        inner = row.adjusted(Space.SMALL, 0, -Space.SMALL, 0)
        line, top = option.metrics.lineSpacing(), inner.top() + Space.SMALL - 1
        if not room.topic:
            top += line // 2

        def placed(left: int, top: int, width: int, height: int) -> QRect:
            return option.mirror(inner, QRect(left, top, width, height))

        quiet = qcolor(theme.selected_text if chosen else theme.muted)
        painter.setFont(text_font(Text.SMALL))
        painter.setPen(quiet)
        people = QLocale().toString(room.people)
        width = painter.fontMetrics().horizontalAdvance(people)
        number = placed(inner.right() - width, top, width + 1, line)
        painter.drawText(number, Qt.AlignmentFlag.AlignCenter, people)
        role, ratio, side = "selected_text" if chosen else "muted", ratio_of(painter), icon_side(_ICON)
        left, above = inner.right() - width - Space.TINY - side, top + (line - side) // 2
        painter.drawPixmap(placed(left, above, side, side), icon_pixmap("users", role, side, ratio))
        if index.data(ListedRoomRole.JOINED):
            left -= Space.SMALL + side
            painter.drawPixmap(placed(left, above, side, side), icon_pixmap("check", role, side, ratio))
        painter.setFont(text_font(Text.STRONG))
        painter.setPen(qcolor(theme.selected_text if chosen else theme.text))
        width = left - Space.SMALL - inner.left()
        name = painter.fontMetrics().elidedText(shown_name(room.name), Qt.TextElideMode.ElideRight, width)
        painter.drawText(placed(inner.left(), top, width, line), _LEADING, isolate_direction(name))
        painter.setFont(text_font())
        painter.setPen(quiet)
        topic = painter.fontMetrics().elidedText(room.topic, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(placed(inner.left(), top + line, inner.width(), line), _LEADING, isolate_direction(topic))
