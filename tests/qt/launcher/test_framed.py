"""A frame has the colour of lists inside, and a margin in the colour of the page around it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_chat.qt.launcher.framed import Framed
from desktop_chat.qt.theme import appearance


@pytest.mark.parametrize("mode", ["light", "dark", "contrast"])
def test_the_frame_is_painted_around_its_content(qtbot: QtBot, qapp: QApplication, mode: str) -> None:
    appearance().apply_mode(qapp, mode)
    content = QWidget()
    whole = Framed(content)
    qtbot.addWidget(whole)
    whole.resize(300, 200)
    with qtbot.waitExposed(whole):
        whole.show()
    theme, image = appearance().current, whole.grab().toImage()
    frame = content.parentWidget()
    assert frame is not None
    place = frame.geometry()
    assert place.left() > 0
    assert image.pixelColor(place.left() + 2, place.center().y()).name() == theme.surface
    middle = {image.pixelColor(place.left() + x, place.center().y()).name() for x in range(-1, 3)}
    assert theme.line in middle
