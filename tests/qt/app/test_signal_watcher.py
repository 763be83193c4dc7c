"""A signal of the system ends the program in order, at any moment of its start."""

from __future__ import annotations

import signal

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.qt.app.signal_watcher import SignalWatcher

pytestmark = [
    pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="this system has no hang-ups"),
    pytest.mark.usefixtures("kept_signals"),
]


@pytest.mark.usefixtures("qapp")
def test_the_windows_obey_nohup_too() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    interrupt = SignalWatcher(lambda: None)
    assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    interrupt.close()
    assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN


def test_a_signal_wakes_the_event_loop(qtbot: QtBot) -> None:
    ended: list[str] = []
    interrupt = SignalWatcher(lambda: ended.append("now"))
    interrupt.begin_waking()
    signal.raise_signal(signal.SIGTERM)
    qtbot.waitUntil(lambda: ended == ["now"])
    interrupt.close()


def test_a_signal_before_the_first_frame_counts_afterwards(qtbot: QtBot) -> None:
    ended: list[str] = []
    interrupt = SignalWatcher(lambda: ended.append("late"))
    signal.raise_signal(signal.SIGTERM)
    assert ended == []
    interrupt.begin_waking()
    qtbot.waitUntil(lambda: ended == ["late"])
    interrupt.close()
