"""A chat that cannot start says why in the chat window, and one press leads out of it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop_chat.net.control_values import ServerPhase, ServerState
from desktop_chat.net.free_port import FreePort
from desktop_chat.qt.app.windows import Windows
from desktop_chat.qt.hosting.server_process import Failure
from desktop_chat.qt.network.network import Network
from tests.qt.scenes import Scene

REASON = "Port 6697 is busy."


def test_busy_port_is_left_by_one_press(
    qtbot: QtBot, made: Scene, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    windows, started = Windows(made.controller, made.hosting), list[object]()
    monkeypatch.setattr(made.hosting, "start_server", started.append)
    failed = ServerState(ServerPhase.FAILED, 0, "Tea", "", 0, reason=REASON)
    try:
        chat = windows.show_chat()
        free = FreePort(6698, "listen.addresses", ("127.0.0.1:6698",))
        for free_port, caption in ((free, "Use port 6698"), (None, "Show")):
            made.hosting.failure = Failure(REASON, port=6697, free_port=free_port)
            windows.on_hosting_changed(failed)
            (button,) = chat.toast.findChildren(QPushButton)
            assert (button.text(), button.isVisible()) == (caption, True)
            button.click()
            assert windows.launcher is not None
            assert windows.launcher.isVisible()
            windows.launcher.hide()
        assert started == [{"listen.addresses": "127.0.0.1:6698"}]
    finally:
        windows.close_all()
