"""Counts of many networks are told together."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from desktop_chat.qt.network.telling_pace import TellingPace

_MINUTE = 60_000


def test_requests_before_the_next_turn_are_one(qtbot: QtBot) -> None:
    pace, told = TellingPace(), list[int]()
    pace.due.connect(lambda: told.append(1))
    for _ in range(20):
        pace.request()
    assert not told
    qtbot.waitUntil(lambda: bool(told))
    assert told == [1]


def test_networks_that_tell_one_after_the_other_wait_for_the_pause(qtbot: QtBot) -> None:
    pace, told = TellingPace(pause=_MINUTE), list[int]()
    pace.due.connect(lambda: told.append(1))
    pace.request()
    qtbot.waitUntil(lambda: bool(told))
    for _ in range(20):
        pace.request()
        QCoreApplication.processEvents()
    assert told == [1]


def test_what_was_requested_within_the_pause_is_told_after_it(qtbot: QtBot) -> None:
    pace, told = TellingPace(pause=20), list[int]()
    pace.due.connect(lambda: told.append(1))
    pace.request()
    qtbot.waitUntil(lambda: bool(told))
    pace.request()
    qtbot.waitUntil(lambda: len(told) == 2)
