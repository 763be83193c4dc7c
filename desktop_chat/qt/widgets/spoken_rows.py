"""What a screen reader is told of the current row of a list. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from desktop_chat.qt.widgets.announcement import announce_text


def tell_focused_row(view: QAbstractItemView) -> None:
    """Tell that the current row of a list has the focus, if the list has it."""
    row = view.currentIndex().row()
    if row >= 0 and view.hasFocus() and QAccessible.isActive():
        event = QAccessibleEvent(view, QAccessible.Event.Focus)
        event.setChild(row)
        QAccessible.updateAccessibility(event)


def read_row_aloud(field: QWidget, index: QModelIndex) -> None:
    """Announce a row that was chosen from a field: the focus stays there, so screen readers do not notice the list."""
    if index.isValid():
        announce_text(field, str(index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data()))
