"""Switcher: jump to a room or a person by a few letters. Opens over the window with Ctrl+K. GUI thread."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen, QRegion, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QListView,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop_chat.client.safe_display import shown_name
from desktop_chat.qt.models.jumps import JUMP, Jump, JumpsModel
from desktop_chat.qt.theme import RADIUS, Space, Text, appearance, qcolor, text_font
from desktop_chat.qt.theme.icons import icon_pixmap, ratio_of
from desktop_chat.qt.views.bare_list_style import BARE_LIST
from desktop_chat.qt.views.row_delegate import RowDelegate, is_chosen, paint_row_ground, row_area
from desktop_chat.qt.widgets import ScrollBar, SearchField, make_label, paint_avatar

_WIDTH, _LOWEST, _HIGHEST = 440, 200, 440
_HEAD = 84
"""Height without the rows."""
_MARK = 20


class _JumpDelegate(RowDelegate):
    """Paints an icon, the name, and the server on the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, max(36, option.fontMetrics.height() + 16))

    def paint_row(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        jump = index.data(JUMP)
        if not isinstance(jump, Jump):
            return
        theme = appearance().current
        row, chosen = row_area(option), is_chosen(option)
        paint_row_ground(painter, row, option, theme)
        inner = row.adjusted(Space.SMALL, 0, -Space.SMALL, 0)
        mark = QRect(inner.left(), inner.center().y() - _MARK // 2 + 1, _MARK, _MARK)
        kind = jump.room.kind if jump.room else "direct"
        if kind == "direct":
            paint_avatar(painter, QRectF(mark), jump.name, theme)
        else:
            icon = "server" if kind == "server" else "hash"
            painter.drawPixmap(mark.topLeft(), icon_pixmap(icon, "muted", _MARK, ratio_of(painter)))
        text = inner.adjusted(_MARK + Space.SMALL, 0, 0, 0)
        painter.setFont(text_font(Text.SMALL))
        painter.setPen(qcolor(theme.muted))
        side = painter.fontMetrics().elidedText(
            jump.network.display_name, Qt.TextElideMode.ElideRight, text.width() // 3
        )
        if kind != "server":
            painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, side)
        painter.setFont(text_font(Text.STRONG if jump.room and jump.room.unread else Text.BODY))
        painter.setPen(qcolor(theme.selected_text if chosen else theme.text))
        name = painter.fontMetrics().elidedText(
            shown_name(jump.name), Qt.TextElideMode.ElideRight, text.width() * 2 // 3 - 8
        )
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)


class Switcher(QDialog):
    """Emits `chosen` with a Jump. Up and Down move, Enter chooses, Escape closes."""

    chosen = Signal(object)

    def __init__(self, jumps: Sequence[Jump], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Jump to…"))
        self._model = JumpsModel(jumps, self)
        self.field = SearchField(self.tr("Room or person"))
        self.view = QListView()
        self.view.setModel(self._model)
        self.view.setItemDelegate(_JumpDelegate(self.view))
        self.view.setUniformItemSizes(True)
        self.view.setVerticalScrollBar(ScrollBar())
        self.view.setMouseTracking(True)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setAccessibleName(self.tr("Where to"))
        self.view.setStyleSheet(BARE_LIST)
        self.nothing_label = make_label(self.tr("Nothing found."), "muted")
        self.nothing_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.SMALL, Space.MEDIUM, Space.SMALL, Space.SMALL)
        column.setSpacing(Space.SMALL)
        field = QVBoxLayout()
        field.setContentsMargins(Space.SMALL, 0, Space.SMALL, 0)
        field.addWidget(self.field)
        column.addLayout(field)
        column.addWidget(self.view, 1)
        column.addWidget(self.nothing_label, 1)
        self.field.searched.connect(self.on_searched)
        self.view.clicked.connect(self._choose_index)
        row = self.view.sizeHintForRow(0) if self._model.rowCount() else 0
        wanted = max(_LOWEST, row * self._model.rowCount() + _HEAD)
        self.setFixedSize(min(_WIDTH, parent.width() - 32), min(_HIGHEST, wanted, parent.height() - 32))
        corner = parent.mapToGlobal(parent.rect().topLeft())
        self.move(corner.x() + (parent.width() - self.width()) // 2, corner.y() + max(16, parent.height() // 8))
        self.on_searched("")
        self.field.setFocus()

    def on_searched(self, text: str) -> None:
        self._model.set_filter(text)
        found = self._model.rowCount() > 0
        self.view.setVisible(found)
        self.nothing_label.setVisible(not found)
        self.view.setCurrentIndex(self._model.index(0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Handle the keys ignored by the field."""
        rows = self._model.rowCount()
        row = self.view.currentIndex().row()
        match event.key():
            case Qt.Key.Key_Down if rows:
                self.view.setCurrentIndex(self._model.index((row + 1) % rows))
            case Qt.Key.Key_Up if rows:
                self.view.setCurrentIndex(self._model.index((row - 1) % rows))
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._choose_index(self.view.currentIndex())
            case _:
                super().keyPressEvent(event)

    def _choose_index(self, index: QModelIndex) -> None:
        jump = index.data(JUMP)
        if isinstance(jump, Jump):
            self.close()
            self.chosen.emit(jump)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut out the corners: transparent corners would be black without a compositor."""
        super().resizeEvent(event)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(self.rect()), RADIUS * 1.5, RADIUS * 1.5)
        self.setMask(QRegion(outline.toFillPolygon().toPolygon()))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = appearance().current
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), qcolor(theme.raised))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(qcolor(theme.outline), 1))
            painter.setBrush(qcolor(theme.raised))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS * 1.5, RADIUS * 1.5)
