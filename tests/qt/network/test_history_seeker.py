"""History is loaded back to a time, page by page, on a real server."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.qt.network.history_seeker import HistorySeeker
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room
from tests.patience import MILLISECONDS
from tests.qt.conftest import MakeController, ServerProcess
from tests.qt.long_history import LOBBY, fill_lobby

LINES = [f"line {number}" for number in range(450)]


@pytest.fixture
def network(qtbot: QtBot, server_process: ServerProcess, make_controller: MakeController) -> Network:
    """Ann has come after a long talk, and has its last page."""
    fill_lobby(server_process.port, LINES)
    network = make_controller("Ann").join_chat(ChatAddress("127.0.0.1", server_process.port, tls=False))
    qtbot.waitUntil(lambda: LOBBY in network.rooms and LINES[-1] in texts(network.rooms[LOBBY]), timeout=MILLISECONDS)
    return network


def texts(room: Room) -> list[str]:
    return [room.log.entry_at(index).text for index in range(len(room.log))]


def test_pages_are_loaded_back_to_the_time_without_a_hole(qtbot: QtBot, network: Network) -> None:
    room, seeker = network.rooms[LOBBY], HistorySeeker()
    assert LINES[0] not in texts(room)
    reached: list[int] = []
    begun: list[None] = []
    seeker.begun.connect(lambda: begun.append(None))
    seeker.seek_time(network, room, 1, lambda: reached.append(len(room.log)))
    qtbot.waitUntil(lambda: bool(reached), timeout=MILLISECONDS)
    assert {text for text in texts(room) if text.startswith("line ")} == set(LINES)
    assert len(begun) == 1
    assert room.state.history_ends
    seeker.seek_time(network, room, 1, lambda: reached.append(0))
    assert (len(reached), len(begun)) == (2, 1)


def test_no_more_pages_than_needed_are_loaded(qtbot: QtBot, network: Network) -> None:
    room, seeker = network.rooms[LOBBY], HistorySeeker()
    reached: list[bool] = []
    seeker.seek_time(network, room, room.log.entry_at(0).time, lambda: reached.append(True))
    qtbot.waitUntil(lambda: bool(reached), timeout=MILLISECONDS)
    assert LINES[0] not in texts(room)


def test_new_search_ends_the_one_before(qtbot: QtBot, network: Network) -> None:
    room, seeker = network.rooms[LOBBY], HistorySeeker()
    reached: list[int] = []
    seeker.seek_time(network, room, 1, lambda: reached.append(1))
    seeker.seek_time(network, room, 2, lambda: reached.append(2))
    qtbot.waitUntil(lambda: bool(reached), timeout=MILLISECONDS)
    assert reached == [2]
    seeker.seek_time(network, room, 0, lambda: reached.append(3))
    seeker.stop()


def test_what_the_server_does_not_give_is_said(qtbot: QtBot, network: Network) -> None:
    room, seeker = network.rooms[LOBBY], HistorySeeker()
    network.disconnect_now()
    reached: list[bool] = []
    with qtbot.waitSignal(seeker.given_up, timeout=MILLISECONDS):
        seeker.seek_time(network, room, 1, lambda: reached.append(True))
    assert reached == [True]
