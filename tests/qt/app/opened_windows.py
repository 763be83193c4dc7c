"""What tests of the windows of the program share: looks at them, and what a person does in them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.qt.app.windows import Windows
from desktop_chat.qt.views.chat_window import ChatWindow
from desktop_chat.qt.views.start_window import StartWindow
from tests.qt.network.test_controller import said

MakeWindows = Callable[..., Windows]


def start_window(windows: Windows) -> StartWindow:
    assert windows.entrance.window is not None
    return windows.entrance.window


def chat_window(windows: Windows) -> ChatWindow:
    assert windows.chat is not None
    return windows.chat


def host(qtbot: QtBot, windows: Windows) -> None:
    """Press the one button, and wait until one can talk."""
    QTest.mouseClick(start_window(windows).host_section.host_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: windows.chat is not None and windows.chat.isVisible())
    chat = chat_window(windows)
    qtbot.waitUntil(lambda: chat.room is not None and chat.room.kind == "channel")


def write(qtbot: QtBot, windows: Windows, text: str) -> None:
    """Type a line and press Enter."""
    composer = chat_window(windows).pane.composer
    QTest.keyClicks(composer.edit, text)
    QTest.keyClick(composer.edit, Qt.Key.Key_Return)


def shown(windows: Windows) -> list[str]:
    """What the window's room says."""
    room = chat_window(windows).room
    assert room is not None
    return said(room)
