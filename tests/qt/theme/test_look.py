"""Modes, palette and font of the application."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFontInfo, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_chat.qt.theme import DARK, HIGH_CONTRAST, LIGHT, Mode, appearance


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[None]:
    appearance().apply_mode(qapp, Mode.LIGHT)
    yield
    appearance().apply_mode(qapp, Mode.LIGHT)


def test_modes_choose_the_theme(qapp: QApplication, qtbot: QtBot) -> None:
    for mode, theme in ((Mode.DARK, DARK), (Mode.CONTRAST, HIGH_CONTRAST), (Mode.LIGHT, LIGHT)):
        with qtbot.waitSignal(appearance().changed):
            appearance().apply_mode(qapp, mode)
        assert appearance().current is theme
        assert qapp.palette().color(QPalette.ColorRole.Window).name() == theme.window
        assert theme.accent in qapp.styleSheet()


def test_body_text_is_large_enough_and_zooms(qapp: QApplication) -> None:
    assert QFontInfo(qapp.font()).pixelSize() >= 14
    before = qapp.font().pointSizeF()
    appearance().apply_mode(qapp, Mode.LIGHT, zoom=1.5)
    assert qapp.font().pointSizeF() == pytest.approx(before * 1.5)
    appearance().apply_mode(qapp, Mode.LIGHT)
    assert qapp.font().pointSizeF() == pytest.approx(before)
