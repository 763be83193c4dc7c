"""Paints a row of the people: a heading, or an avatar with presence, a name, and perhaps signs: an open
lock, a struck-out microphone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from desktop_chat.client.events import Member
from desktop_chat.qt.models.members import MemberRole
from desktop_chat.qt.theme import Space, Text, appearance, icon_side, qcolor, text_font
from desktop_chat.qt.theme.icons import icon_pixmap, ratio_of
from desktop_chat.qt.theme.literal_text import isolate_direction
from desktop_chat.qt.widgets.avatar import PortraitOf, no_portrait, paint_person
from desktop_chat.qt.widgets.marks import Dot, paint_presence
from desktop_chat.qt.widgets.row_delegate import RowDelegate, RowOption, paint_row_ground, row_area

_AVATAR = 24
_SIGN = 16
_DOT, _DOT_OUTSIDE = 11, 3
"""Of the presence: its side, and the pixels of it that lie outside of the avatar."""
_LEADING = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
"""A painter takes left for the leading edge of its widget."""


class MemberDelegate(RowDelegate):
    """All rows are equally high, so a large list scrolls as fast as a small one."""

    portrait_of: PortraitOf = staticmethod(no_portrait)

    def row_height(self, metrics: QFontMetrics) -> int:
        return max(36, metrics.height() + 16, icon_side(_AVATAR) + 12) + appearance().choices.spacing.row

    def paint_row(self, painter: QPainter, option: RowOption, index: QModelIndex | QPersistentModelIndex) -> None:
        member = index.data(MemberRole.MEMBER)
        if isinstance(member, Member):
            plain = bool(index.data(MemberRole.UNENCRYPTED))
            signs = [("lock-open", True)] if plain else []
            signs += [("mic-off", False)] if index.data(MemberRole.MUTED) else []
            self._paint_member(painter, option, member, str(index.data()), signs)
        else:
            self._paint_heading(painter, option, str(index.data()))

    def _paint_heading(self, painter: QPainter, option: RowOption, text: str) -> None:
        painter.setFont(text_font(Text.SMALL, strong=True))
        painter.setPen(qcolor(appearance().current.faint))
        row = option.rect.adjusted(Space.MEDIUM, Space.SMALL, -Space.MEDIUM, 0)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, row.width())
        painter.drawText(row, _LEADING, isolate_direction(shown))

    def _paint_member(
        self,
        painter: QPainter,
        option: RowOption,
        member: Member,
        name: str,
        signs: Sequence[tuple[str, bool]],
    ) -> None:
        """`signs`: icons at the end of the row, and whether each is a warning."""
        theme = appearance().current
        row, selected = row_area(option), option.is_chosen
        paint_row_ground(painter, row, option, theme)
        side = icon_side(_AVATAR)
        avatar = QRect(row.left() + Space.SMALL, row.center().y() - side // 2 + 1, side, side)
        placed = option.mirror(row, avatar)
        painter.setOpacity(0.5 if member.away else 1.0)
        paint_person(painter, QRectF(placed), member.nick, theme, self.portrait_of)
        painter.setOpacity(1.0)
        whole, over = icon_side(_DOT), icon_side(_DOT) - _DOT_OUTSIDE
        dot = QRectF(placed.right() - over, placed.bottom() - over, whole, whole)
        ground = theme.selected if selected else theme.window
        paint_presence(painter, dot, Dot.AWAY if member.away else Dot.GOOD, theme, ground=ground)
        end = row.right()
        side = icon_side(_SIGN)
        for icon, is_warning in signs:
            end -= side + Space.SMALL
            place = QRect(end, row.center().y() - side // 2 + 1, side, side)
            colour = theme.selected_text if selected else theme.warning if is_warning else theme.muted
            painter.drawPixmap(option.mirror(row, place), icon_pixmap(icon, colour, side, ratio_of(painter)))
        text = QRect(avatar.right() + 10, row.top(), end - avatar.right() - 18, row.height())
        painter.setFont(text_font())
        painter.setPen(qcolor(theme.selected_text if selected else theme.faint if member.away else theme.text))
        shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, text.width())
        where = option.mirror(row, text)
        painter.drawText(where, _LEADING, isolate_direction(shown))
