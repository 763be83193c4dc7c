"""The page lists people and offers acts on the selected person."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_chat.qt.dialogs.question import Question
from desktop_chat.qt.launcher.window import PEOPLE, LauncherWindow
from desktop_chat.qt.theme import Text, appearance, text_font
from tests.qt.launcher import example_rows
from tests.qt.launcher.recording_hosting import RecordingHosting, visible_question


def test_people_page_lists_people_and_acts_on_them(
    qtbot: QtBot, window: LauncherWindow, hosting: RecordingHosting
) -> None:
    page = window.people
    window.navigation.choose_page(PEOPLE)
    assert page.empty.isVisible()
    hosting.set_state(example_rows.running())
    assert page.empty.accessibleName() == "Nobody is here yet"
    hosting.users_changed.emit(example_rows.people())
    assert page.table.isVisible()
    assert page.count.count == 9
    page.search_field.setText("nobody at all")
    assert page.empty.accessibleName() == "Nobody found"
    page.search_field.setText("cid")
    page.table.selectRow(0)
    with qtbot.waitSignal(window.message_requested) as wanted:
        page.message_action.trigger()
    assert wanted.args == ["cid"]
    page.copy_action.trigger()
    assert QGuiApplication.clipboard().text() == "192.168.1.32"
    offered = [action.text() for action in page.make_menu().actions() if action.text()]
    assert offered == ["Message", "Copy address", "Make moderator", "Mute…", "Kick…", "Ban…"]
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    asking = visible_question(window)
    assert asking.windowTitle() == "Kick cid?"
    asking.go_button.click()
    assert window.toast.text() == "The chat is not running."
    page.search_field.clear()
    hosting.users_changed.emit(())
    assert page.empty.accessibleName() == "Nobody is here yet"


def test_rows_grow_with_the_letters(window: LauncherWindow, hosting: RecordingHosting, qapp: QApplication) -> None:
    window.navigation.choose_page(PEOPLE)
    hosting.set_state(example_rows.running())
    hosting.users_changed.emit(example_rows.people())
    before = window.people.table.rowHeight(0)
    appearance().apply_mode(qapp, "light", zoom=2.0)
    lines = QFontMetrics(text_font(Text.STRONG)).height() + QFontMetrics(text_font(Text.SMALL)).height()
    assert window.people.table.rowHeight(0) >= lines > before


def test_actions_need_a_selected_person(window: LauncherWindow, hosting: RecordingHosting) -> None:
    hosting.set_state(example_rows.running())
    hosting.users_changed.emit(example_rows.people())
    page = window.people
    for action in (
        page.message_action,
        page.kick_action,
        page.copy_action,
        page.ban_action,
        page.mute_action,
        page.moderator_action,
    ):
        action.trigger()
    assert not window.findChildren(Question)
