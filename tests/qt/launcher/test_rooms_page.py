"""The page of rooms shows, searches and chooses rooms, and offers acts on the chosen one."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from desktop_chat.qt.launcher.window import ROOMS, LauncherWindow
from tests.qt.launcher import example_rows
from tests.qt.launcher.recording_hosting import RecordingHosting


def test_page_says_why_it_is_empty(qtbot: QtBot, window: LauncherWindow, hosting: RecordingHosting) -> None:
    page = window.rooms
    window.navigation.choose_page(ROOMS)
    assert page.empty.accessibleName() == "The chat is not running"
    assert not page.refresh_button.isEnabled()
    hosting.set_state(example_rows.running())
    assert page.empty.accessibleName() == "No room yet"
    page.set_rooms(example_rows.rooms(), example_rows.now())
    assert page.view.isVisible()
    assert page.count.count == 5
    page.search_field.setText("no such room")
    assert page.empty.accessibleName() == "No room found"
    assert not page.topic_button.isEnabled()


def test_acts_on_the_chosen_room_by_button_key_and_menu(
    qtbot: QtBot, window: LauncherWindow, hosting: RecordingHosting
) -> None:
    page, rooms = window.rooms, example_rows.rooms()
    window.navigation.choose_page(ROOMS)
    hosting.set_state(example_rows.running())
    page.set_rooms(rooms, example_rows.now())
    assert page.chosen_room() == rooms[0]
    assert not page.delete_button.isEnabled()
    assert page.delete_button.accessibleDescription() == "Everybody enters the chat here."
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_Delete)
    assert window.room_acts.children() == [], "the lobby stays"
    page.view.setCurrentIndex(page.model.index(1))
    for asking in (page.topic_requested, page.settings_requested, page.deletion_requested):
        asking.disconnect()
    for signal, act in (
        (page.topic_requested, page.topic_button.click),
        (page.settings_requested, page.settings_button.click),
        (page.deletion_requested, page.delete_button.click),
        (page.settings_requested, lambda: page.view.activated.emit(page.view.currentIndex())),
        (page.deletion_requested, lambda: QTest.keyClick(page.view, Qt.Key.Key_Delete)),
    ):
        with qtbot.waitSignal(signal) as asked:
            act()
        assert asked.args == [rooms[1]]
    page.on_menu_requested(QPoint(5, 5))
    (menu,) = [one for one in page.findChildren(QMenu) if one.isVisible()]
    assert [action.text() for action in menu.actions() if action.text()] == ["Topic…", "Settings…", "Delete…"]
    menu.close()


def test_the_chosen_room_stays_chosen(window: LauncherWindow, hosting: RecordingHosting) -> None:
    page, rooms = window.rooms, example_rows.rooms()
    hosting.set_state(example_rows.running())
    page.set_rooms(rooms, example_rows.now())
    page.view.setCurrentIndex(page.model.index(2))
    chosen = page.chosen_room()
    assert chosen is not None
    page.set_users(example_rows.people(2))
    page.set_rooms(tuple(reversed(rooms)), example_rows.now())
    again = page.chosen_room()
    assert again is not None
    assert again.name == chosen.name


def test_a_new_room_is_asked_for(qtbot: QtBot, window: LauncherWindow, hosting: RecordingHosting) -> None:
    hosting.set_state(example_rows.running())
    window.navigation.choose_page(ROOMS)
    window.rooms.set_rooms(example_rows.rooms()[:1], example_rows.now())
    with qtbot.waitSignal(window.rooms.refresh_requested):
        window.rooms.set_users(example_rows.people(3))
