"""Paints a row of the people: a heading, or an avatar with presence and a name."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from desktop_chat.client.events import Member
from desktop_chat.qt.models.members import MemberRole
from desktop_chat.qt.theme import Space, Text, appearance, qcolor, text_font
from desktop_chat.qt.theme.literal_text import isolate_direction
from desktop_chat.qt.widgets import paint_avatar
from desktop_chat.qt.widgets.marks import Dot, paint_presence
from desktop_chat.qt.widgets.row_delegate import RowDelegate, is_chosen, paint_row_ground, row_area

_AVATAR = 24
_LEADING = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
"""A painter takes left for the leading edge of its widget."""


class MemberDelegate(RowDelegate):
    """All rows are equally high, so a large list scrolls as fast as a small one."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, max(36, option.fontMetrics.height() + 16) + appearance().choices.spacing.row)

    def paint_row(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        member = index.data(MemberRole.MEMBER)
        if isinstance(member, Member):
            self._paint_member(painter, option, member, str(index.data()))
        else:
            self._paint_heading(painter, option, str(index.data()))

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, text: str) -> None:
        font = text_font(Text.SMALL)
        font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(qcolor(appearance().current.faint))
        row = option.rect.adjusted(Space.MEDIUM, Space.SMALL, -Space.MEDIUM, 0)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, row.width())
        painter.drawText(row, _LEADING, isolate_direction(shown))

    def _paint_member(self, painter: QPainter, option: QStyleOptionViewItem, member: Member, name: str) -> None:
        theme = appearance().current
        row, selected = row_area(option), is_chosen(option)
        paint_row_ground(painter, row, option, theme)
        avatar = QRect(row.left() + Space.SMALL, row.center().y() - _AVATAR // 2 + 1, _AVATAR, _AVATAR)
        placed = QStyle.visualRect(option.direction, row, avatar)
        painter.setOpacity(0.5 if member.away else 1.0)
        paint_avatar(painter, QRectF(placed), member.nick, theme)
        painter.setOpacity(1.0)
        dot = QRectF(placed.right() - 8, placed.bottom() - 8, 11, 11)
        ground = theme.selected if selected else theme.window
        paint_presence(painter, dot, Dot.AWAY if member.away else Dot.GOOD, theme, ground=ground)
        text = QRect(avatar.right() + 10, row.top(), row.right() - avatar.right() - 18, row.height())
        painter.setFont(text_font())
        painter.setPen(qcolor(theme.selected_text if selected else theme.faint if member.away else theme.text))
        shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, text.width())
        where = QStyle.visualRect(option.direction, row, text)
        painter.drawText(where, _LEADING, isolate_direction(shown))
