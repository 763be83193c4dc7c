"""A launcher without a server."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.net.control import ServerPhase
from desktop_chat.qt.launcher.window import LauncherWindow
from tests.qt.launcher.recording_hosting import RecordingHosting


@pytest.fixture
def hosting() -> RecordingHosting:
    return RecordingHosting()


@pytest.fixture
def window(qtbot: QtBot, hosting: RecordingHosting) -> LauncherWindow:
    made = LauncherWindow(hosting)
    qtbot.addWidget(
        made, before_close_func=lambda _: hosting.set_state(replace(hosting.state, phase=ServerPhase.STOPPED))
    )
    made.show()
    return made
