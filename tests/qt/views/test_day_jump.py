"""From a day line or a key to a calendar, and from a chosen day to its first message."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.irc.server_time import format_time
from desktop_chat.qt.dialogs.day_dialog import DayDialog
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.views.chat_window import ChatWindow
from tests.qt.scenes import Scene, Script, room_lines

DAYS = 12


def stamp(day: int, minute: int = 0) -> str:
    """Return the server's time of a minute after noon, on this computer, of a day in May."""
    return format_time(int(datetime(2026, 5, day, 12, minute).timestamp() * 1000))


@pytest.fixture
def script() -> Script:
    """Ten messages on each second day."""
    said = [
        f"@time={stamp(day, minute)};msgid=d{day}m{minute} :Bob!u@h PRIVMSG #lobby :day {day} message {minute}"
        for day in range(2, 2 * DAYS, 2)
        for minute in range(10)
    ]
    return Script(lines=[*room_lines("#lobby", ("Ann", "Bob")), *said])


@pytest.fixture
def network(made: Scene, script: Script) -> Network:
    def is_full(network: Network) -> bool:
        return "#lobby" in network.rooms and len(network.rooms["#lobby"].log) >= 110

    return made.enter(script, entries=is_full)


def flashed(window: ChatWindow) -> str:
    """Return the text of the highlighted message."""
    timeline = window.pane.timeline
    number = timeline._flashed
    assert number is not None
    index = timeline.model.find_entry(number)
    assert index is not None
    return timeline.model.entry_at(index).text


def test_first_message_of_the_day_or_the_next_one_is_shown(window: ChatWindow) -> None:
    window.pane.day_jump.go_to_day(date(2026, 5, 10))
    assert flashed(window) == "day 10 message 0"
    window.pane.day_jump.go_to_day(date(2026, 5, 13))
    assert flashed(window) == "day 14 message 0"
    window.pane.day_jump.go_to_day(date(2026, 6, 13))
    assert window.pane.timeline.at_end


def test_click_on_a_day_line_opens_the_calendar_there(qtbot: QtBot, window: ChatWindow) -> None:
    timeline = window.pane.timeline
    window.pane.day_jump.go_to_day(date(2026, 5, 10))
    scene = timeline._scene
    placed = scene.current_arrangement().placed
    row = next(one for one in placed if scene.layout_of(one.index).entry.text == "day 10 message 0")
    y = row.y + scene.layout_of(row.index).day_y + 3
    QTest.mouseMove(timeline.viewport(), QPoint(200, y))
    QTest.mouseClick(timeline.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, y))
    dialog = window.findChild(DayDialog)
    assert dialog is not None
    assert dialog.calendar.selectedDate().day() == 10
    dialog.answered.emit(date(2026, 5, 4))
    assert flashed(window) == "day 4 message 0"
    dialog.close()


def test_key_opens_the_calendar(qtbot: QtBot, window: ChatWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    dialog = window.findChild(DayDialog)
    assert dialog is not None
    dialog.reject()


def test_earlier_day_than_the_server_gives_shows_the_first_message(qtbot: QtBot, window: ChatWindow) -> None:
    with qtbot.waitSignal(window.pane.day_jump.toast_requested):
        window.pane.day_jump.go_to_day(date(2026, 4, 1))
    assert flashed(window) == "day 2 message 0"
    window.pane.day_jump.stop()
    window.pane.day_jump.go_to_day(date(2026, 5, 10))
    window.pane.day_jump.ask_day()
    assert window.findChild(DayDialog) is None
