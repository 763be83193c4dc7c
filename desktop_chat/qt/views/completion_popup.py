"""CompletionPopup: the list of completions beside a text field. Thread: GUI."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAccessible, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_chat.qt.models.item_list import Index, ItemListModel
from desktop_chat.qt.theme import RADIUS, Space, Text, appearance, qcolor, text_font
from desktop_chat.qt.views.bare_list_style import BARE_LIST
from desktop_chat.qt.views.completion import Choice
from desktop_chat.qt.widgets import RowList, ScrollBar
from desktop_chat.qt.widgets.announcement import announce_text
from desktop_chat.qt.widgets.avatar import PortraitOf, no_portrait, paint_person
from desktop_chat.qt.widgets.painted import Painted
from desktop_chat.qt.widgets.row_delegate import RowDelegate, RowOption, paint_row_ground, row_area

_ROWS = 7
"""Visible rows at most; further rows scroll."""
_WIDTH = 480
_GAP = 6
_FRAME = 10
"""Pixels between the text field and the frame that the composer paints around it."""
_INSET = 17
"""Pixels between the list's edge and the texts of its rows, which stand above the word."""
_SLACK = 4
"""Pixels that a text may be wider than the sum of its letters."""
_CHOICE = Qt.ItemDataRole.UserRole + 1


class _ChoicesModel(ItemListModel[Choice]):
    def item_data(self, item: Choice, role: int) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _spoken_choice(item)
        return item if role == _CHOICE else None


class _ChoiceDelegate(RowDelegate):
    """Paints the sign or the person, the title, and the muted words on the right."""

    portrait_of: PortraitOf = staticmethod(no_portrait)

    def row_height(self, metrics: QFontMetrics) -> int:
        return row_height()

    def paint_row(self, painter: QPainter, option: RowOption, index: Index) -> None:
        choice = index.data(_CHOICE)
        if not isinstance(choice, Choice):
            return
        theme, chosen = appearance().current, option.is_chosen
        row = row_area(option)
        paint_row_ground(painter, row, option, theme)
        inner = row.adjusted(Space.SMALL, 0, -Space.SMALL, 0)
        centre, far = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTrailing
        painter.setLayoutDirection(option.direction)
        title, detail = QFontMetrics(text_font(Text.BODY)), QFontMetrics(text_font(Text.SMALL))
        painter.setPen(qcolor(theme.selected_text if chosen else theme.text))
        if choice.mark or choice.person:
            mark = QRect(inner.topLeft(), QSize(title.height() * 2, inner.height()))
            inner.adjust(mark.width(), 0, 0, 0)
            if option.direction == Qt.LayoutDirection.RightToLeft:
                inner.translate(-mark.width(), 0)
                mark.moveRight(row.right() - Space.SMALL)
            self._paint_mark(painter, mark, choice)
            painter.setPen(qcolor(theme.selected_text if chosen else theme.text))
        wanted = min(title.horizontalAdvance(choice.title) + _SLACK, inner.width())
        painter.setFont(text_font(Text.BODY))
        words = title.elidedText(choice.title, Qt.TextElideMode.ElideRight, wanted)
        painter.drawText(inner, centre | Qt.AlignmentFlag.AlignLeading, words)
        left = inner.width() - wanted - Space.MEDIUM
        if choice.detail and left > title.height() * 2:
            painter.setFont(text_font(Text.SMALL))
            painter.setPen(qcolor(theme.selected_text if chosen else theme.muted))
            painter.drawText(inner, far, detail.elidedText(choice.detail, Qt.TextElideMode.ElideRight, left))

    def _paint_mark(self, painter: QPainter, mark: QRect, choice: Choice) -> None:
        if choice.person:
            side = mark.height() - 2 * Space.TINY
            left = mark.x() if painter.layoutDirection() == Qt.LayoutDirection.LeftToRight else mark.right() + 1 - side
            place = QRectF(left, mark.y() + Space.TINY, side, side)
            paint_person(painter, place, choice.person, appearance().current, self.portrait_of)
            return
        font = QFont(text_font(Text.BODY))
        font.setPointSizeF(font.pointSizeF() * 1.2)
        painter.setFont(font)
        painter.drawText(mark, Qt.AlignmentFlag.AlignVCenter, choice.mark)


