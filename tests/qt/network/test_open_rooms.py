"""Rooms that come, change their names, go and come again, over a real archive."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop_chat.client.archive import Archive
from desktop_chat.client.room_marks import RoomMarks
from desktop_chat.client.room_state import RoomState
from desktop_chat.qt.network.draft import Draft
from desktop_chat.qt.network.open_rooms import OpenRooms
from desktop_chat.qt.network.room import Room

NETWORK = "n"


class Shelf:
    """Rooms, and what they said of themselves."""

    def __init__(self, folder: Path) -> None:
        self.archive = Archive(folder / "archive.db")
        self.older: list[Room] = []
        self.marked: list[Room] = []
        self.parent = QObject()
        self.rooms = OpenRooms(NETWORK, self.archive, self.older.append, self.marked.append, self.parent, str.title)

    def joined(self) -> dict[str, bool]:
        return {record.key: record.joined for record in self.archive.rooms(NETWORK)}


@pytest.fixture
def shelf(qtbot: QtBot, tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(tmp_path)
    yield made
    made.archive.close()


def _state(key: str, kind: str = "channel") -> RoomState:
    return RoomState(key, key.title(), kind)


def test_a_room_that_was_closed_comes_again_as_it_was(qtbot: QtBot, shelf: Shelf) -> None:
    state = _state("#tea")
    state.wanted = True
    room = shelf.rooms.show_room(state, "ann")
    room.draft = Draft("half a sent")
    qtbot.waitUntil(lambda: shelf.joined() == {"#tea": True})
    assert shelf.rooms.close_room("#tea") is room
    assert shelf.rooms.shown == {}
    qtbot.waitUntil(lambda: shelf.joined() == {})
    again = _state("#tea")
    assert shelf.rooms.show_room(again, "anna") is room
    assert (room.draft, room.state, room.timeline.nick) == (Draft("half a sent"), again, "anna")
    assert shelf.rooms.shown == {"#tea": room}


def test_two_people_swapping_nicks_swap_rooms(shelf: Shelf) -> None:
    bob, eve = (shelf.rooms.show_room(_state(nick, "direct"), "ann") for nick in ("bob", "eve"))
    shelf.rooms.close_room("eve")
    assert shelf.rooms.rename_room("bob", "eve") is bob
    assert shelf.rooms.shown == {"eve": bob}
    assert shelf.rooms.show_room(_state("bob", "direct"), "ann") is eve


def test_scrolling_up_requests_older_history(shelf: Shelf) -> None:
    room = shelf.rooms.show_room(_state("#tea"), "ann")
    room.older_requested.emit(room)
    assert shelf.older == [room]


def test_marks_are_told_and_kept(qtbot: QtBot, shelf: Shelf) -> None:
    room = shelf.rooms.show_room(_state("#tea"), "ann")
    room.set_marks(RoomMarks(muted=True, pinned=False))
    room.set_marks(RoomMarks(muted=True, pinned=True))
    assert shelf.marked == [room, room]
    kept = [RoomMarks(muted=True, pinned=True)]
    qtbot.waitUntil(lambda: [one.marks for one in shelf.archive.rooms(NETWORK)] == kept)
