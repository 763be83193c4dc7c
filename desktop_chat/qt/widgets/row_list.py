"""RowList: a list view that computes where its rows are, so a row costs the same among ten rows and among 50,000.

QListView and QTreeView lay out every row again after each insertion, and ask the model several times for each row. A
model in Python takes 150 ms for that at 45,000 rows.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from itertools import chain

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
)
from PySide6.QtGui import QCursor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QScrollBar,
)

from desktop_chat.qt.widgets import spoken_rows
from desktop_chat.qt.widgets.row_delegate import RowDelegate, RowOption
from desktop_chat.qt.widgets.typing_keys import is_typed_letter
from desktop_chat.qt.widgets.viewport import use_known_viewport

_Index = QModelIndex | QPersistentModelIndex
_BY_KEYS = Qt.WidgetAttribute.WA_KeyboardFocusChange
"""The person used the keyboard last in a window, so that its focus is marked."""
BACK_REASONS = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
"""The focus comes back to a widget that had it before another window or a menu."""


class RowList(QListView):
    """A list of one column. Rows are as high as the delegate's `row_height`.

    Rows that `tall_rows` names are `tall_extra` pixels higher. The delegate paints everything.
    """

    tall_extra = 0

    def __init__(self, model: QAbstractItemModel, delegate: RowDelegate, bar: QScrollBar, name: str) -> None:
        """`name` is what a screen reader calls the list."""
        super().__init__()
        self._row_height = 1
        self._was_by_keys = False
        """The person used the keyboard when the list lost the focus."""
        self._delegate = delegate
        use_known_viewport(self)
        self.setModel(model)
        delegate.setParent(self)
        self.setItemDelegate(delegate)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollBar(bar)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setAccessibleName(name)

    def tall_rows(self) -> Sequence[int]:
        """Return the rows that are higher than the others, in ascending order."""
        return ()

    # Geometry

    def _row_count(self) -> int:
        return self.model().rowCount()

    def _row_top(self, row: int) -> int:
        """Return the upper edge of a row, from the top of the content. The row after the last has one too."""
        return self._row_tops()(row)

    def _row_tops(self) -> Callable[[int], int]:
        """Return `_row_top` for many calls, between which the rows stay the same."""
        height, extra, tall = self._row_height, self.tall_extra, self.tall_rows()
        return lambda row: row * height + extra * bisect_left(tall, row)

    def _row_at(self, y: int) -> int:
        """Return the row at `y` pixels from the top of the content; -1 above all rows, the row count below them."""
        if y < 0:
            return -1
        rows = range(self._row_count() + 1)
        return bisect_right(rows, y, key=self._row_tops()) - 1

    def visualRect(self, index: _Index) -> QRect:
        if not index.isValid():
            return QRect()
        top = self._row_top(index.row())
        height = self._row_top(index.row() + 1) - top
        return QRect(0, top - self.verticalOffset(), self.viewport().width(), height)

    def indexAt(self, p: QPoint) -> QModelIndex:
        row = self._row_at(p.y() + self.verticalOffset())
        if not 0 <= row < self._row_count() or not 0 <= p.x() < self.viewport().width():
            return QModelIndex()
        return self.model().index(row, 0)

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: _Index) -> bool:
        return False

    def doItemsLayout(self) -> None:
        """Skip QListView's layout of each row; the scroll bar's range is all that depends on the row count."""
        QAbstractItemView.doItemsLayout(self)

    def updateGeometries(self) -> None:
        self._row_height = max(1, self._delegate.row_height(self.fontMetrics()))
        page = self.viewport().height()
        bar = self.verticalScrollBar()
        bar.setSingleStep(self._row_height)
        bar.setPageStep(page)
        bar.setRange(0, max(0, self._row_top(self._row_count()) - page))
        QAbstractItemView.updateGeometries(self)

    def scrollTo(
        self, index: _Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        if not index.isValid():
            return
        rect, page, bar = self.visualRect(index), self.viewport().height(), self.verticalScrollBar()
        offset = bar.value()
        match hint:
            case QAbstractItemView.ScrollHint.PositionAtTop:
                offset += rect.top()
            case QAbstractItemView.ScrollHint.PositionAtBottom:
                offset += rect.bottom() + 1 - page
            case QAbstractItemView.ScrollHint.PositionAtCenter:
                offset += rect.center().y() - page // 2
            case _ if rect.top() < 0 or rect.height() > page:
                offset += rect.top()
            case _ if rect.bottom() >= page:
                offset += rect.bottom() + 1 - page
        if offset > bar.maximum():  # rows were just inserted, and the layout that follows has not run
            self.updateGeometries()
        bar.setValue(offset)

    # Keyboard and selection

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave letters to the window, where they are typed into a field. Qt would search the rows for them."""
        if is_typed_letter(event):
            event.ignore()
        else:
            self.window().setAttribute(_BY_KEYS)
            super().keyPressEvent(event)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Return the row to which a key leads. Headings, which cannot be chosen, are passed over."""
        last = self._row_count() - 1
        if last < 0:
            return QModelIndex()
        current = self.currentIndex()
        if not current.isValid():
            return self._choosable_index(0, 1)
        row, page = current.row(), max(1, self.viewport().height() // self._row_height - 1)
        match action:
            case QAbstractItemView.CursorAction.MoveUp | QAbstractItemView.CursorAction.MovePrevious:
                row -= 1
            case QAbstractItemView.CursorAction.MoveDown | QAbstractItemView.CursorAction.MoveNext:
                row += 1
            case QAbstractItemView.CursorAction.MovePageUp:
                row -= page
            case QAbstractItemView.CursorAction.MovePageDown:
                row += page
            case QAbstractItemView.CursorAction.MoveHome:
                row = 0
            case QAbstractItemView.CursorAction.MoveEnd:
                row = last
        row = min(max(row, 0), last)
        return self._choosable_index(row, 1 if row > current.row() else -1)

    def _choosable_index(self, row: int, step: int) -> QModelIndex:
        """Return the next row that can be chosen, from a row on in steps of 1 or -1, else the next one behind it."""
        further = range(row, self._row_count()) if step > 0 else range(row, -1, -1)
        behind = range(row, -1, -1) if step > 0 else range(row, self._row_count())
        for at in chain(further, behind):
            index = self.model().index(at, 0)
            if index.flags() & Qt.ItemFlag.ItemIsSelectable:
                return index
        return self.currentIndex()

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        selection = QItemSelection()
        area, offset = rect.normalized(), self.verticalOffset()
        first = max(0, self._row_at(area.top() + offset))
        last = min(self._row_count() - 1, self._row_at(area.bottom() + offset))
        if first <= last:
            selection.select(self.model().index(first, 0), self.model().index(last, 0))
        self.selectionModel().select(selection, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region = QRegion()
        for chosen in map(selection.at, range(selection.count())):
            first, last = self._row_top(chosen.top()), self._row_top(chosen.bottom() + 1)
            region += QRect(0, first - self.verticalOffset(), self.viewport().width(), last - first)
        return region.intersected(self.viewport().rect())

    # Screen readers

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Tell the current row. QListView, which has not laid out the rows, would tell the whole list again."""
        QAbstractItemView.currentChanged(self, current, previous)
        if self.hasFocus():
            spoken_rows.tell_focused_row(self)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        QAbstractItemView.selectionChanged(self, selected, deselected)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the current row after the list itself, which Qt tells next."""
        if event.reason() in BACK_REASONS and self._was_by_keys:
            self.window().setAttribute(_BY_KEYS)  # Qt forgets it while another window or a menu is active
        super().focusInEvent(event)
        QTimer.singleShot(0, self, lambda: spoken_rows.tell_focused_row(self))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._was_by_keys = self.window().testAttribute(_BY_KEYS)
        super().focusOutEvent(event)

    # Painting

    def paintEvent(self, e: QPaintEvent) -> None:
        model, selected = self.model(), self.selectionModel()
        option = RowOption(QRect(), self.fontMetrics(), self.layoutDirection(), self._row_height)
        is_by_keys = self.window().testAttribute(_BY_KEYS)
        current = self.currentIndex().row() if self.hasFocus() and is_by_keys else -1
        hovered = self._hovered_row()
        offset, area, region = self.verticalOffset(), e.rect(), e.region()
        first = max(0, self._row_at(area.top() + offset))
        last = min(self._row_count() - 1, self._row_at(area.bottom() + offset))
        selection = selected.selection()
        chosen = [range(one.top(), one.bottom() + 1) for one in map(selection.at, range(selection.count()))]
        width, top_of = self.viewport().width(), self._row_tops()
        below = top_of(first) - offset
        with QPainter(self.viewport()) as painter:
            for row in range(first, last + 1):
                above, below = below, top_of(row + 1) - offset
                option.rect = QRect(0, above, width, below - above)
                if not region.intersects(option.rect):
                    continue  # rows above and below have changed, this one has not
                index = model.index(row, 0)
                # Qt asks the model for the flags of each row, so only rows of the selection are asked about.
                option.is_chosen = any(row in rows for rows in chosen) and selected.isSelected(index)
                option.is_hovered = row == hovered
                option.has_focus_ring = row == current
                self._delegate.paint_clipped(painter, option, index)

    def _hovered_row(self) -> int:
        """Return the row under the mouse, -1 for none."""
        viewport = self.viewport()
        return self.indexAt(viewport.mapFromGlobal(QCursor.pos())).row() if viewport.underMouse() else -1
