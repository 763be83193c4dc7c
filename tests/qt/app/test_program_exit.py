"""What the closing of a window means for the chat hosted here, and when the program ends."""

from __future__ import annotations

from typing import Literal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.net.control_values import ServerPhase
from desktop_chat.qt.dialogs.question import KeepQuestion
from desktop_chat.qt.dialogs.tray_question import TrayQuestion
from tests.qt.app.opened_windows import MakeWindows, chat_window, host, start_window
from tests.qt.conftest import ServerProcess


def test_last_window_asks_about_the_running_chat(qtbot: QtBot, open_windows: MakeWindows) -> None:
    windows = open_windows("ann")
    host(qtbot, windows)
    chat = chat_window(windows)
    chat.close()
    assert chat.isVisible()
    question = chat.findChild(KeepQuestion)
    assert question is not None
    question.remember_box.setChecked(True)
    with qtbot.waitSignal(windows.finished):
        QTest.mouseClick(question.stop_button, Qt.MouseButton.LeftButton)
    assert windows.hosting.state.phase is ServerPhase.STOPPED
    assert windows.controller.settings.preferences.on_close == "stop"


def test_keep_running_leaves_the_server_running(qtbot: QtBot, open_windows: MakeWindows) -> None:
    windows = open_windows("ann")
    host(qtbot, windows)
    windows.controller.settings.change_fields(on_close="keep")
    with qtbot.waitSignal(windows.finished):
        chat_window(windows).close()
    assert windows.hosting.is_running


def test_closing_asks_once_about_the_tray(
    qtbot: QtBot, open_windows: MakeWindows, server_process: ServerProcess
) -> None:
    windows = open_windows("ann", f"127.0.0.1:{server_process.port}")
    qtbot.waitUntil(lambda: windows.chat is not None)
    windows.program_exit.has_tray = lambda: True
    chat = chat_window(windows)
    chat.close()
    asked = chat.findChild(TrayQuestion)
    assert chat.isVisible()
    assert asked is not None
    with qtbot.assertNotEmitted(windows.finished):
        QTest.mouseClick(asked.tray_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: windows.is_resting)
        assert windows.front_window() is None
        qtbot.waitUntil(lambda: chat.findChild(TrayQuestion) is None)
        windows.raise_up("")
        assert chat.isVisible()
        chat.close()  # without a question
        assert windows.is_resting
    with qtbot.waitSignal(windows.finished):
        windows.on_quit_wanted()


def test_without_a_tray_closing_ends(qtbot: QtBot, open_windows: MakeWindows, server_process: ServerProcess) -> None:
    windows = open_windows("ann", f"127.0.0.1:{server_process.port}")
    qtbot.waitUntil(lambda: windows.chat is not None)
    windows.controller.settings.change_fields(close_to_tray="tray")
    with qtbot.waitSignal(windows.finished):
        chat_window(windows).close()


def test_a_host_who_quits_from_the_tray_is_asked_about_the_chat(qtbot: QtBot, open_windows: MakeWindows) -> None:
    windows = open_windows("ann")
    host(qtbot, windows)
    windows.program_exit.has_tray = lambda: True
    windows.controller.settings.change_fields(close_to_tray="tray")
    chat = chat_window(windows)
    chat.close()
    assert windows.is_resting
    assert windows.hosting.is_running
    windows.on_quit_wanted()
    question = chat.findChild(KeepQuestion)
    assert question is not None
    assert chat.isVisible()
    with qtbot.waitSignal(windows.finished):
        QTest.mouseClick(question.stop_button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("choice", ["ask", "stop"])
def test_a_log_out_ends_the_chat_and_asks_nothing(
    qtbot: QtBot, open_windows: MakeWindows, choice: Literal["ask", "stop"]
) -> None:
    windows = open_windows("ann")
    host(qtbot, windows)
    windows.controller.settings.change_fields(on_close=choice)
    chat = chat_window(windows)
    with qtbot.waitSignal(windows.finished):
        windows.end_by_signal()
    assert chat.findChild(KeepQuestion) is None
    assert windows.hosting.state.phase is ServerPhase.STOPPED


def test_a_log_out_leaves_a_chat_that_is_to_go_on(qtbot: QtBot, open_windows: MakeWindows) -> None:
    windows = open_windows("ann")
    host(qtbot, windows)
    windows.controller.settings.change_fields(on_close="keep")
    with qtbot.waitSignal(windows.finished):
        windows.end_by_signal()
    assert windows.hosting.is_running
    windows.controller.settings.change_fields(on_close="ask")


def test_a_log_out_while_the_chat_starts(qtbot: QtBot, open_windows: MakeWindows) -> None:
    windows = open_windows("ann")
    QTest.mouseClick(start_window(windows).host_section.host_button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(windows.finished):
        windows.end_by_signal()
    assert not windows.hosting.is_active
    assert windows.chat is None


def test_second_signal_does_not_wait_for_the_stop(qtbot: QtBot, open_windows: MakeWindows) -> None:
    windows = open_windows("ann")
    host(qtbot, windows)
    windows.end_by_signal()
    with qtbot.waitSignal(windows.finished):
        windows.end_by_signal()
    assert windows.hosting.is_active
    qtbot.waitUntil(lambda: not windows.hosting.is_active)


def test_closing_the_start_window_ends_it(qtbot: QtBot, open_windows: MakeWindows) -> None:
    windows = open_windows("ann")
    with qtbot.waitSignal(windows.finished):
        start_window(windows).close()


def test_quit_closes_every_window(qtbot: QtBot, open_windows: MakeWindows, server_process: ServerProcess) -> None:
    windows = open_windows("ann", f"127.0.0.1:{server_process.port}")
    qtbot.waitUntil(lambda: windows.chat is not None)
    windows.show_launcher()
    windows.show_about()
    with qtbot.waitSignal(windows.finished):
        chat_window(windows).acts.quit_requested.emit()
    assert windows.front_window() is None
