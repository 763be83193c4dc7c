"""The roles of widgets for screen readers, where Qt tells another one, or of a painted widget only that it is there.

GUI thread.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAccessibleStateChangeEvent
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QWidget

_ROLE, _INTERFACE = "told_role", "told_interface"


class _TabInterface(QAccessibleWidget):
    """A button that chooses one of several pages: it can be pressed, and is selected while its page is shown."""

    def __init__(self, button: QAbstractButton, role: QAccessible.Role) -> None:
        super().__init__(button, role)
        self._button = button

    def state(self) -> QAccessible.State:
        state = super().state()
        state.selectable, state.selected = 1, int(self._button.isChecked())
        return state

    def actionNames(self) -> list[str]:
        return [self.pressAction(), *super().actionNames()]

    def doAction(self, action: str) -> None:
        if action == self.pressAction():
            self._button.click()
        else:
            super().doAction(action)


def tell_role(widget: QWidget, role: QAccessible.Role) -> None:
    """Let screen readers know the role of a widget. Call this before the widget is shown.

    A button is a tab among others: pressed by an action, and selected while it is checked.
    """
    _install_factory()
    widget.setProperty(_ROLE, role)
    if isinstance(widget, QAbstractButton):
        widget.toggled.connect(lambda _checked: _tell_selection(widget))


def _tell_selection(button: QAbstractButton) -> None:
    if QAccessible.isActive():
        changed = QAccessible.State()
        changed.selected = 1
        QAccessible.updateAccessibility(QAccessibleStateChangeEvent(button, changed))


def _make_interface(_: str, owner: QObject) -> QAccessibleInterface | Any:
    if not isinstance(owner, QWidget) or owner.property(_ROLE) is None:
        return None
    role: QAccessible.Role = owner.property(_ROLE)
    made = _TabInterface(owner, role) if isinstance(owner, QAbstractButton) else QAccessibleWidget(owner, role)
    owner.setProperty(_INTERFACE, made)  # Qt keeps a pointer only
    return made


@cache
def _install_factory() -> None:
    QAccessible.installFactory(_make_interface)
