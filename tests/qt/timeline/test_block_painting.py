"""Frames of code and bars of quotes are painted where they are laid out, in every theme."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from desktop_chat.qt.theme import Mode, appearance
from desktop_chat.qt.timeline import Timeline
from tests.qt.pixels import colours
from tests.qt.timeline.conftest import ShowEntries
from tests.qt.timeline.scenes import entry


def painted(view: Timeline) -> tuple[QImage, QRect]:
    """Return the picture of a view, and the rectangle of the body of its only entry."""
    view.viewport().repaint()
    [placed] = view._scene.current_arrangement().placed
    return view.viewport().grab().toImage(), view._scene.body_rect(placed)


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK, Mode.CONTRAST])
def test_code_is_on_a_ground_of_its_own(qapp: QApplication, show: ShowEntries, mode: Mode) -> None:
    appearance().apply_mode(qapp, mode)
    view = show([entry(1, "```py\nx\n```")])
    image, body = painted(view)
    [box] = view._scene.layout_of(0).code_boxes
    theme = appearance().current
    inner = box.frame.translated(body.topLeft()).adjusted(4, 4, -4, -4)
    assert theme.sunken in colours(image, inner)
    assert theme.surface not in colours(image, inner) or theme.surface == theme.sunken
    assert theme.link in colours(image, box.button.translated(body.topLeft()))


@pytest.mark.parametrize("right_to_left", [False, True])
def test_bar_of_a_quote_is_at_its_side(qapp: QApplication, show: ShowEntries, right_to_left: bool) -> None:
    view = show([entry(1, "> words")])
    if right_to_left:
        view.setLayoutDirection(view.layoutDirection().RightToLeft)
    image, body = painted(view)
    [bar] = view._scene.layout_of(0).quote_bars
    rect = QRect(bar.x, bar.y, 3, bar.height).translated(body.topLeft())
    assert colours(image, rect) == {appearance().current.outline}
    assert (rect.center().x() > body.center().x()) is right_to_left
