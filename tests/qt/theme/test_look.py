from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QFontInfo, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_chat.qt.icons import icon, pixmap, tint
from desktop_chat.qt.theme import DARK, HIGH_CONTRAST, LIGHT, THEMES, Mode, look
from desktop_chat.qt.theme.sheet import sheet
from desktop_chat.qt.widgets import button


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[None]:
    look().apply(qapp, Mode.LIGHT)
    yield
    look().apply(qapp, Mode.LIGHT)


def test_modes_choose_the_theme(qapp: QApplication, qtbot: QtBot) -> None:
    for mode, theme in ((Mode.DARK, DARK), (Mode.CONTRAST, HIGH_CONTRAST), (Mode.LIGHT, LIGHT)):
        with qtbot.waitSignal(look().changed):
            look().apply(qapp, mode)
        assert look().current is theme
        assert qapp.palette().color(QPalette.ColorRole.Window).name() == theme.window
        assert theme.accent in qapp.styleSheet()


def test_body_text_is_large_enough_and_zooms(qapp: QApplication) -> None:
    assert QFontInfo(qapp.font()).pixelSize() >= 14
    before = qapp.font().pointSizeF()
    look().apply(qapp, Mode.LIGHT, zoom=1.5)
    assert qapp.font().pointSizeF() == pytest.approx(before * 1.5)
    look().apply(qapp, Mode.LIGHT)
    assert qapp.font().pointSizeF() == pytest.approx(before)


def test_sheet_is_whole(qapp: QApplication) -> None:
    for theme in THEMES:
        text = sheet(theme, qapp.font())
        assert "$" not in text
        assert text.count("{") == text.count("}")
        for mark in re.findall(r'url\("([^"]+)"\)', text):
            assert Path(mark).is_file()


def test_icons_are_sharp_and_in_the_colour_of_their_role() -> None:
    for ratio in (1.0, 2.0):
        picture = pixmap("check", "danger", 24, ratio)
        assert picture.width() == 24 * ratio
        image = picture.toImage()
        solid = {
            image.pixelColor(x, y).name()
            for x in range(image.width())
            for y in range(image.height())
            if image.pixelColor(x, y).alpha() == 255
        }
        assert solid == {LIGHT.danger}


def test_icons_are_made_once() -> None:
    assert icon("send").cacheKey() == icon("send").cacheKey()


def test_tinted_button_follows_the_theme(qapp: QApplication, qtbot: QtBot) -> None:
    made = button("Stop", "danger", "stop")
    qtbot.addWidget(made)
    before = made.icon().cacheKey()
    look().apply(qapp, Mode.DARK)
    after = made.icon().cacheKey()
    assert after != before
    tint(made, "play", "danger", 18, 4)
    assert made.icon().cacheKey() != after
    assert len([child for child in made.children() if child.objectName() == "tint"]) == 1
