"""Keys and menus: Shift+F10 in place of the menu key, which many keyboards lack and Qt knows on some systems only; the
keys that a menu shows. Thread: GUI.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QKeySequence
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


def show_keys(action: QAction, keys: str) -> None:
    """Show the keys of the window that do the same as a row of a menu; screen readers tell them apart from the name.

    The keys alone do nothing here: Qt heeds keys of a menu only while a bar of menus has the menu.
    """
    action.setShortcut(QKeySequence(keys, QKeySequence.SequenceFormat.NativeText))
    action.setShortcutVisibleInContextMenu(True)
