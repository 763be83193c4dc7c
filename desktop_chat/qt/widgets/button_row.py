"""ButtonRow: a layout for buttons, side by side where they fit and above each other where they do not. Thread: GUI."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import QMargins, QRect, QSize, Qt
from PySide6.QtWidgets import QLabel, QLayout, QLayoutItem, QWidget

from desktop_chat.qt.theme import Space
from desktop_chat.qt.widgets.mirroring import mirror_rect

_LEAST_TEXT = 200
"""Pixels that a text keeps beside buttons, however short it is."""
_LINES = 2
"""Lines that a text may fill beside buttons; a longer text stands above them."""


def has_room_beside(labels: Iterable[QLabel], room: int) -> bool:
    """Return whether each text of the labels fills at most two lines of `room` pixels."""
    texts = [label for label in labels if not label.isHidden()]
    longest = max((label.fontMetrics().horizontalAdvance(label.text()) for label in texts), default=0)
    return room >= max(_LEAST_TEXT, longest // _LINES + _LEAST_TEXT // 4)


class ButtonRow(QLayout):
    """Places buttons at the end of a line, or at its beginning if `leading`, in the order in which they were added.

    Where the line is too narrow for their captions, each button gets a line of its own. The last one is on top: the
    last button is the default one. Buttons at the beginning keep their order. Without setContentsMargins() the row has
    no margins.
    """

    def __init__(self, *buttons: QWidget, leading: bool = False) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._leading = leading
        self.is_reversed = False
        """True while the last button is on top."""
        self.setContentsMargins(QMargins())
        self.setSpacing(Space.SMALL)
        for button in buttons:
            self.addWidget(button)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        margins = self.contentsMargins()
        heights = [item.sizeHint().height() for item in self._shown()]
        if self._line_width() <= width - margins.left() - margins.right():
            inner = max(heights, default=0)
        else:
            inner = sum(heights) + self.spacing() * (len(heights) - 1)
        return inner + margins.top() + margins.bottom()

    def sizeHint(self) -> QSize:
        margins = self.contentsMargins()
        width = self._line_width() + margins.left() + margins.right()
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:
        sizes = [item.sizeHint() for item in self._shown()]
        inner = QSize(
            max((size.width() for size in sizes), default=0), max((size.height() for size in sizes), default=0)
        )
        return inner.grownBy(self.contentsMargins())

    def setGeometry(self, area: QRect) -> None:
        super().setGeometry(area)
        inner = area.marginsRemoved(self.contentsMargins())
        shown = self._shown()
        fits = self._line_width() <= inner.width()
        self._order_tabs(is_reversed=not fits and not self._leading)
        if fits:
            left = inner.left() if self._leading else inner.right() + 1 - self._line_width()
            highest = max((item.sizeHint().height() for item in shown), default=0)
            for item in shown:
                size = item.sizeHint()
                top = inner.top() + (highest - size.height()) // 2
                self._place(item, QRect(left, top, size.width(), size.height()), inner)
                left += size.width() + self.spacing()
            return
        top = inner.top()
        for item in reversed(shown) if self.is_reversed else shown:
            height = item.sizeHint().height()
            self._place(item, QRect(inner.left(), top, inner.width(), height), inner)
            top += height + self.spacing()

    def _order_tabs(self, *, is_reversed: bool) -> None:
        """Let Tab go through the buttons as they stand."""
        if is_reversed != self.is_reversed:
            self.is_reversed = is_reversed
            buttons = [button for item in self._items if (button := item.widget()) is not None]
            for button, following in pairwise(buttons[::-1] if is_reversed else buttons):
                QWidget.setTabOrder(button, following)

    def _place(self, item: QLayoutItem, place: QRect, area: QRect) -> None:
        parent = self.parentWidget()
        direction = parent.layoutDirection() if parent is not None else Qt.LayoutDirection.LeftToRight
        item.setGeometry(mirror_rect(direction, area, place))

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _line_width(self) -> int:
        shown = self._shown()
        return sum(item.sizeHint().width() for item in shown) + self.spacing() * max(0, len(shown) - 1)
