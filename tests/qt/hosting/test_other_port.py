"""A chat whose port is busy starts on another one, which its settings keep."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop_chat.net.control_values import ServerPhase
from desktop_chat.qt.hosting.other_port import OtherPort, wildcard_addresses
from tests.qt.launcher.recording_hosting import RecordingHosting


class _Hosting(RecordingHosting):
    def change_setting(self, key: str, value: object, then: object = None) -> None:
        self.requests.append((key, value))


def test_port_is_kept_once_the_chat_runs_and_forgotten_when_it_does_not(qtbot: QtBot) -> None:
    del qtbot
    hosting, owner = _Hosting(), QObject()
    other = OtherPort(hosting, owner)
    started = ("start", {"listen.addresses": "0.0.0.0:6698,[::]:6698"})
    running = replace(hosting.state, phase=ServerPhase.RUNNING)
    other.start_on(6698)
    hosting.set_state(replace(hosting.state, phase=ServerPhase.STARTING))
    assert hosting.requests == [started]
    hosting.set_state(running)
    hosting.set_state(running)
    assert hosting.requests == [started, ("listen.addresses", wildcard_addresses(6698))]
    other.start_on(6698)
    hosting.set_state(replace(hosting.state, phase=ServerPhase.FAILED))
    hosting.set_state(running)  # on the port of its settings, by another press
    assert hosting.requests == [started, ("listen.addresses", wildcard_addresses(6698)), started]
