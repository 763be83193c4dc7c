"""Signals: what whoever started the process has switched off stays so."""

from __future__ import annotations

import signal
from types import FrameType

import pytest

from desktop_chat.signals import Terminal, catch_signals

pytestmark = [
    pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="this system has no hang-ups"),
    pytest.mark.usefixtures("kept_signals"),
]


def test_ignored_signals_stay_ignored_and_sigterm_is_caught() -> None:
    heard: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:
        heard.append(number)

    for number in (signal.SIGHUP, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    before = catch_signals(("SIGHUP", "SIGINT", "SIGTERM", "SIGNONE"), note)
    assert set(before) == {signal.SIGINT, signal.SIGTERM}
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
        signal.raise_signal(number)
    assert heard == [signal.SIGINT, signal.SIGTERM]


def test_without_a_terminal_none_is_lost() -> None:
    terminal = Terminal()
    assert not terminal.is_lost
    terminal.close()
    terminal.close()
