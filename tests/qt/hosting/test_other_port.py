"""A chat whose port is busy starts on another one, at the hosts of its settings, which keep that."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop_chat.net.control_values import ServerPhase
from desktop_chat.net.free_port import FreePort
from desktop_chat.qt.hosting.other_port import OtherPort
from tests.qt.launcher.recording_hosting import RecordingHosting


class _Hosting(RecordingHosting):
    def change_setting(self, key: str, value: object, then: object = None) -> None:
        self.requests.append((key, value))


@pytest.mark.parametrize(
    ("free", "text", "value"),
    [
        (
            FreePort(6698, "listen.addresses", ("127.0.0.1:6698", "[::1]:6698")),
            "127.0.0.1:6698,[::1]:6698",
            ["127.0.0.1:6698", "[::1]:6698"],
        ),
        (FreePort(7001, "gateways.json", "127.0.0.1:7001"), "127.0.0.1:7001", "127.0.0.1:7001"),
    ],
)
def test_port_is_kept_once_the_chat_runs_and_forgotten_when_it_does_not(
    qtbot: QtBot, free: FreePort, text: str, value: object
) -> None:
    del qtbot
    hosting, owner = _Hosting(), QObject()
    other = OtherPort(hosting, owner)
    started = ("start", {free.key: text})
    running = replace(hosting.state, phase=ServerPhase.RUNNING)
    other.start_on(free)
    hosting.set_state(replace(hosting.state, phase=ServerPhase.STARTING))
    assert hosting.requests == [started]
    hosting.set_state(running)
    hosting.set_state(running)
    assert hosting.requests == [started, (free.key, value)]
    other.start_on(free)
    hosting.set_state(replace(hosting.state, phase=ServerPhase.FAILED))
    hosting.set_state(running)  # on the port of its settings, by another press
    assert hosting.requests == [started, (free.key, value), started]
