"""KeyField: a field for the keys of a shortcut. GUI thread."""

from __future__ import annotations

from functools import cache
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface, QKeySequence
from PySide6.QtWidgets import QAccessibleWidget, QKeySequenceEdit


class KeyField(QKeySequenceEdit):
    """Takes the next pressed keys. A screen reader is told the role and the keys, which Qt does not tell."""

    def __init__(self, keys: QKeySequence) -> None:
        _install_factory()
        super().__init__(keys)
        self.access: _KeyFieldInterface | None = None
        """Qt keeps a pointer only, so this reference keeps the interface."""
        self.setMaximumSequenceLength(1)
        self.setClearButtonEnabled(True)

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
