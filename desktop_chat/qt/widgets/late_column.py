"""LateColumn: a column whose parts are made in any order, some of them long after the others. GUI thread."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_chat.qt.widgets import tab_order

Part = TypeVar("Part", bound=QWidget)


class LateColumn(QVBoxLayout):
    """The layout of a widget. Each part stands where the order of the names puts it, and is reached there by Tab; the
    lowest part has to be made before any late one."""

    def __init__(self, owner: QWidget, order: Sequence[str]) -> None:
        super().__init__(owner)
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(0)
        self._order = tuple(order)
        self._names: list[str] = []
        """The names of the parts that are there, from above."""

    def has(self, name: str) -> bool:
        """Return True if the part of the name was made."""
        return name in self._names

    def add_part(self, name: str, part: Part, stretch: int = 0) -> Part:
        """Add a part at its place, and return it."""
        rank = self._order.index(name)
        at = sum(self._order.index(other) < rank for other in self._names)
        self._names.insert(at, name)
        self.insertWidget(at, part, stretch)
        if at < len(self._names) - 1:
            following = self.itemAt(at + 1)
            widget = following.widget() if following is not None else None
            if widget is not None:
                tab_order.insert_tabs(part, widget)
        return part
