"""Buttons float above selected text."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_chat.qt.views.composer import Composer
from tests.qt.views.test_markup_actions import select


@pytest.fixture
def composer(qtbot: QtBot) -> Iterator[Composer]:
    """A composer at the bottom of a window of 420 by 560 pixels."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(420, 560)
    made = Composer(window)
    made.complete_parts()
    made.set_place("here", "Message #here", "")
    column = QVBoxLayout(window)
    column.addStretch(1)
    column.addWidget(made)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    made.setFocus()
    yield made
    window.hide()


def test_bar_is_there_while_text_is_selected(composer: Composer) -> None:
    bar = composer.markup_bar
    QTest.keyClicks(composer.edit, "one two")
    assert not bar.isVisible()
    select(composer, 0, 3)
    assert bar.isVisible()
    assert composer.window().rect().contains(bar.geometry())
    assert bar.geometry().bottom() < composer.edit.mapTo(composer.window(), QPoint(0, 0)).y()
    select(composer, 2, 2)
    assert not bar.isVisible()


def test_bar_stays_over_the_field(composer: Composer) -> None:
    bar, edit, window = composer.markup_bar, composer.edit, composer.window()
    window.resize(900, 560)
    layout = window.layout()
    assert layout is not None
    layout.setContentsMargins(300, 0, 200, 0)
    QTest.keyClicks(edit, "one two " * 8)
    for start, end in ((0, 3), (60, 63)):
        select(composer, start, end)
        place = edit.mapTo(window, QPoint(0, 0)).x()
        assert place - 12 <= bar.x()
        assert bar.geometry().right() <= place + edit.width() + 12


def test_bar_goes_with_the_focus_and_the_text(composer: Composer) -> None:
    QTest.keyClicks(composer.edit, "one two")
    select(composer, 0, 3)
    composer.send_button.setFocus(Qt.FocusReason.TabFocusReason)
    assert not composer.markup_bar.isVisible()
    composer.setFocus()
    select(composer, 0, 3)
    assert composer.markup_bar.isVisible()
    QTest.keyClick(composer.edit, Qt.Key.Key_Return)
    assert not composer.markup_bar.isVisible()


def test_button_changes_the_text_and_leaves_the_focus(composer: Composer) -> None:
    QTest.keyClicks(composer.edit, "one two")
    select(composer, 4, 7)
    QTest.mouseClick(composer.markup_bar.buttons[0], Qt.MouseButton.LeftButton)
    assert composer.text() == "one **two**"
    assert composer.edit.hasFocus()
    assert composer.markup_bar.isVisible()


def test_buttons_have_names_and_tell_their_keys(composer: Composer) -> None:
    for button, action in zip(composer.markup_bar.buttons, composer.markup.actions, strict=True):
        assert button.accessibleName() == action.text()
        assert "Ctrl+" in button.toolTip()


def test_bar_stays_inside_of_the_window(composer: Composer) -> None:
    QTest.keyClicks(composer.edit, "word " * 12)
    for start in (0, 30, 55):
        select(composer, start, start + 4)
        assert composer.window().rect().contains(composer.markup_bar.geometry())
