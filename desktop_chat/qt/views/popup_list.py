"""PopupList: a list over the window with a field for a filter; the base of lists that open by a key. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRectF, Qt
from PySide6.QtGui import (
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QDialog, QListView, QVBoxLayout, QWidget

from desktop_chat.qt.theme import RADIUS, Space, appearance, fill_area, qcolor
from desktop_chat.qt.views.bare_list_style import BARE_LIST
from desktop_chat.qt.widgets import ScrollBar, SearchField, make_label, spoken_rows
from desktop_chat.qt.widgets.row_delegate import RowDelegate

_LOWEST = 200
_HEAD = 84
"""Height without the rows."""


class PopupList(QDialog):
    """Up and Down move, Enter chooses, Escape closes. A subclass names its parts and then calls `begin`."""

    widest = 440
    highest = 440

    def __init__(self, model: QAbstractListModel, delegate: RowDelegate, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        model.setParent(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.field = SearchField("")
        self.field.clears_by_escape = False
        self.view = QListView()
        self.view.setModel(model)
        delegate.setParent(self.view)
        self.view.setItemDelegate(delegate)
        self.view.setUniformItemSizes(True)
        self.view.setVerticalScrollBar(ScrollBar(ground="raised"))
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setMouseTracking(True)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setStyleSheet(BARE_LIST)
        self.nothing_label = make_label("", "muted", wrap=True)
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
        self.view.clicked.connect(self.on_row_chosen)

    def begin(self, parent: QWidget) -> None:
        """Place the list in the upper part of its parent, and show all rows."""
        model = self.view.model()
        row = self.view.sizeHintForRow(0) if model.rowCount() else 0
        wanted = max(_LOWEST, row * model.rowCount() + _HEAD)
        self.setFixedSize(min(self.widest, parent.width() - 32), min(self.highest, wanted, parent.height() - 32))
        corner = parent.mapToGlobal(parent.rect().topLeft())
        self.move(corner.x() + (parent.width() - self.width()) // 2, corner.y() + max(16, parent.height() // 8))
        self.on_searched("")
        self.field.setFocus()

    def filter_rows(self, text: str) -> None:
        """Show the rows that match a text; all for ""."""
        raise NotImplementedError

    def on_row_chosen(self, index: QModelIndex) -> None:
        """Act on a row, which may be invalid."""
        raise NotImplementedError

    def on_searched(self, text: str) -> None:
        self.filter_rows(text)
        model = self.view.model()
        found = model.rowCount() > 0
        self.view.setVisible(found)
        self.nothing_label.setVisible(not found)
        self.view.setCurrentIndex(model.index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Handle the keys ignored by the field."""
        model = self.view.model()
        rows, row = model.rowCount(), self.view.currentIndex().row()
        match event.key():
            case Qt.Key.Key_Down if rows:
                self._go_to((row + 1) % rows)
            case Qt.Key.Key_Up if rows:
                self._go_to((row - 1) % rows)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.on_row_chosen(self.view.currentIndex())
            case _:
                super().keyPressEvent(event)

    def _go_to(self, row: int) -> None:
        """Choose a row and read it aloud."""
        index = self.view.model().index(row, 0)
        self.view.setCurrentIndex(index)
        spoken_rows.read_row_aloud(self.field, index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut out the corners: transparent corners would be black without a compositor."""
        super().resizeEvent(event)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(self.rect()), RADIUS * 1.5, RADIUS * 1.5)
        self.setMask(QRegion(outline.toFillPolygon().toPolygon()))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = appearance().current
        with QPainter(self) as painter:
            fill_area(painter, self.rect(), qcolor(theme.raised))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(qcolor(theme.outline), 1))
            painter.setBrush(qcolor(theme.raised))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS * 1.5, RADIUS * 1.5)
