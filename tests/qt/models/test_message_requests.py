"""The message requests of a server as a list, newest first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop_chat.client.collection_limits import STRANGERS
from desktop_chat.qt.models.message_requests import REQUEST, RequestsModel, words_of
from desktop_chat.qt.models.rooms import RoomsModel
from tests.qt.scenes import Scene, Script, room_lines

COUNT = 3


@pytest.fixture
def rooms(qtbot: QtBot, tmp_path: Path) -> Iterator[RoomsModel]:
    """A server to which more strangers have written than get rooms of their own."""
    scene = Scene(tmp_path)
    lines = [f":Nick{number}!u@h PRIVMSG Ann :hello {number}" for number in range(STRANGERS + COUNT)]
    last = f"nick{STRANGERS + COUNT - 1}"
    scene.enter(Script(lines=[*room_lines("#lobby", ("Ann",)), *lines]), entries=lambda network: last in network.rooms)
    yield RoomsModel(scene.controller)
    scene.close()


def test_requests_are_listed_newest_first_with_their_text(rooms: RoomsModel, qtmodeltester: ModelTester) -> None:
    (network, _), *_ = rooms.ordered_rooms()
    requests = rooms.requests(network)
    model = RequestsModel()
    check: Callable[..., None] = qtmodeltester.check
    check(model)
    model.set_requests(requests)
    assert [model.index(row).data(REQUEST) for row in range(model.rowCount())] == requests
    newest = STRANGERS + COUNT - 1
    assert model.index(0).data() == f"Nick{newest}"
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == f"Nick{newest}: hello {newest}"
    assert words_of(requests[0]) == f"hello {newest}"
    assert model.row_of(requests[1]) == 1
    assert model.row_of(network.page) == -1


def test_equal_requests_change_only_their_texts(rooms: RoomsModel) -> None:
    (network, _), *_ = rooms.ordered_rooms()
    requests = rooms.requests(network)
    model = RequestsModel()
    model.set_requests(requests)
    resets: list[None] = []
    changed: list[tuple[int, int]] = []
    model.modelReset.connect(lambda: resets.append(None))
    model.dataChanged.connect(lambda first, last: changed.append((first.row(), last.row())))
    model.set_requests(list(requests))
    assert (resets, changed) == ([], [(0, COUNT - 1)])
    model.set_requests(requests[1:])
    assert len(resets) == 1
    assert model.rowCount() == COUNT - 1
