"""Switcher: jump to a room or a person by a few letters. Opens over the window with Ctrl+K. GUI thread."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from desktop_chat.qt.models.jumps import JUMP, Jump, JumpsModel
from desktop_chat.qt.theme import Space, Text, appearance, icon_side, qcolor, text_font
from desktop_chat.qt.theme.icons import icon_pixmap, ratio_of
from desktop_chat.qt.views.popup_list import PopupList
from desktop_chat.qt.widgets import paint_avatar
from desktop_chat.qt.widgets.row_delegate import RowDelegate, RowOption, paint_row_ground, row_area

_MARK = 20


class _JumpDelegate(RowDelegate):
    """Paints an icon, the name, and the server on the right."""

    def row_height(self, metrics: QFontMetrics) -> int:
        return max(36, metrics.height() + 16)

    def paint_row(self, painter: QPainter, option: RowOption, index: QModelIndex | QPersistentModelIndex) -> None:
        jump = index.data(JUMP)
        if not isinstance(jump, Jump):
            return
        theme = appearance().current
        row, chosen = row_area(option), option.is_chosen
        paint_row_ground(painter, row, option, theme)
        inner = row.adjusted(Space.SMALL, 0, -Space.SMALL, 0)
        side = icon_side(_MARK)
        mark = QRect(inner.left(), inner.center().y() - side // 2 + 1, side, side)
        kind = jump.room.kind if jump.room else "direct"
        if kind == "direct":
            paint_avatar(painter, QRectF(mark), jump.name, theme)
        else:
            icon = "server" if kind == "server" else "hash"
            painter.drawPixmap(mark.topLeft(), icon_pixmap(icon, "muted", side, ratio_of(painter)))
        text = inner.adjusted(side + Space.SMALL, 0, 0, 0)
        painter.setFont(text_font(Text.SMALL))
        painter.setPen(qcolor(theme.muted))
        server = painter.fontMetrics().elidedText(
            jump.network.display_name, Qt.TextElideMode.ElideRight, text.width() // 3
        )
        if kind != "server":
            painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, server)
        painter.setFont(text_font(Text.STRONG if jump.room and jump.room.unread else Text.BODY))
        painter.setPen(qcolor(theme.selected_text if chosen else theme.text))
        title = jump.title.removeprefix("#") if kind == "channel" else jump.title  # the icon is the sign
        name = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, text.width() * 2 // 3 - 8)
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)


class Switcher(PopupList):
    """Emits `chosen` with a Jump."""

    chosen = Signal(object)

    def __init__(self, jumps: Sequence[Jump], parent: QWidget) -> None:
        self._model = JumpsModel(jumps)
        super().__init__(self._model, _JumpDelegate(), parent)
        self.setWindowTitle(self.tr("Jump to…"))
        self.field.setPlaceholderText(self.tr("Room or person"))
        self.field.setAccessibleName(self.tr("Room or person"))
        self.view.setAccessibleName(self.tr("Where to"))
        self.nothing_label.setText(self.tr("Nothing found."))
        self.begin(parent)

    def filter_rows(self, text: str) -> None:
        self._model.set_filter(text)

    def on_row_chosen(self, index: QModelIndex) -> None:
        jump = index.data(JUMP)
        if isinstance(jump, Jump):
            self.close()
            self.chosen.emit(jump)
