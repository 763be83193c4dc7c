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
_TWO_LINES = 4
"""Buttons that may stand in two lines of two."""
_LINES = 2
"""Lines that a text may fill beside buttons; a longer text stands above them."""


def room_of_text(bar: QWidget, icon: QWidget, buttons: QLayout) -> int:
    """Return the pixels between the icon and the buttons of a bar."""
    return bar.width() - 2 * Space.MEDIUM - icon.width() - 2 * Space.SMALL - buttons.sizeHint().width()


def has_room_beside(labels: Iterable[QLabel], room: int) -> bool:
    """Return whether each text of the labels fills at most two lines of `room` pixels."""
    texts = [label for label in labels if not label.isHidden()]
    longest = max((label.fontMetrics().horizontalAdvance(label.text()) for label in texts), default=0)
    return room >= max(_LEAST_TEXT, longest // _LINES + _LEAST_TEXT // 4)


class ButtonRow(QLayout):
    """Places buttons at the end of a line, or at its beginning if `leading`, in the order in which they were added.

    Where the line is too narrow for their captions, four buttons stand in two lines. Where that is too narrow too, each
    button gets a line of its own. The last one is on top: the last button is the default one. Buttons at the beginning
    keep their order. Without setContentsMargins() the row has no margins.
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
        lines = self._lines(width - margins.left() - margins.right())
        inner = sum(_line_height(line) for line in lines) + self.spacing() * max(0, len(lines) - 1)
        return inner + margins.top() + margins.bottom()

    def sizeHint(self) -> QSize:
        margins = self.contentsMargins()
        width = self._line_width(self._shown()) + margins.left() + margins.right()
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
        lines = self._lines(inner.width())
        stacked = self._line_width(self._shown()) > inner.width() and len(lines) == len(self._shown())
        self._order_tabs(is_reversed=stacked and not self._leading)
        top = inner.top()
        for line in reversed(lines) if self.is_reversed else lines:
            height = _line_height(line)
            if stacked:
                self._place(line[0], QRect(inner.left(), top, inner.width(), height), inner)
            else:
                self._place_line(line, QRect(inner.left(), top, inner.width(), height), inner)
            top += height + self.spacing()

    def _place_line(self, line: list[QLayoutItem], room: QRect, area: QRect) -> None:
        """Place buttons beside each other."""
        left = room.left() if self._leading else room.right() + 1 - self._line_width(line)
        for item in line:
            size = item.sizeHint()
            place = QRect(left, room.top() + (room.height() - size.height()) // 2, size.width(), size.height())
            self._place(item, place, area)
            left += size.width() + self.spacing()

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

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        """Return the buttons as they are spread over lines of `width` pixels."""
        shown = self._shown()
        if self._line_width(shown) <= width:
            return [shown]
        halves = [shown[:2], shown[2:]]
        if len(shown) == _TWO_LINES and all(self._line_width(half) <= width for half in halves):
            return halves
        return [[item] for item in shown]

    def _line_width(self, line: list[QLayoutItem]) -> int:
        return sum(item.sizeHint().width() for item in line) + self.spacing() * max(0, len(line) - 1)


def _line_height(line: list[QLayoutItem]) -> int:
    return max((item.sizeHint().height() for item in line), default=0)
