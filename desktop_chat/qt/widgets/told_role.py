"""The roles of painted widgets for screen readers: Qt tells of them only that they are there. GUI thread."""

from __future__ import annotations

from functools import cache
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

_ROLE, _INTERFACE = "told_role", "told_interface"


def tell_role(widget: QWidget, role: QAccessible.Role) -> None:
    """Let screen readers know the role of a widget. Call this before the widget is shown."""
    _install_factory()
    widget.setProperty(_ROLE, role)


def _make_interface(_: str, owner: QObject) -> QAccessibleInterface | Any:
    if not isinstance(owner, QWidget) or owner.property(_ROLE) is None:
        return None
    role: QAccessible.Role = owner.property(_ROLE)
    made = QAccessibleWidget(owner, role)
    owner.setProperty(_INTERFACE, made)  # Qt keeps a pointer only
    return made


@cache
def _install_factory() -> None:
    QAccessible.installFactory(_make_interface)
