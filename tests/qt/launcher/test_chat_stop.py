"""The hosted chat is stopped, or goes on without the launcher's window."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.net.control_values import ServerPhase
from desktop_chat.qt.launcher.window import LauncherWindow
from tests.qt.launcher import example_rows
from tests.qt.launcher.recording_hosting import RecordingHosting, click, visible_keep_question, visible_question


def test_stop_with_people_online_asks_for_a_message(
    qtbot: QtBot, window: LauncherWindow, hosting: RecordingHosting
) -> None:
    hosting.set_state(example_rows.running())
    hosting.users = example_rows.people(3)
    click(qtbot, window.overview.state.main_button)
    visible_question(window).cancel_button.click()
    assert hosting.requests == []
    click(qtbot, window.overview.state.main_button)
    asking = visible_question(window)
    QTest.keyClicks(asking.message_field, "Good night")
    QTest.keyClick(asking.message_field, Qt.Key.Key_Return)
    assert hosting.requests == [("stop", "Good night")]


def test_close_asks_whether_the_chat_runs_on(qtbot: QtBot, window: LauncherWindow, hosting: RecordingHosting) -> None:
    hosting.set_state(example_rows.running())
    window.close()
    assert window.isVisible()
    visible_keep_question(window).cancel_button.click()
    assert window.isVisible()
    window.close()
    asking = visible_keep_question(window)
    asking.remember_box.setChecked(True)
    with qtbot.waitSignals([window.chat_stop.closing_chosen, window.closed]):
        asking.keep_button.click()
    assert not window.isVisible()
    assert window.chat_stop.closing == "keep"
    assert hosting.requests == []
    window.show()
    window.close()
    assert not window.isVisible()


def test_close_can_stop_the_chat(qtbot: QtBot, window: LauncherWindow, hosting: RecordingHosting) -> None:
    hosting.set_state(example_rows.running())
    hosting.users = example_rows.people(2)
    window.close()
    visible_keep_question(window).stop_button.click()
    visible_question(window).cancel_button.click()
    window.close()
    visible_keep_question(window).stop_button.click()
    visible_question(window).go_button.click()
    assert hosting.requests == [("stop", "")]
    hosting.set_state(replace(example_rows.running(), phase=ServerPhase.STOPPING))
    window.close()
    assert window.isVisible()
    with qtbot.waitSignal(window.closed):
        hosting.set_state(replace(example_rows.running(), phase=ServerPhase.STOPPED))
    assert not window.isVisible()


def test_close_of_a_stopped_chat_asks_nothing(window: LauncherWindow) -> None:
    window.close()
    assert not window.isVisible()
