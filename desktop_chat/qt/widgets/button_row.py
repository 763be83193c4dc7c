"""ButtonRow: a layout for buttons, side by side where they fit and above each other where they do not. Thread: GUI."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle, QWidget

from desktop_chat.qt.theme import Space


class ButtonRow(QLayout):
    """Places buttons at the end of a line, in the order in which they were added.

    Where the line is too narrow for their captions, each button gets a line of its own, the last one on top: the last
    button is the default one.
    """

    def __init__(self, *buttons: QWidget) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
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
        heights = [item.sizeHint().height() for item in self._shown()]
        if self._line_width() <= width:
            return max(heights, default=0)
        return sum(heights) + self.spacing() * (len(heights) - 1)

    def sizeHint(self) -> QSize:
        return QSize(self._line_width(), self.heightForWidth(self._line_width()))

    def minimumSize(self) -> QSize:
        sizes = [item.sizeHint() for item in self._shown()]
        return QSize(
            max((size.width() for size in sizes), default=0), max((size.height() for size in sizes), default=0)
        )

    def setGeometry(self, area: QRect) -> None:
        super().setGeometry(area)
        shown = self._shown()
        if self._line_width() <= area.width():
            left = area.right() + 1 - self._line_width()
            for item in shown:
                size = item.sizeHint()
                self._place(item, QRect(left, area.top(), size.width(), size.height()), area)
                left += size.width() + self.spacing()
            return
        top = area.top()
        for item in reversed(shown):
            height = item.sizeHint().height()
            self._place(item, QRect(area.left(), top, area.width(), height), area)
            top += height + self.spacing()

    def _place(self, item: QLayoutItem, place: QRect, area: QRect) -> None:
        parent = self.parentWidget()
        direction = parent.layoutDirection() if parent is not None else Qt.LayoutDirection.LeftToRight
        item.setGeometry(QStyle.visualRect(direction, area, place))

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _line_width(self) -> int:
        shown = self._shown()
        return sum(item.sizeHint().width() for item in shown) + self.spacing() * max(0, len(shown) - 1)
