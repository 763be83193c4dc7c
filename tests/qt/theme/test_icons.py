"""Icons."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop_chat.paths import resources
from desktop_chat.qt.theme import LIGHT, Mode, appearance, icon_side
from desktop_chat.qt.theme.icons import app_icon, icon_pixmap, set_themed_icon, themed_icon
from desktop_chat.qt.widgets import IconButton, IconLabel, make_button


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[None]:
    appearance().apply_mode(qapp, Mode.LIGHT)
    yield
    appearance().apply_mode(qapp, Mode.LIGHT)


def test_icons_are_sharp_and_have_the_colour_of_their_role() -> None:
    for ratio in (1.0, 2.0):
        picture = icon_pixmap("check", "danger", 24, ratio)
        assert picture.width() == 24 * ratio
        image = picture.toImage()
        solid = {
            image.pixelColor(x, y).name()
            for x in range(image.width())
            for y in range(image.height())
            if image.pixelColor(x, y).alpha() == 255
        }
        assert solid == {LIGHT.danger}


def test_icons_are_rendered_once() -> None:
    assert themed_icon("send").cacheKey() == themed_icon("send").cacheKey()


def test_icon_of_a_button_follows_the_theme(qapp: QApplication, qtbot: QtBot) -> None:
    made = make_button("Stop", "danger", "stop")
    qtbot.addWidget(made)
    before = made.icon().cacheKey()
    appearance().apply_mode(qapp, Mode.DARK)
    after = made.icon().cacheKey()
    assert after != before
    set_themed_icon(made, "play", "danger", 18, 4)
    assert made.icon().cacheKey() != after
    assert len([child for child in made.children() if child.objectName() == "tint"]) == 1


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK, Mode.CONTRAST])
def test_disabled_icon_is_much_paler_than_each_enabled_one(qapp: QApplication, mode: Mode) -> None:
    appearance().apply_mode(qapp, mode)
    for role in ("text", "muted", "faint"):
        icon = themed_icon("paperclip", role)
        enabled, disabled = (
            max(image.pixelColor(x, y).alpha() for x in range(image.width()) for y in range(image.height()))
            for image in (icon.pixmap(20, state).toImage() for state in (QIcon.Mode.Normal, QIcon.Mode.Disabled))
        )
        assert disabled < enabled / 2


def test_application_has_an_icon_of_its_own() -> None:
    assert {size.width() for size in app_icon().availableSizes()} >= {16, 32, 256}


def test_unknown_icon_raises() -> None:
    with pytest.raises(FileNotFoundError):
        icon_pixmap("no such icon")


def test_every_icon_is_drawn_on_the_grid_with_our_strokes() -> None:
    files = [path for path in (resources() / "icons").glob("*.svg") if path.stem != "app"]
    assert len(files) >= 45
    for path in files:
        text = path.read_text("utf-8")
        assert 'viewBox="0 0 24 24"' in text
        assert 'stroke-width="1.75"' in text
        assert not re.search(r"#[0-9a-fA-F]{3}", text), f"{path.name} has a colour of its own"


@pytest.mark.parametrize("zoom", [0.75, 1.0, 1.25, 1.5, 1.75, 2.0])
def test_icons_grow_in_even_steps_with_the_text(qapp: QApplication, qtbot: QtBot, zoom: float) -> None:
    button, tool, label = make_button("Stop", icon="stop"), IconButton("send", "Send"), IconLabel("lock")
    menu = QMenu()
    action = menu.addAction("Stop")
    set_themed_icon(action, "stop", size=18)
    for widget in (button, tool, label, menu):
        qtbot.addWidget(widget)
    tool.show()
    appearance().apply_mode(qapp, Mode.LIGHT, zoom=zoom)
    grown = 1 + 0.4 * max(0.0, zoom - 1)
    for side, least in (
        (button.iconSize().height(), 18),
        (tool.iconSize().height(), 20),
        (label.height(), 20),
        (action.icon().availableSizes()[0].height(), 18),
    ):
        assert abs(side - least * grown) <= 1.5
        assert not side % 2
    assert tool.height() >= tool.iconSize().height() + 8
    assert f"icon-size: {icon_side(18)}px" in qapp.styleSheet(), "a menu scales its icons, which blurs them"


def test_icon_of_a_menu_is_painted_as_it_was_drawn(qtbot: QtBot) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    set_themed_icon(menu.addAction("Stop"), "stop", "danger", 18)
    menu.popup(QPoint(0, 0))
    image = menu.grab().toImage()
    solid = sum(image.pixelColor(x, y).name() == LIGHT.danger for x in range(40) for y in range(image.height()))
    drawn = icon_pixmap("stop", "danger", 18, image.devicePixelRatio()).toImage()
    assert solid == sum(
        drawn.pixelColor(x, y).name() == LIGHT.danger and drawn.pixelColor(x, y).alpha() == 255
        for x in range(drawn.width())
        for y in range(drawn.height())
    )
