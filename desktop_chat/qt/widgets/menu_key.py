"""Shift+F10 in place of the menu key, which many keyboards lack and Qt knows on some systems only. Thread: GUI."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QApplication


def open_menu_by_key(event: QKeyEvent) -> bool:
    """Open the context menu of the widget with the focus. Return False for any other key."""
    focus = QApplication.focusWidget()
    if event.key() != Qt.Key.Key_F10 or event.modifiers() != Qt.KeyboardModifier.ShiftModifier or focus is None:
        return False
    cursor = focus.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    at = (cursor.toRect() if isinstance(cursor, QRectF) else cursor).center()
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, focus.mapToGlobal(at))
    QApplication.sendEvent(focus, asked)
    return True
