"""Order of Tab in windows whose controls come and go. Thread: GUI."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QScrollArea, QWidget

from desktop_chat.qt.widgets.button_row import ButtonRow


def order_tabs(root: QWidget) -> None:
    """Let Tab go through the controls of a widget as the layouts place them.

    Qt's own order is the order in which the controls were made. The first control keeps its place in the order of the
    window.
    """
    for control, following in pairwise(_controls_of(root)):
        QWidget.setTabOrder(control, following)


def insert_tabs(part: QWidget, following: QWidget) -> None:
    """Let Tab go through the controls of a part before it comes to those of the following one."""
    own, first = list(_controls_of(part)), next(_controls_of(following), None)
    if first is None:
        return
    before = first.previousInFocusChain()
    while before is not None and before is not first and (before in own or not _takes_tab(before)):
        before = before.previousInFocusChain()
    alone = before is None or before is first  # the order is a circle
    for control, after in pairwise((*own, first) if before is None or alone else (before, *own)):
        QWidget.setTabOrder(control, after)


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _controls_of(widget: QWidget) -> Iterator[QWidget]:
    if _takes_tab(widget):
        yield widget
    layout = widget.layout()
    content = widget.widget() if isinstance(widget, QScrollArea) else None
    if content is not None:
        yield from _controls_of(content)
    elif layout is not None:
        yield from _controls_in(layout)


def _controls_in(layout: QLayout) -> Iterator[QWidget]:
    indexes = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        indexes.sort(key=lambda index: _cell(layout, index))
    if isinstance(layout, ButtonRow) and layout.is_reversed:
        indexes.reverse()
    for index in indexes:
        item = layout.itemAt(index)
        widget, inner = (item.widget(), item.layout()) if item is not None else (None, None)
        if widget is not None:
            yield from _controls_of(widget)
        elif inner is not None:
            yield from _controls_in(inner)


def _cell(grid: QGridLayout, index: int) -> tuple[int, int]:
    """Return the row and the column of an item."""
    position: Any = grid.getItemPosition(index)  # four numbers, of which PySide6's type stubs say nothing
    return position[0], position[1]
