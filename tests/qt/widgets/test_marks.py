"""Badges, status dots and pills."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_chat.qt.theme import LIGHT
from desktop_chat.qt.widgets import (
    Badge,
    Dot,
    StatusDot,
)
from tests.qt.gallery import picture
from tests.qt.pixels import colours


def test_badge_is_visible_only_with_a_count(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    badge = Badge(0, window)
    window.show()
    assert not badge.isVisible()
    badge.set_count(3, strong=True)
    assert badge.isVisible()
    assert LIGHT.accent in colours(picture(badge, 1))
    narrow = badge.sizeHint().width()
    badge.set_count(5000)
    assert badge.sizeHint().width() > narrow


def test_states_have_different_shapes(qtbot: QtBot) -> None:
    shapes = set()
    for state in Dot:
        dot = StatusDot(state, state.value, size=16)
        qtbot.addWidget(dot)
        assert dot.accessibleName() == state.value
        image = picture(dot, 2)
        ground = image.pixelColor(0, 0)
        shapes.add(tuple(image.pixelColor(x, y) != ground for x in range(0, 32, 2) for y in range(0, 32, 2)))
    assert len(shapes) == len(Dot)
