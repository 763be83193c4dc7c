"""The page of webhooks shows what there is, and offers to make and delete."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.qt.launcher.window import WEBHOOKS, LauncherWindow
from tests.qt.launcher import example_rows
from tests.qt.launcher.recording_hosting import RecordingHosting


def test_webhooks_are_shown_chosen_and_deleted_by_key(
    qtbot: QtBot, window: LauncherWindow, hosting: RecordingHosting
) -> None:
    page = window.webhooks
    window.navigation.choose_page(WEBHOOKS)
    assert page.empty.accessibleName() == "The chat is not running"
    assert not page.post_button.isEnabled()
    hosting.set_state(example_rows.running())
    assert page.empty.accessibleName() == "No webhook yet"
    assert page.post_button.isEnabled()
    assert not page.remove_button.isEnabled()
    hooks = example_rows.webhooks()
    page.set_webhooks(hooks, example_rows.now())
    assert page.count.count == 4
    page.choose_row(2)
    chosen = page.chosen_webhook()
    page.removal_requested.disconnect()
    window.activateWindow()
    page.view.setFocus()
    qtbot.waitUntil(page.view.hasFocus)
    with qtbot.waitSignal(page.removal_requested) as asked:
        QTest.keyClick(page.view, Qt.Key.Key_Delete)
    assert asked.args == [chosen]
    assert [action.text() for action in page.make_menu().actions()] == ["Delete…"]
    page.set_webhooks(hooks[1:], example_rows.now())
    assert page.chosen_webhook() == chosen
    page.search_field.setText("nothing at all")
    assert page.empty.accessibleName() == "No webhook found"
