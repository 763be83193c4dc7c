"""KeyField: a field for the keys of a shortcut. GUI thread."""

from __future__ import annotations

from functools import cache
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAction, QKeySequence
from PySide6.QtWidgets import QAccessibleWidget, QKeySequenceEdit, QLineEdit

from desktop_chat.qt.theme.icons import set_themed_icon


class KeyField(QKeySequenceEdit):
    """Takes the next pressed keys. A screen reader is told the role and the keys, which Qt does not tell."""

    def __init__(self, keys: QKeySequence) -> None:
        _install_factory()
        super().__init__(keys)
        self.access: _KeyFieldInterface | None = None
        """Qt keeps a pointer only, so this reference keeps the interface."""
        self.setMaximumSequenceLength(1)
        self.clear_action = QAction(self.tr("Clear"), self)
        set_themed_icon(self.clear_action, "close", "muted", 16)
        self.clear_action.triggered.connect(self.on_clear_triggered)
        line = self.findChild(QLineEdit)
        if line is not None:
            line.addAction(self.clear_action, QLineEdit.ActionPosition.TrailingPosition)
        self.keySequenceChanged.connect(self.on_keys_changed)
        self.on_keys_changed(keys)

    def on_clear_triggered(self) -> None:
        """Leave the shortcut without keys, which counts as a complete edit."""
        self.clear()
        self.editingFinished.emit()

    def on_keys_changed(self, keys: QKeySequence) -> None:
        """Offer to clear the field while there are keys."""
        self.clear_action.setVisible(not keys.isEmpty())

    def accessible_interface(self) -> _KeyFieldInterface:
        """Return the interface, created at the first call."""
        if self.access is None:
            self.access = _KeyFieldInterface(self)
        return self.access


class _KeyFieldInterface(QAccessibleWidget):
    def __init__(self, field: KeyField) -> None:
        super().__init__(field, QAccessible.Role.HotkeyField)
        self._field = field

    def text(self, kind: QAccessible.Text) -> str:
        if kind == QAccessible.Text.Value:
            return self._field.keySequence().toString(QKeySequence.SequenceFormat.NativeText)
        return super().text(kind)


def _make_interface(_: str, owner: QObject) -> QAccessibleInterface | Any:
    return owner.accessible_interface() if isinstance(owner, KeyField) else None


@cache
def _install_factory() -> None:
    QAccessible.installFactory(_make_interface)
