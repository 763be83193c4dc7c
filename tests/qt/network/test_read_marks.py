"""A read room is reported after a pause, once, however often it was read meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop_chat.client.archive import Archive
from desktop_chat.client.room_state import RoomState
from desktop_chat.qt.network.read_marks import ReadMarks
from desktop_chat.qt.network.room import Room


@pytest.fixture
def rooms(tmp_path: Path) -> Iterator[list[Room]]:
    archive = Archive(tmp_path / "archive.db")
    parent = QObject()
    yield [Room("n", RoomState(key, key, "channel"), archive, parent) for key in ("#tea", "#milk")]
    archive.close()


def test_each_room_is_due_once_after_the_pause(qtbot: QtBot, rooms: list[Room]) -> None:
    marks = ReadMarks()
    due: list[Room] = []
    marks.due.connect(due.append)
    tea, milk = rooms
    for room in (tea, milk, tea, tea):
        marks.add_mark(room)
    assert due == []
    qtbot.waitUntil(lambda: len(due) == 2)
    assert due == [tea, milk]


def test_marks_are_sent_at_once_on_request(qtbot: QtBot, rooms: list[Room]) -> None:
    marks = ReadMarks()
    due: list[Room] = []
    marks.due.connect(due.append)
    marks.add_mark(rooms[0])
    marks.send_marks()
    assert due == [rooms[0]]
    marks.send_marks()
    assert due == [rooms[0]]
    marks.add_mark(rooms[1])
    qtbot.waitUntil(lambda: due == rooms)