class CompletionPopup(Painted):
    """Floats in the window of a text field, which keeps the focus and passes its keys on.

    Up and Down move, Enter and Tab choose, Escape hides the list, a click chooses.
    """

    chosen = Signal(object)  # a Choice
    dismissed = Signal()

    def __init__(self, field: QWidget) -> None:
        """`field`: the widget that has the focus while the list is shown."""
        super().__init__(field)
        self._field = field
        self._model = _ChoicesModel()
        self.delegate = _ChoiceDelegate()
        self.list_view = RowList(self._model, self.delegate, ScrollBar(ground="raised"), self.tr("Completions"))
        self.list_view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list_view.setStyleSheet(BARE_LIST)
        self.list_view.clicked.connect(self._choose_index)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, Space.TINY, 1, Space.TINY)
        column.addWidget(self.list_view)
        self.setVisible(False)

    @property
    def choices(self) -> Sequence[Choice]:
        """The choices of the visible list."""
        return self._model.items if self.isVisible() else ()

    def show_choices(self, choices: Sequence[Choice], anchor: QRect, *, selectable: bool = True) -> None:
        """Show the list above the field, from the left edge of `anchor` on; without room it shows fewer rows.

        `anchor`: the word, in the field's coordinates. No choices hide the list. Rows that are not `selectable` only
        inform.
        """
        if not choices:
            self.hide()
            return
        window = self._field.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        if choices != self._model.items:
            self._model.set_items(choices)
            self.list_view.setCurrentIndex(self._model.index(0) if selectable else QModelIndex())
            self.list_view.setEnabled(selectable)
        place = self._field.mapTo(window, QPoint(anchor.left(), 0))
        height = min(_ROWS, len(choices)) * row_height() + 2 * Space.TINY
        bottom = place.y() - _FRAME - _GAP
        room = max(bottom - _GAP, row_height() + 2 * Space.TINY)
        self.resize(min(_WIDTH, window.width() - 2 * _GAP), min(height, room))
        left = max(_GAP, min(place.x() - _INSET, window.width() - self.width() - _GAP))
        self.move(QPoint(left, max(0, bottom - self.height())))
        begins = not self.isVisible()
        self.show()
        self.raise_()
        if begins:
            self._announce_current()

    def handle_key(self, key: int) -> bool:
        """Handle a key of the field. Return False if the field must handle the key."""
        if not self.isVisible():
            return False
        rows, row = len(self._model.items), self.list_view.currentIndex().row()
        match key:
            case Qt.Key.Key_Down:
                self._go_to((row + 1) % rows)
            case Qt.Key.Key_Up:
                self._go_to((row - 1) % rows)
            case Qt.Key.Key_PageDown:
                self._go_to(min(row + _ROWS, rows - 1))
            case Qt.Key.Key_PageUp:
                self._go_to(max(row - _ROWS, 0))
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Tab:
                self._choose_index(self.list_view.currentIndex())
            case Qt.Key.Key_Escape:
                self.hide()
                self.dismissed.emit()
            case _:
                return False
        return True

    def _go_to(self, row: int) -> None:
        self.list_view.setCurrentIndex(self._model.index(row))
        self._announce_current()

    def _announce_current(self) -> None:
        """Read the current choice aloud: the focus stays in the field, so screen readers do not notice the list."""
        if QAccessible.isActive():
            row = max(0, self.list_view.currentIndex().row())
            words = self.tr("{0}, {1} of {2}").format(
                _spoken_choice(self._model.items[row]), row + 1, len(self._model.items)
            )
            announce_text(self._field, words)

    def _choose_index(self, index: QModelIndex) -> None:
        choice = index.data(_CHOICE)
        if isinstance(choice, Choice):
            self.hide()
            self.chosen.emit(choice)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = appearance().current
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(qcolor(theme.outline), 1))
            painter.setBrush(qcolor(theme.raised))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)


def row_height() -> int:
    """Return the height of a row of the list in pixels."""
    return max(30, QFontMetrics(text_font(Text.BODY)).height() + 12)


def _spoken_choice(choice: Choice) -> str:
    return ", ".join(part for part in (choice.title, choice.detail) if part)
