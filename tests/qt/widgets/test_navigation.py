"""The navigation chooses pages, and shows icons alone where texts do not fit."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_chat.qt.theme import appearance
from desktop_chat.qt.widgets.navigation import Navigation

PAGES = (("home", "Overview"), ("users", "People"), ("log", "Log"))


@pytest.fixture
def navigation(qtbot: QtBot) -> Navigation:
    made = Navigation(PAGES)
    qtbot.addWidget(made)
    made.resize(600, 60)
    made.show()
    return made


def test_one_page_is_chosen_at_a_time(qtbot: QtBot, navigation: Navigation) -> None:
    with qtbot.waitSignal(navigation.chosen) as chosen:
        QTest.mouseClick(navigation.buttons[2], Qt.MouseButton.LeftButton)
    assert chosen.args == [2]
    assert [button.isChecked() for button in navigation.buttons] == [False, False, True]
    with qtbot.assertNotEmitted(navigation.chosen):
        navigation.choose_page(2)


def test_texts_that_do_not_fit_become_tooltips(navigation: Navigation) -> None:
    styles = Qt.ToolButtonStyle
    assert {button.toolButtonStyle() for button in navigation.buttons} == {styles.ToolButtonTextUnderIcon}
    navigation.resize(90, 60)
    assert {button.toolButtonStyle() for button in navigation.buttons} == {styles.ToolButtonIconOnly}
    assert "Overview" in navigation.buttons[0].toolTip()
    navigation.set_wide(wide=True)
    assert {button.toolButtonStyle() for button in navigation.buttons} == {styles.ToolButtonTextBesideIcon}
    assert {button.toolTip() for button in navigation.buttons} == {""}


def test_a_rail_has_room_for_its_longest_title(qapp: QApplication, navigation: Navigation) -> None:
    navigation.set_wide(wide=True)
    before = navigation.minimumWidth()
    appearance().apply_mode(qapp, "light", zoom=2.0)
    longest = max(button.sizeHint().width() for button in navigation.buttons)
    assert navigation.minimumWidth() >= max(longest, before + 1)
    navigation.set_wide(wide=False)
    assert navigation.minimumWidth() == 0


def test_screen_reader_hears_of_tabs_and_which_is_shown(navigation: Navigation) -> None:
    told = [QAccessible.queryAccessibleInterface(button) for button in navigation.buttons]
    assert {one.role() for one in told} == {QAccessible.Role.PageTab}
    assert [one.state().selected for one in told] == [1, 0, 0]
    navigation.choose_page(2)
    assert [one.state().selected for one in told] == [0, 0, 1]
    assert QAccessible.queryAccessibleInterface(navigation).role() == QAccessible.Role.PageTabList
