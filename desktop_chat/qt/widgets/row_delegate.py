"""RowDelegate: how the rows of all lists begin: a clip, a margin, and the ground of a chosen row."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop_chat.qt.theme import RADIUS, Space, Theme, qcolor


class RowDelegate(QStyledItemDelegate):
    """Calls `paint_row` with a painter that is clipped to the row, smooth, and restored afterwards."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        painter.setClipRect(option.rect)  # letters with many marks are higher than their line
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_row(painter, option, index)
        painter.restore()

    def paint_row(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the content of a row."""
        raise NotImplementedError


def is_chosen(option: QStyleOptionViewItem) -> bool:
    return bool(option.state & QStyle.StateFlag.State_Selected)


def row_area(option: QStyleOptionViewItem) -> QRect:
    """Return the part of a row that its ground fills."""
    return option.rect.adjusted(Space.SMALL, 1, -Space.SMALL, -1)


def paint_row_ground(painter: QPainter, area: QRect, option: QStyleOptionViewItem, theme: Theme) -> None:
    """Fill the row if it is chosen or under the mouse."""
    chosen = is_chosen(option)
    if chosen or option.state & QStyle.StateFlag.State_MouseOver:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(qcolor(theme.selected if chosen else theme.hover))
        painter.drawRoundedRect(area, RADIUS, RADIUS)
