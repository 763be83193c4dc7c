"""The chats on the network in the start window: by mouse, by keyboard, live, and what is offered without a find."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.qt.views import found_list
from desktop_chat.qt.views.start_window import StartWindow
from tests.qt.pictures.start import FOUND, found_chat


@pytest.fixture
def window(qtbot: QtBot) -> StartWindow:
    QGuiApplication.clipboard().clear()
    made = StartWindow("Ann Example")
    qtbot.addWidget(made)
    made.resize(480, 900)
    made.show()
    made.found_list.begin()
    return made


def names(window: StartWindow) -> list[str]:
    return [row.chat.beacon.name for row in window.found_list.rows()]


def test_list_is_hidden_before_the_search(qtbot: QtBot) -> None:
    made = StartWindow("Ann Example")
    qtbot.addWidget(made)
    made.show()
    assert not made.found_list.isVisible()


def test_one_click_joins(qtbot: QtBot, window: StartWindow) -> None:
    window.found_list.set_chats(FOUND)
    assert names(window) == [chat.beacon.name for chat in FOUND]
    with qtbot.waitSignal(window.found_requested) as wanted:
        QTest.mouseClick(window.found_list.rows()[1], Qt.MouseButton.LeftButton)
    assert wanted.args == [FOUND[1], "Ann Example"]


def test_space_on_a_row_joins(qtbot: QtBot, window: StartWindow) -> None:
    window.found_list.set_chats(FOUND)
    row = window.found_list.rows()[0]
    assert row.focusPolicy() == Qt.FocusPolicy.StrongFocus
    with qtbot.waitSignal(window.found_requested) as wanted:
        QTest.keyClick(row, Qt.Key.Key_Space)
    assert wanted.args == [FOUND[0], "Ann Example"]


def test_enter_joins_the_only_chat(qtbot: QtBot, window: StartWindow) -> None:
    window.found_list.set_chats(FOUND[:1])
    assert window.found_list.rows()[0].hint_label.isVisible()
    with qtbot.waitSignal(window.found_requested) as wanted:
        QTest.keyClick(window.name_section.name_field, Qt.Key.Key_Return)
    assert wanted.args == [FOUND[0], "Ann Example"]


def test_enter_joins_none_of_several(qtbot: QtBot, window: StartWindow) -> None:
    window.found_list.set_chats(FOUND)
    assert not any(row.hint_label.isVisible() for row in window.found_list.rows())
    with qtbot.waitSignal(window.host_requested), qtbot.assertNotEmitted(window.found_requested):
        QTest.keyClick(window.name_section.name_field, Qt.Key.Key_Return)


def test_typed_address_comes_before_the_only_chat(qtbot: QtBot, window: StartWindow) -> None:
    window.found_list.set_chats(FOUND[:1])
    with qtbot.waitSignal(window.found_requested):
        QTest.keyClick(window.address_field, Qt.Key.Key_Return)
    window.address_field.setText("192.168.1.5")
    with qtbot.waitSignal(window.join_requested):
        QTest.keyClick(window.name_section.name_field, Qt.Key.Key_Return)


def test_nothing_is_joined_without_a_name(qtbot: QtBot, window: StartWindow) -> None:
    window.found_list.set_chats(FOUND[:1])
    window.name_section.name_field.clear()
    with qtbot.assertNotEmitted(window.found_requested):
        QTest.mouseClick(window.found_list.rows()[0], Qt.MouseButton.LeftButton)
    assert window.name_section.name_field.property("invalid")


def test_news_keep_the_row_and_its_focus(window: StartWindow) -> None:
    window.found_list.set_chats(FOUND)
    row = window.found_list.rows()[1]
    changed = found_chat(2, "Alpha", "daria-laptop", 5)
    window.found_list.set_chats((changed, FOUND[0], FOUND[2]))
    assert window.found_list.rows()[0] is row
    assert names(window) == ["Alpha", FOUND[0].beacon.name, FOUND[2].beacon.name]
    assert "5 people" in row.line_label.text()
    assert not row.lock_icon.isVisible()
    window.found_list.set_chats(FOUND[2:])
    assert names(window) == [FOUND[2].beacon.name]


def test_rows_have_names_for_screen_readers(window: StartWindow) -> None:
    window.found_list.set_chats(FOUND)
    first, second, third = window.found_list.rows()
    assert first.accessibleName() == "Join Classroom 4b, on teacher-pc · 23 people"
    assert second.accessibleDescription() == "It has a password"
    assert third.accessibleName().endswith("nobody there yet")


def test_rows_are_limited(window: StartWindow) -> None:
    window.found_list.set_chats([found_chat(number % 200, f"{number}", "host", 1) for number in range(150)])
    assert len(window.found_list.rows()) == found_list.MAX_SHOWN


def test_other_ways_are_offered_without_a_find(qtbot: QtBot, window: StartWindow) -> None:
    listed = window.found_list
    assert listed.spinner.isVisible()
    assert not listed.ways.isVisible()
    listed.end_patience()
    assert listed.ways.isVisible()
    assert not listed.spinner.isVisible()
    QTest.mouseClick(listed.address_button, Qt.MouseButton.LeftButton)
    assert window.focusWidget() is window.address_field
    with qtbot.waitSignal(window.host_requested):
        QTest.mouseClick(listed.host_button, Qt.MouseButton.LeftButton)
    listed.set_chats(FOUND)
    assert not listed.ways.isVisible()
    assert not listed.note_label.isVisible()


def test_search_of_single_addresses_can_be_stopped(qtbot: QtBot, window: StartWindow) -> None:
    window.found_list.set_chats((), is_sweeping=True)
    assert window.found_list.cancel_button.isVisible()
    with qtbot.waitSignal(window.sweep_cancelled):
        QTest.mouseClick(window.found_list.cancel_button, Qt.MouseButton.LeftButton)
    window.found_list.set_chats(())
    assert not window.found_list.cancel_button.isVisible()
