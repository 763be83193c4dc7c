from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_chat.qt.icons import app_icon, icon, pixmap, tint
from desktop_chat.qt.theme import LIGHT, Mode, look
from desktop_chat.qt.widgets import button


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[None]:
    look().apply(qapp, Mode.LIGHT)
    yield
    look().apply(qapp, Mode.LIGHT)


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


def test_the_application_has_its_own_icon() -> None:
    assert {size.width() for size in app_icon().availableSizes()} >= {16, 32, 256}


def test_an_icon_that_is_not_there_is_a_mistake() -> None:
    with pytest.raises(FileNotFoundError):
        pixmap("no such icon")
