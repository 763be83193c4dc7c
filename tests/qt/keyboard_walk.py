"""Tab walks through a window: each control has a name and a role, none is missed, and the focus is
always on something that can be seen, in the order in which people read.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDateTimeEdit, QMenu, QTextBrowser, QWidget

from desktop_chat.qt.views.composer_field import ComposerField
from desktop_chat.qt.widgets import Toast

_STEPS_MAX = 200
_INNER_STEPS = {QDateTimeEdit: 3, QTextBrowser: 30}
"""Tab goes through the parts of a date, and through the links of a page."""
_VAGUE_ROLES = frozenset(
    (
        QAccessible.Role.NoRole,
        QAccessible.Role.Client,
        QAccessible.Role.Pane,
        QAccessible.Role.Window,
        QAccessible.Role.Whitespace,
    )
)


def settle() -> None:
    for _ in range(3):
        QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def describe(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return f"{type(widget).__name__} {interface.text(QAccessible.Text.Name)!r}"


def focused(window: QWidget) -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None, "the focus is lost"
    assert widget.window() is window, f"the focus went to another window: {describe(widget)}"
    assert widget.isVisible(), f"the focus is on something invisible: {describe(widget)}"
    return widget


def walk(window: QWidget) -> tuple[list[QWidget], list[str]]:
    """Press Tab until the focus is back. Return the widgets in their order, and what was wrong on the way."""
    met: list[QWidget] = []
    faults: list[str] = []
    while (widget := focused(window)) not in met:
        met.append(widget)
        assert len(met) < _STEPS_MAX
        faults += faults_of(widget)
        press_tab(widget)
    if widget is not next(one for one in met if one.isVisible()):
        faults.append(f"Tab does not come back: {describe(widget)} is met again")
    return met, faults


def press_tab(widget: QWidget) -> None:
    """Leave a control by Tab."""
    inner = next((steps for kind, steps in _INNER_STEPS.items() if isinstance(widget, kind)), 0)
    if isinstance(widget, ComposerField) and widget.toPlainText():
        before = widget.toPlainText()
        QTest.keyClick(widget, Qt.Key.Key_Tab)
        settle()
        if widget.toPlainText() == before:
            return
        widget.clear()  # Tab completes a word, and takes the next choice for each further Tab
    for _ in range(1 + inner):
        if QApplication.focusWidget() is widget:
            QTest.keyClick(widget, Qt.Key.Key_Tab)
            settle()


def faults_of(widget: QWidget) -> Iterator[str]:
    interface = QAccessible.queryAccessibleInterface(widget)
    if not interface.text(QAccessible.Text.Name).strip():
        yield f"no name: {describe(widget)} {widget.objectName()}"
    if interface.role() in _VAGUE_ROLES:
        yield f"no role: {describe(widget)}"
    if widget.visibleRegion().isEmpty():
        yield f"out of sight: {describe(widget)}"


def missed(window: QWidget, met: list[QWidget]) -> Iterator[str]:
    """What Tab should reach, and does not."""
    for widget in window.findChildren(QWidget):
        reachable = widget.isVisible() and widget.isEnabled() and widget.window() is window
        wanted = reachable and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
        if wanted and widget not in met:
            yield f"not reached: {describe(widget)}"


def steps_back(met: list[QWidget]) -> list[str]:
    """Return the steps against the direction of reading, but for the one from the last control to the first."""
    found = [
        f"{describe(one)} -> {describe(other)}" for one, other in pairwise([*met, met[0]]) if _goes_back(one, other)
    ]
    return found if len(found) > 1 else []


def _goes_back(one: QWidget, other: QWidget) -> bool:
    """Compare the parts of the window in which the two are, where their ways part."""
    ways = [list(_ancestors(widget)) for widget in (one, other)]
    shared = next((widget for widget in ways[0] if widget in ways[1]), None)
    if shared is None or shared in (one, other):
        return False
    here, there = (_area(way[way.index(shared) - 1], shared) for way in ways)
    above = there.bottom() <= here.top() and there.left() < here.right() and here.left() < there.right()
    before = there.right() <= here.left() and there.top() < here.bottom() and here.top() < there.bottom()
    return above or before


def _ancestors(widget: QWidget | None) -> Iterator[QWidget]:
    while widget is not None:
        yield widget
        widget = widget.parentWidget()


def _area(widget: QWidget, shared: QWidget) -> QRect:
    return QRect(widget.mapTo(shared, QPoint()), widget.size())


def faults_of_walk(window: QWidget) -> list[str]:
    """Walk through a window. Return all faults; a menu is not a window, and a picture has no control."""
    window.show()
    window.activateWindow()
    settle()
    if isinstance(window, QMenu) or not any(child.focusPolicy() for child in window.findChildren(QWidget)):
        return []
    try:
        met, faults = walk(window)
    except AssertionError as lost:
        return [str(lost)]
    in_order = [one for one in met if one.isVisible() and not isinstance(one.parent(), Toast)]
    return [*faults, *missed(window, met), *steps_back(in_order)]
