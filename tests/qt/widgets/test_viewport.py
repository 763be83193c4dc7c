"""A viewport that Python knows is like Qt's own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView, QWidget
from pytestqt.qtbot import QtBot

from desktop_chat.qt.widgets.viewport import use_known_viewport

_ATTRIBUTES = [one for one in Qt.WidgetAttribute if one is not Qt.WidgetAttribute.WA_AttributeCount]


def _traits(area: QListView) -> dict[str, object]:
    viewport = area.viewport()
    assert viewport.focusProxy() is area
    return {
        "name": viewport.objectName(),
        "role": viewport.backgroundRole(),
        "cursor": viewport.cursor().shape(),
        "attributes": {one.name for one in _ATTRIBUTES if viewport.testAttribute(one)},
        "filled": viewport.autoFillBackground(),
        "drops": viewport.acceptDrops(),
        "tracking": viewport.hasMouseTracking(),
        "focus": viewport.focusPolicy(),
    }


def test_the_viewport_is_like_the_own_one(qtbot: QtBot) -> None:
    own, known = QListView(), QListView()
    use_known_viewport(known)
    for area in (own, known):
        qtbot.addWidget(area)
        area.show()
    assert _traits(known) == _traits(own)
    assert type(known.viewport()) is QWidget
