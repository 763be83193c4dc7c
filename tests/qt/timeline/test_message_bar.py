"""Buttons over the message under the mouse, and over the message that the keyboard chose."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.client.entry import EntryKind
from desktop_chat.qt.timeline import Timeline
from tests.qt.timeline.conftest import ShowEntries
from tests.qt.timeline.gestures import CONTROL, bodies
from tests.qt.timeline.scenes import entry


@pytest.fixture
def view(show: ShowEntries, qtbot: QtBot) -> Timeline:
    """A message of bob, a join, and an own message."""
    made = show(
        [
            entry(1, "tea?", "bob"),
            entry(2, "", "cid", kind=EntryKind.JOIN, minute=10),
            entry(3, "coffee", "ann", minute=20),
        ]
    )
    made.may_react = made.may_reply = lambda entry: True
    made.may_edit = lambda entry: entry.nick == "ann"
    with qtbot.waitActive(made):
        made.activateWindow()
    made.setFocus()
    return made


def hover(view: Timeline, entry_id: int) -> None:
    QTest.mouseMove(view.viewport(), QPoint(200, bodies(view)[entry_id] + 4))


def up(view: Timeline, times: int = 1) -> None:
    for _ in range(times):
        QTest.keyClick(view, Qt.Key.Key_Up, CONTROL)


def test_mouse_brings_the_buttons_of_its_message(view: Timeline) -> None:
    bar = view.message_bar
    assert not bar.isVisible()
    hover(view, 1)
    assert bar.isVisible()
    assert not bar.edit_button.isVisible()
    assert view.viewport().rect().contains(bar.geometry())
    hover(view, 3)
    assert bar.edit_button.isVisible()
    hover(view, 2)
    assert not bar.isVisible()


def test_buttons_act_on_their_message(view: Timeline, qtbot: QtBot) -> None:
    hover(view, 3)
    said = view.model.entry_at(2)
    for button, signal in (
        (view.message_bar.reply_button, view.reply_requested),
        (view.message_bar.edit_button, view.edit_requested),
    ):
        with qtbot.waitSignal(signal) as asked:
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert asked.args == [said]
    with qtbot.waitSignal(view.picker_requested) as picker:
        QTest.mouseClick(view.message_bar.react_button, Qt.MouseButton.LeftButton)
    assert picker.args[0] == said
    assert picker.args[1].topLeft() == view.viewport().mapToGlobal(view.message_bar.pos())


def test_reacting_is_greyed_with_the_reason(view: Timeline) -> None:
    view.may_react = lambda entry: False
    hover(view, 1)
    assert not view.message_bar.react_button.isEnabled()
    assert view.message_bar.react_button.toolTip() == "Reactions do not work on this server"


def test_keyboard_reaches_the_buttons_and_comes_back(view: Timeline, qtbot: QtBot) -> None:
    up(view)
    bar = view.message_bar
    assert bar.isVisible()
    QTest.keyClick(view, Qt.Key.Key_Tab)
    assert bar.react_button.hasFocus()
    assert bar.isVisible()
    assert view._row_highlight(2, view._scene.layout_of(2)).current
    QTest.keyClick(bar.react_button, Qt.Key.Key_Right)
    assert bar.reply_button.hasFocus()
    with qtbot.waitSignal(view.reply_requested) as asked:
        QTest.keyClick(bar.reply_button, Qt.Key.Key_Space)
    assert asked.args == [view.model.entry_at(2)]
    QTest.keyClick(bar.reply_button, Qt.Key.Key_Escape)
    assert view.hasFocus()


def test_chosen_join_has_no_buttons(view: Timeline) -> None:
    up(view, 2)
    assert not view.message_bar.isVisible()
    up(view)
    assert view.message_bar.isVisible()


def test_buttons_have_names(view: Timeline) -> None:
    assert [button.accessibleName() for button in view.message_bar.buttons] == ["React", "Reply", "Edit", "More"]
    assert view.message_bar.accessibleName() == "Actions for this message"
