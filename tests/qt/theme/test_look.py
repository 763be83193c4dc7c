from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QFontInfo, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_chat.qt.theme import DARK, HIGH_CONTRAST, LIGHT, THEMES, Mode, appearance
from desktop_chat.qt.theme.sheet import style_sheet


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


def test_sheet_is_whole(qapp: QApplication) -> None:
    for theme in THEMES:
        text = style_sheet(theme, qapp.font())
        assert "$" not in text
        assert text.count("{") == text.count("}")
        for mark in re.findall(r'url\("([^"]+)"\)', text):
            assert Path(mark).is_file()
