"""The page of all widgets can be painted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_chat.qt.theme import Mode, appearance
from tests.qt.gallery import render_gallery
from tests.qt.pixels import colours

PLAIN = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK, Mode.CONTRAST])
def test_gallery_can_be_painted(qapp: QApplication, mode: Mode) -> None:
    for ratio in (1.0, 2.0):
        image = render_gallery(qapp, mode, ratio)
        assert image.width() == 1180 * ratio
        assert appearance().current.window in colours(image.copy(0, 0, 40, 40))
