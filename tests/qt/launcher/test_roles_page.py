"""The page of roles shows who has a role, and offers to make and remove moderators."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.qt.launcher.window import ROLES, LauncherWindow
from tests.qt.launcher import example_rows
from tests.qt.launcher.recording_hosting import RecordingHosting


def test_roles_are_shown_and_only_roles_in_rooms_are_removed(
    qtbot: QtBot, window: LauncherWindow, hosting: RecordingHosting
) -> None:
    page = window.roles
    window.navigation.choose_page(ROLES)
    assert page.empty.accessibleName() == "The chat is not running"
    assert not page.add_button.isEnabled()
    hosting.set_state(example_rows.running())
    assert page.empty.accessibleName() == "Nobody has a role"
    page.set_roles(example_rows.roles())
    assert page.count.count == 6
    assert not page.remove_button.isEnabled(), "the owner stays"
    page.choose_row(3)
    chosen = page.chosen_role()
    page.removal_requested.disconnect()
    window.activateWindow()
    page.view.setFocus()
    qtbot.waitUntil(page.view.hasFocus)
    with qtbot.waitSignal(page.removal_requested) as asked:
        QTest.keyClick(page.view, Qt.Key.Key_Delete)
    assert asked.args == [chosen]
    assert [action.text() for action in page.make_menu().actions()] == ["Remove…"]
    page.set_roles(example_rows.roles()[::-1])
    assert page.chosen_role() == chosen
    page.search_field.setText("nobody at all")
    assert page.empty.accessibleName() == "Nobody found"
