"""Where rooms stand in the sidebar, and what a move changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop_chat.client.archive import Archive
from desktop_chat.client.room_marks import RoomMarks
from desktop_chat.client.room_state import RoomState
from desktop_chat.qt.models.room_order import SectionKind, group_starts, marks_after_move, order_of, section_of
from desktop_chat.qt.network.room import Room


class Shelf:
    """Rooms of one server."""

    def __init__(self, folder: Path) -> None:
        self.archive = Archive(folder / "archive.db")
        self.parent = QObject()
        self.rooms = {name: self.make_room(name) for name in ("#ant", "#bee", "#cat", "dan")}

    def make_room(self, name: str) -> Room:
        state = RoomState(name, name, "channel" if name[0] == "#" else "direct")
        return Room("n", state, self.archive, self.parent)

    def ordered(self) -> list[Room]:
        return sorted(self.rooms.values(), key=order_of)

    def names(self) -> list[str]:
        return [room.name for room in self.ordered()]

    def move(self, name: str, neighbour: str, *, after: bool = False) -> list[str]:
        """Move a room; return the rooms whose marks have changed."""
        changed = marks_after_move(self.ordered(), self.rooms[name], self.rooms[neighbour], after=after)
        for room, marks in changed.items():
            room.set_marks(marks)
        return [room.name for room in changed]


@pytest.fixture
def shelf(qtbot: QtBot, tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(tmp_path)
    yield made
    made.archive.close()


def test_rooms_stand_by_name_until_one_is_moved(shelf: Shelf) -> None:
    assert shelf.names() == ["#ant", "#bee", "#cat", "dan"]
    shelf.move("dan", "#ant")
    assert shelf.names() == ["dan", "#ant", "#bee", "#cat"]
    assert shelf.move("#ant", "#cat", after=True) == ["#bee", "#cat", "#ant"]
    assert shelf.names() == ["dan", "#bee", "#cat", "#ant"]


def test_new_room_stands_behind_the_placed_ones(shelf: Shelf) -> None:
    shelf.move("#cat", "#ant")
    shelf.rooms["#aaa"] = shelf.make_room("#aaa")
    assert shelf.names()[-1] == "#aaa"


def test_room_joins_the_section_of_its_neighbour_and_leaves_it(shelf: Shelf) -> None:
    shelf.rooms["#bee"].set_marks(RoomMarks(pinned=True))
    shelf.rooms["#cat"].set_marks(RoomMarks(group="Work"))
    assert shelf.names() == ["#bee", "#ant", "dan", "#cat"]
    shelf.move("dan", "#bee", after=True)
    shelf.move("#ant", "#cat")
    assert shelf.rooms["dan"].pinned
    assert shelf.rooms["#ant"].marks.group == "Work"
    assert shelf.names() == ["#bee", "dan", "#ant", "#cat"]
    shelf.move("#bee", "#ant")
    assert not shelf.rooms["#bee"].pinned
    assert section_of(shelf.rooms["#bee"]) == (SectionKind.GROUP, "work")


def test_favourite_remembers_its_group(shelf: Shelf) -> None:
    shelf.rooms["#bee"].set_marks(RoomMarks(pinned=True))
    shelf.rooms["#cat"].set_marks(RoomMarks(group="Work"))
    shelf.move("#cat", "#bee")
    assert shelf.rooms["#cat"].marks == RoomMarks(pinned=True, group="Work", position=1)


def test_groups_stand_by_name_in_any_case(shelf: Shelf) -> None:
    for name, group in (("#ant", "work"), ("#bee", "Home"), ("#cat", "WORK")):
        shelf.rooms[name].set_marks(RoomMarks(group=group))
    assert shelf.names() == ["dan", "#bee", "#ant", "#cat"]


def test_groups_begin_at_their_first_rooms(shelf: Shelf) -> None:
    assert group_starts([order_of(room) for room in shelf.ordered()]) == []
    for name, group in (("#ant", "work"), ("#bee", "Home"), ("#cat", "WORK")):
        shelf.rooms[name].set_marks(RoomMarks(group=group, position=3))
    assert group_starts([order_of(room) for room in shelf.ordered()]) == [1, 2]


def test_invitations_are_not_moved(shelf: Shelf) -> None:
    shelf.rooms["#bee"].state.invited_by = "eve"
    assert shelf.names()[0] == "#bee"
    assert shelf.move("#bee", "#ant") == shelf.move("#ant", "#bee") == shelf.move("#ant", "#ant") == []
