"""The rows of the sidebar over real networks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop_chat.client.room_marks import RoomMarks
from desktop_chat.qt.models.rooms import RoomRole, RoomsModel
from tests.qt.scenes import Scene, Script, pump_until, room_lines, workshop, workshop_is_full


@pytest.fixture
def made(qtbot: QtBot, tmp_path: Path) -> Iterator[Scene]:
    scene = Scene(tmp_path)
    yield scene
    scene.close()


def tree(model: RoomsModel) -> list[tuple[str, list[str]]]:
    """Return each server with the rows below it."""
    found: list[tuple[str, list[str]]] = []
    for row in range(model.rowCount()):
        if row in model.server_rows():
            found.append((str(model.index(row).data()), []))
        else:
            found[-1][1].append(str(model.index(row).data()))
    return found


def test_rooms_follow_their_server(made: Scene, qtmodeltester: ModelTester) -> None:
    model = RoomsModel(made.controller)
    check: Callable[..., None] = qtmodeltester.check
    check(model)
    made.enter(workshop(), entries=workshop_is_full)
    family = made.enter(Script(network="Family", lines=room_lines("#kitchen", ("Ann",))))
    pump_until(lambda: "#kitchen" in family.rooms)
    assert tree(model) == [
        ("Workshop", ["#homework-of-the-second-year", "#lamps", "#lobby", "Bob"]),
        ("Family", ["#kitchen"]),
    ]
    family.open_direct_messages("zoe")
    family.open_direct_messages("Bob")
    assert tree(model)[1] == ("Family", ["#kitchen", "Bob", "zoe"])
    family.leave_room(family.rooms["bob"])
    assert tree(model)[1] == ("Family", ["#kitchen", "zoe"])
    made.controller.remove_network(family)
    assert len(tree(model)) == 1


def test_row_has_its_unread_counts(made: Scene) -> None:
    network = made.enter(workshop(), entries=workshop_is_full)
    model = RoomsModel(made.controller)
    lamps = model.index_of(network, network.rooms["#lamps"])
    assert lamps.data(RoomRole.UNREAD) == 3
    assert lamps.data(RoomRole.MENTIONS) == 1
    assert lamps.data(Qt.ItemDataRole.AccessibleTextRole) == "#lamps, 3 unread, 1 for you"
    network.mark_read(network.rooms["#lamps"])
    assert lamps.data(RoomRole.UNREAD) == 0
    assert model.index_of(network).data(Qt.ItemDataRole.AccessibleTextRole) == "Workshop, Connected, not encrypted"
    assert model.data(QModelIndex()) is None


def test_pinned_rooms_come_first(made: Scene) -> None:
    network = made.enter(workshop(), entries=workshop_is_full)
    model = RoomsModel(made.controller)
    network.rooms["bob"].set_marks(RoomMarks(muted=True, pinned=True))
    network.rooms["#lobby"].set_marks(RoomMarks(muted=False, pinned=True))
    assert tree(model) == [("Workshop", ["#lobby", "Bob", "#homework-of-the-second-year", "#lamps"])]
    bob = model.index_of(network, network.rooms["bob"])
    assert bob.data(Qt.ItemDataRole.AccessibleTextRole) == "Bob, online, 1 unread, muted, 1 for you"
    network.rooms["#lobby"].set_marks(RoomMarks(muted=False, pinned=False))
    assert tree(model)[0][1][0] == "Bob"


def test_counts_of_all_rooms_are_told_at_once(made: Scene, qtbot: QtBot) -> None:
    """In a flood the counts of hundreds of rooms change together."""
    network = made.enter(workshop(), entries=workshop_is_full)
    model = RoomsModel(made.controller)
    rooms = [room for room in network.rooms.values() if room.kind != "server"]
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    for room in rooms:
        network.unread_changed.emit(room)
    assert not told
    qtbot.waitUntil(lambda: bool(told))
    assert told == [(1, len(rooms))]
