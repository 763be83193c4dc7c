"""What is unread is counted at once; it is told at once too, but in a flood after a pause."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop_chat.client.archive import Archive
from desktop_chat.client.room_state import RoomState
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.network.unread_counts import UnreadCounts


@pytest.fixture
def rooms(tmp_path: Path) -> Iterator[list[Room]]:
    archive = Archive(tmp_path / "archive.db")
    parent = QObject()
    yield [Room("n", RoomState(key, key, "channel"), archive, parent) for key in ("#tea", "#milk")]
    archive.close()


def test_the_first_is_told_at_once_and_the_rest_together(qtbot: QtBot, rooms: list[Room]) -> None:
    unread = UnreadCounts()
    told: list[Room] = []
    unread.changed.connect(told.append)
    tea, milk = rooms
    unread.add_counts(tea, 1, 0)
    assert told == [tea]
    for _ in range(50):
        unread.add_counts(tea, 2, 1)
        unread.add_counts(milk, 1, 0)
    assert (tea.unread, tea.mentions, milk.unread) == (101, 50, 50)
    assert told == [tea]
    qtbot.waitUntil(lambda: len(told) == 3)
    assert told[1:] == [tea, milk]


def test_nothing_new_is_not_told(qtbot: QtBot, rooms: list[Room]) -> None:
    unread = UnreadCounts()
    told: list[Room] = []
    unread.changed.connect(told.append)
    unread.add_counts(rooms[0], 0, 0)
    unread.clear_room(rooms[0])
    assert not told
    unread.add_counts(rooms[0], 3, 2)
    unread.clear_room(rooms[0])
    unread.clear_room(rooms[0])
    qtbot.waitUntil(lambda: len(told) == 2)
    assert (rooms[0].unread, rooms[0].mentions) == (0, 0)
