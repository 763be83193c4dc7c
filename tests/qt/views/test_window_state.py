"""Windows and the screen that they are on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_chat.qt.views.chat_window import ChatWindow
from desktop_chat.qt.views.window_state import bring_up, fitted, geometry_of, restore_geometry
from tests.qt.scenes import Scene

SMALL = QRect(0, 0, 1024, 600)


@pytest.mark.parametrize(
    ("window", "area", "expected"),
    [
        (QRect(0, 0, 1080, 720), SMALL, QRect(0, 40, 1024, 560)),
        (QRect(300, 200, 500, 400), SMALL, QRect(300, 200, 500, 400)),
        (QRect(900, 500, 500, 400), SMALL, QRect(524, 200, 500, 400)),
        (QRect(-50, -50, 500, 400), SMALL, QRect(0, 40, 500, 400)),
        (QRect(0, 0, 480, 560), QRect(1920, 30, 1024, 570), QRect(1920, 70, 480, 530)),
    ],
)
def test_a_window_fits_into_its_screen(window: QRect, area: QRect, expected: QRect) -> None:
    assert fitted(window, area) == expected


def test_the_composer_is_in_sight_on_a_small_screen(qtbot: QtBot, made: Scene) -> None:
    window = ChatWindow(made.controller)
    qtbot.addWidget(window)
    area = window.screen().availableGeometry()
    window.resize(area.width() + 300, area.height() + 300)
    bring_up(window)
    pane = window.pane
    assert window.height() <= area.height() - 40
    assert window.width() <= area.width()
    assert pane.composer.mapTo(window, pane.composer.rect().bottomLeft()).y() <= window.height()
    window.hide()


def test_a_window_that_was_put_somewhere_comes_back_there(qtbot: QtBot) -> None:
    window, again = QWidget(), QWidget()
    qtbot.addWidget(window)
    qtbot.addWidget(again)
    window.setGeometry(60, 70, 300, 200)
    bring_up(window)
    restore_geometry(again, geometry_of(window))
    bring_up(again)
    assert again.geometry() == QRect(60, 70, 300, 200)
