"""Views of the timeline tests, and the mouse on them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest

from desktop_chat.qt.timeline import ListTimelineModel, Timeline

LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier


def model_of(view: Timeline) -> ListTimelineModel:
    model = view.model
    assert isinstance(model, ListTimelineModel)
    return model


def bodies(view: Timeline) -> dict[int, int]:
    """Return the y of the visible bodies by entry id."""
    scene = view._scene
    return {scene.entry_at(p.index).id: p.y + p.extent.above for p in scene.current_arrangement().placed}


def rect_of(view: Timeline, index: int, start: int, end: int) -> QRect:
    """Return the rectangle of characters of an entry in the viewport."""
    scene = view._scene
    placed = next(p for p in scene.current_arrangement().placed if p.index == index)
    return scene.layout_of(index).char_rects(start, end)[0].translated(scene.body_rect(placed).topLeft())


def before(view: Timeline, index: int, char: int) -> QPoint:
    """Return a point just right of the left edge of a character."""
    rect = rect_of(view, index, char, char + 1)
    return QPoint(rect.left() + 1, rect.center().y())


def drag(view: Timeline, start: QPoint, end: QPoint) -> None:
    port = view.viewport()
    QTest.mousePress(port, LEFT, PLAIN, start)
    QTest.mouseMove(port, QPoint((start.x() + end.x()) // 2, (start.y() + end.y()) // 2))
    QTest.mouseMove(port, end)
    QTest.mouseRelease(port, LEFT, PLAIN, end)
