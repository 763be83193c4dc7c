"""Paints a row of the launcher's rooms: name, people, topic, and what is kept of the room. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from desktop_chat.client.safe_display import shown_name
from desktop_chat.net.control_values import RoomRow
from desktop_chat.qt.launcher.hosted_rooms_model import ROOM_ROLE, HostedRoomsModel, is_closed
from desktop_chat.qt.theme import Space, Text, appearance, icon_side, qcolor, text_font
from desktop_chat.qt.theme.icons import icon_pixmap, ratio_of
from desktop_chat.qt.theme.literal_text import isolate_direction
from desktop_chat.qt.widgets.row_delegate import RowDelegate, RowOption, paint_row_ground, row_area

_ICON = 16
_LEADING = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class HostedRoomDelegate(RowDelegate):
    """Three lines: the name with signs and the number of people, the topic, and the messages."""

    def __init__(self, rooms: HostedRoomsModel) -> None:
        super().__init__()
        self._rooms = rooms

    def row_height(self, metrics: QFontMetrics) -> int:
        return 3 * metrics.lineSpacing() + 2 * Space.SMALL

    def paint_row(self, painter: QPainter, option: RowOption, index: QModelIndex | QPersistentModelIndex) -> None:
        room: RoomRow = index.data(ROOM_ROLE)
        theme = appearance().current
        row, chosen = row_area(option), option.is_chosen
        paint_row_ground(painter, row, option, theme)
        inner = row.adjusted(Space.SMALL, 0, -Space.SMALL, 0)
        line = option.metrics.lineSpacing()
        top = inner.top() + Space.SMALL - 1 + (0 if room.topic else line // 2)
        quiet = qcolor(theme.selected_text if chosen else theme.muted)
        right = self._paint_signs(painter, option, inner, QRect(inner.left(), top, inner.width(), line), room)
        lines = (
            (shown_name(room.name), Text.STRONG, qcolor(theme.selected_text if chosen else theme.text), right),
            (room.topic, Text.BODY, quiet, inner.right()),
            (self._rooms.details_text(room), Text.SMALL, quiet, inner.right()),
        )
        for number, (words, font, colour, end) in enumerate(each for each in lines if each[0]):
            painter.setFont(text_font(font))
            painter.setPen(colour)
            width = end - inner.left()
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, width)
            area = option.mirror(inner, QRect(inner.left(), top + number * line, width, line))
            painter.drawText(area, _LEADING, isolate_direction(shown))

    @staticmethod
    def _paint_signs(painter: QPainter, option: RowOption, inner: QRect, line: QRect, room: RoomRow) -> int:
        """Paint the number of people and the signs of a closed and of a hidden room. Return where the name ends."""
        theme, chosen = appearance().current, option.is_chosen
        role, ratio, side = "selected_text" if chosen else "muted", ratio_of(painter), icon_side(_ICON)
        painter.setFont(text_font(Text.SMALL))
        painter.setPen(qcolor(theme.selected_text if chosen else theme.muted))
        people = str(room.people)
        width = painter.fontMetrics().horizontalAdvance(people)
        left = line.right() - width
        number = option.mirror(inner, QRect(left, line.top(), width + 1, line.height()))
        painter.drawText(number, Qt.AlignmentFlag.AlignCenter, people)
        signs = [name for name, shown in (("users", True), ("lock", is_closed(room)), ("eye-off", "s" in room.modes))
                 if shown]  # fmt: skip
        for sign in signs:
            left -= side + Space.TINY
            place = QRect(left, line.top() + (line.height() - side) // 2, side, side)
            painter.drawPixmap(option.mirror(inner, place), icon_pixmap(sign, role, side, ratio))
        return left - Space.SMALL
