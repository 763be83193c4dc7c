"""A Hosting that records requests, and helpers for its window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_chat.net.control_values import ServerState
from desktop_chat.qt.dialogs.question import KeepQuestion, MessageQuestion
from desktop_chat.qt.hosting.hosting import Hosting
from desktop_chat.qt.hosting.server_process import Failure


class RecordingHosting(Hosting):
    """A Hosting that records requests instead of starting processes."""

    def __init__(self) -> None:
        super().__init__(Path("no-such-folder"))
        self.requests: list[tuple[object, ...]] = []

    def start_server(self, overrides: object = None) -> None:
        self.requests.append(("start", overrides))

    def stop_server(self, message: str = "") -> None:
        self.requests.append(("stop", message))

    def set_state(self, state: ServerState, failure: Failure | None = None) -> None:
        self.state, self.failure = state, failure
        self.state_changed.emit(state)


def visible_question(window: QWidget) -> MessageQuestion:
    return next(one for one in window.findChildren(MessageQuestion) if one.isVisible())


def visible_keep_question(window: QWidget) -> KeepQuestion:
    return next(one for one in window.findChildren(KeepQuestion) if one.isVisible())


def click(qtbot: QtBot, where: QWidget) -> None:
    assert where.isVisible()
    QApplication.processEvents()
    QTest.mouseClick(where, Qt.MouseButton.LeftButton)
