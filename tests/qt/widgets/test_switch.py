"""The switch."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_chat.qt.theme import LIGHT
from desktop_chat.qt.widgets import (
    Switch,
)
from tests.qt.gallery import picture
from tests.qt.pixels import colours

PLAIN = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


def test_switch_toggles_by_key_and_mouse(qtbot: QtBot) -> None:
    made = Switch("Notifications")
    qtbot.addWidget(made)
    made.resize(200, 40)
    with qtbot.waitSignal(made.toggled):
        QTest.keyClick(made, Qt.Key.Key_Space)
    with qtbot.waitSignal(made.toggled):
        QTest.mouseClick(made, LEFT, PLAIN, QPoint(180, 20))
    assert not made.isChecked()
    made.setChecked(True)
    assert LIGHT.accent in colours(picture(made, 1))


def test_switch_wraps_its_text(qtbot: QtBot) -> None:
    switch = Switch("Let everybody in who has a link to this chat and nobody else")
    qtbot.addWidget(switch)
    assert switch.heightForWidth(150) > 2 * switch.heightForWidth(2_000)
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    column.addWidget(switch)
    assert column.heightForWidth(180) > 2 * switch.heightForWidth(2_000)


def test_layout_gives_a_narrow_switch_all_its_lines(qtbot: QtBot) -> None:
    switch = Switch("Let everybody in who has a link to this chat and nobody else")
    page = QWidget()
    qtbot.addWidget(page)
    column, row = QVBoxLayout(page), QHBoxLayout()
    row.addWidget(switch)
    column.addLayout(row)
    column.addStretch(1)
    page.resize(180, 400)
    page.show()
    qtbot.waitUntil(lambda: switch.height() == switch.heightForWidth(switch.width()))
    page.resize(900, 400)
    qtbot.waitUntil(lambda: switch.height() == switch.heightForWidth(2_000))
