"""A launcher without a server, and a launcher with one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.net.control_values import ServerPhase
from desktop_chat.qt.hosting.hosting import Hosting
from desktop_chat.qt.hosting.server_process import reap_ended
from desktop_chat.qt.launcher.window import LauncherWindow
from tests.child_processes import kill_children
from tests.patience import MILLISECONDS
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


@pytest.fixture
def live_window(qtbot: QtBot, tmp_path: Path) -> Iterator[LauncherWindow]:
    """A launcher whose chat runs."""
    data = tmp_path / "server"
    data.mkdir()
    (data / "settings.toml").write_text('[listen]\naddresses = ["127.0.0.1:0"]\n')
    hosting = Hosting(data)
    made = LauncherWindow(hosting)
    qtbot.addWidget(made, before_close_func=lambda _: hosting.close())
    made.show()
    hosting.start_server()
    qtbot.waitUntil(lambda: hosting.is_running, timeout=MILLISECONDS)
    yield made
    hosting.stop_server()
    qtbot.waitUntil(lambda: not hosting.is_active, timeout=MILLISECONDS)
    hosting.close()
    kill_children()
    reap_ended()
