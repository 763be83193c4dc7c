"""History is loaded back to a message or a time, page by page, on a real server."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.client.entry import Entry, EntryKind
from desktop_chat.qt.network.history_seeker import HistorySeeker
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room
from tests.patience import MILLISECONDS
from tests.qt.conftest import MakeController, ServerProcess
from tests.qt.long_history import LOBBY, fill_lobby

MANY = 650


@pytest.fixture
def network(qtbot: QtBot, server_process: ServerProcess, make_controller: MakeController) -> Network:
    """Ann has come after a long talk, and has its last page."""
    fill_lobby(server_process.port, [f"line {number}" for number in range(MANY)])
    network = make_controller("Ann").join_chat(ChatAddress("127.0.0.1", server_process.port, tls=False))
    qtbot.waitUntil(lambda: LOBBY in network.rooms and "line 649" in texts(network.rooms[LOBBY]), timeout=MILLISECONDS)
    return network


def texts(room: Room) -> list[str]:
    return [room.log.entry_at(index).text for index in range(len(room.log))]


def test_pages_are_loaded_until_the_message_is_here(qtbot: QtBot, network: Network) -> None:
    room, seeker = network.rooms[LOBBY], HistorySeeker()
    assert "line 5" not in texts(room)
    first = room.log.entry_at(0)
    wanted = Entry(-1, EntryKind.MESSAGE, first.time - 60_000, "Cid", "", msgid="")
    reached: list[bool] = []
    said: list[str] = []
    seeker.progressed.connect(said.append)
    seeker.seek_time(network, room, wanted.time, lambda: reached.append(True))
    qtbot.waitUntil(lambda: bool(reached), timeout=MILLISECONDS)
    assert {text for text in texts(room) if text.startswith("line ")} == {f"line {number}" for number in range(MANY)}
    assert said == ["Loading older messages…"]
    msgid = next(entry for index in range(len(room.log)) if (entry := room.log.entry_at(index)).text == "line 5").msgid
    seeker.seek_message(network, room, Entry(-1, EntryKind.MESSAGE, 1, "Cid", "", msgid), lambda: reached.append(True))
    assert len(reached) == 2


def test_message_that_the_server_does_not_have_is_given_up(qtbot: QtBot, network: Network) -> None:
    room, seeker = network.rooms[LOBBY], HistorySeeker()
    with qtbot.waitSignals([seeker.progressed] * 2, timeout=MILLISECONDS):
        seeker.seek_message(network, room, Entry(-1, EntryKind.MESSAGE, 1, "Cid", "", "no-such"), lambda: None)
    assert room.state.history_ends


def test_new_wish_replaces_an_old_one(qtbot: QtBot, network: Network) -> None:
    room, seeker = network.rooms[LOBBY], HistorySeeker()
    reached: list[int] = []
    seeker.seek_time(network, room, 1, lambda: reached.append(1))
    seeker.seek_time(network, room, 2, lambda: reached.append(2))
    qtbot.waitUntil(lambda: bool(reached), timeout=MILLISECONDS)
    assert reached == [2]


def test_wish_ends_with_its_network(qtbot: QtBot, network: Network) -> None:
    room, seeker = network.rooms[LOBBY], HistorySeeker()
    seeker.seek_time(network, room, 1, lambda: None)
    network.disconnect_now()
    with qtbot.waitSignal(seeker.progressed, timeout=MILLISECONDS) as said:
        seeker.on_step()
        seeker.give_up()
    assert said.args == ["The server does not give older messages now."]
    seeker.stop()
