"""The windows of a person, as a start of the program opens them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.qt.app.windows import Windows
from desktop_chat.qt.hosting.hosting import Hosting
from tests.qt.app.opened_windows import MakeWindows
from tests.qt.conftest import MakeController


@pytest.fixture
def open_windows(qtbot: QtBot, make_controller: MakeController) -> Iterator[MakeWindows]:
    made: list[Windows] = []

    def begin(name: str, link: str | None = None) -> Windows:
        controller = make_controller(name)
        served = controller.hosting.data
        if not served.exists():
            served.mkdir()
            (served / "settings.toml").write_text('[listen]\naddresses = ["127.0.0.1:0"]\n')
        windows = Windows(controller, controller.hosting)
        made.append(windows)
        windows.open_first_window(link)
        return windows

    yield begin
    for windows in made:
        hosting = windows.hosting
        if hosting.is_active:
            hosting.stop_server()
            qtbot.waitUntil(partial(_rests, hosting))
        windows.close_all()


def _rests(hosting: Hosting) -> bool:
    return not hosting.is_active
