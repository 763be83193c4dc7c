"""RowDelegate: how the rows of all lists begin: a clip, a margin, and the ground of a chosen row. Thread: GUI."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate

from desktop_chat.qt.theme import RADIUS, Space, Theme, qcolor
from desktop_chat.qt.widgets.mirroring import mirror_rect
from desktop_chat.value_class import record

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionViewItem

_WIDTH = 100
_RING = 2


@record
class RowOption:
    """Where and how a row is painted.

    It stands for a QStyleOptionViewItem, which needs all types of QStyle: 4 ms of each start of the windows.
    """

    rect: QRect
    metrics: QFontMetrics
    """Of the list's font."""
    direction: Qt.LayoutDirection
    height: int
    """Pixels of a row that is not higher than the others."""
    is_chosen: bool = False
    is_hovered: bool = False
    """The mouse is over the row."""
    has_focus_ring: bool = False
    """The row has the focus, and the person uses the keyboard."""

    def mirror(self, within: QRect, place: QRect) -> QRect:
        """Return the place within a rectangle for the list's direction of writing, given that for left to right."""
        return mirror_rect(self.direction, within, place)


class RowDelegate(QStyledItemDelegate):
    """Calls `paint_row` with a painter that is clipped to the row, smooth, and restored afterwards."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(_WIDTH, self.row_height(option.fontMetrics))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        self.paint_clipped(painter, _own_option(option), index)

    def paint_clipped(self, painter: QPainter, option: RowOption, index: QModelIndex | QPersistentModelIndex) -> None:
        """Paint a row and nothing outside of it."""
        painter.save()
        painter.setClipRect(option.rect)  # letters with many marks are higher than their line
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(option.direction)
        self.paint_row(painter, option, index)
        painter.restore()

    def row_height(self, metrics: QFontMetrics) -> int:
        """Return the height in pixels of each row of a list. `metrics`: of the list's font."""
        raise NotImplementedError

    def paint_row(self, painter: QPainter, option: RowOption, index: QModelIndex | QPersistentModelIndex) -> None:
        """Paint the content of a row."""
        raise NotImplementedError


def row_area(option: RowOption) -> QRect:
    """Return the part of a row that its ground fills."""
    return option.rect.adjusted(Space.SMALL, 1, -Space.SMALL, -1)


def paint_row_ground(painter: QPainter, area: QRect, option: RowOption, theme: Theme) -> None:
    """Fill the row if it is chosen or under the mouse, and frame it if the keyboard is there."""
    if option.is_chosen or option.is_hovered:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(qcolor(theme.selected if option.is_chosen else theme.hover))
        painter.drawRoundedRect(area, RADIUS, RADIUS)
    if option.has_focus_ring:
        painter.setPen(QPen(qcolor(theme.focus), _RING))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(area).adjusted(1, 1, -1, -1), RADIUS, RADIUS)


def _own_option(option: QStyleOptionViewItem) -> RowOption:
    """Return what a view of Qt asks for."""
    from PySide6.QtWidgets import QStyle  # not before the first window is painted

    state, flag = option.state, QStyle.StateFlag
    ringed = flag.State_HasFocus | flag.State_KeyboardFocusChange
    return RowOption(
        option.rect,
        option.fontMetrics,
        option.direction,
        option.rect.height(),
        is_chosen=bool(state & flag.State_Selected),
        is_hovered=bool(state & flag.State_MouseOver),
        has_focus_ring=state & ringed == ringed,
    )
