"""MentionsView: the mentions of and replies to the person, of all rooms in one list. GUI thread."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from desktop_chat.qt.models.mentions_model import MENTION, MentionRow, MentionsModel
from desktop_chat.qt.theme import Space, Text, appearance, icon_side, qcolor, text_font
from desktop_chat.qt.theme.literal_text import isolate_direction
from desktop_chat.qt.views.popup_list import PopupList
from desktop_chat.qt.widgets import paint_avatar
from desktop_chat.qt.widgets.row_delegate import RowDelegate, RowOption, paint_row_ground, row_area

_AVATAR = 32


class _MentionDelegate(RowDelegate):
    """Paints the author, the room, the time, and the text below."""

    def row_height(self, metrics: QFontMetrics) -> int:
        return max(icon_side(_AVATAR), 2 * metrics.lineSpacing()) + 2 * Space.SMALL

    def paint_row(self, painter: QPainter, option: RowOption, index: QModelIndex | QPersistentModelIndex) -> None:
        row = index.data(MENTION)
        if not isinstance(row, MentionRow):
            return
        theme = appearance().current
        area, chosen = row_area(option), option.is_chosen
        paint_row_ground(painter, area, option, theme)
        inner = area.adjusted(Space.SMALL, 0, -Space.SMALL, 0)
        line, middle = option.metrics.lineSpacing(), inner.center().y()

        def place(left: int, top: int, width: int) -> QRect:
            return option.mirror(inner, QRect(left, top, width, line))

        side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft  # where the window begins, says the painter
        face = icon_side(_AVATAR)
        mark = option.mirror(inner, QRect(inner.left(), middle - face // 2 + 1, face, face))
        paint_avatar(painter, QRectF(mark), row.result.entry.nick, theme)
        left = inner.left() + face + Space.SMALL + Space.TINY
        width = inner.right() - left
        muted = qcolor(theme.selected_text if chosen else theme.muted)
        painter.setFont(text_font(Text.SMALL))
        painter.setPen(muted)
        small = painter.fontMetrics()
        when = f" · {row.time}"
        left_over = width * 3 // 5 - small.horizontalAdvance(when)
        where = small.elidedText(row.place, Qt.TextElideMode.ElideRight, left_over) + when
        behind = small.horizontalAdvance(where) + 2
        painter.drawText(place(inner.right() - behind, middle - line, behind), Qt.AlignmentFlag.AlignCenter, where)
        painter.setFont(text_font(Text.STRONG))
        painter.setPen(qcolor(theme.selected_text if chosen else theme.text))
        name = painter.fontMetrics().elidedText(
            row.author, Qt.TextElideMode.ElideRight, max(0, width - behind - Space.SMALL)
        )
        painter.drawText(place(left, middle - line, width - behind), side, isolate_direction(name))
        painter.setFont(text_font())
        painter.setPen(muted)
        words = painter.fontMetrics().elidedText(row.text, Qt.TextElideMode.ElideRight, width)
        painter.drawText(place(left, middle, width), side, isolate_direction(words))


class MentionsView(PopupList):
    """Emits `chosen` with the SearchResult of a row."""

    chosen = Signal(object)
    widest = 560
    highest = 560

    def __init__(self, rows: Sequence[MentionRow], parent: QWidget) -> None:
        self._model = MentionsModel(rows)
        super().__init__(self._model, _MentionDelegate(), parent)
        self.setWindowTitle(self.tr("Mentions and replies"))
        self.field.setPlaceholderText(self.tr("Filter mentions and replies"))
        self.field.setAccessibleName(self.tr("Filter mentions and replies"))
        self.view.setAccessibleName(self.tr("Mentions and replies"))
        self.nothing_label.setText(
            self.tr("Nothing found.") if rows else self.tr("Nobody has mentioned you or replied to you yet.")
        )
        self.begin(parent)

    def filter_rows(self, text: str) -> None:
        self._model.set_filter(text)

    def on_row_chosen(self, index: QModelIndex) -> None:
        row = index.data(MENTION)
        if isinstance(row, MentionRow):
            self.close()
            self.chosen.emit(row.result)
