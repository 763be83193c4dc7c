"""The log of lines is bounded, and tells in portions."""

from __future__ import annotations

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop_chat.irc.message import Message
from desktop_chat.qt.network.traffic_log import MOST_LINES, TrafficLog


def test_flood_pushes_the_oldest_lines_out(qtbot: QtBot) -> None:
    owner = QObject()
    log = TrafficLog(owner)
    with qtbot.waitSignal(log.added) as added:
        for number in range(3):
            log.add_messages([Message("PING", (f"{number}-{one}",)) for one in range(MOST_LINES)], sent=bool(number))
    assert len(added.args[0]) == MOST_LINES
    assert list(log.lines) == added.args[0]
    assert log.lines[-1] == f"→ PING 2-{MOST_LINES - 1}"
