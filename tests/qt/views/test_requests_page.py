"""Many strangers are one row of the sidebar, which leads to where each is accepted, ignored or blocked."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop_chat.client import collection_limits
from desktop_chat.irc.message import Message
from desktop_chat.qt.models.rooms import RoomRole, RoomsModel
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.views.chat_window import ChatWindow
from tests.patience import MILLISECONDS
from tests.qt.scenes import Scene, Script, pump_until, room_lines
from tests.steps import steps

MANY = 60


@pytest.fixture
def network(made: Scene, script: Script) -> Network:
    return made.enter(script, entries=lambda network: f"nick{MANY - 1}" in network.rooms)


@pytest.fixture
def script() -> Script:
    lines = [f":Nick{number}!u@h PRIVMSG Ann :hello {number}" for number in range(MANY)]
    return Script(lines=[*room_lines("#lobby", ("Ann", "Bob")), *lines, ":Bob!u@h PRIVMSG #lobby :Thank you"])


def _said(nick: str) -> Message:
    return Message("PRIVMSG", ("Ann", "hello"), f"{nick}!u@h")


def rows(model: RoomsModel) -> list[str]:
    return [str(model.index(row).data()) for row in range(1, model.rowCount())]


def named(network: Network, prefix: str) -> list[str]:
    return [room.name for room in network.rooms.values() if room.name.startswith(prefix)]


def test_strangers_are_one_row(window: ChatWindow, network: Network, qtmodeltester: ModelTester) -> None:
    model = window.rooms
    check: Callable[..., None] = qtmodeltester.check
    check(model)
    first = [f"Nick{number}" for number in range(collection_limits.STRANGERS)]
    assert rows(model) == ["#lobby", *first, "Message requests"]
    row = model.index_of_requests(network)
    assert row.data(RoomRole.UNREAD) == MANY - collection_limits.STRANGERS
    assert (
        row.data(Qt.ItemDataRole.AccessibleTextRole)
        == f"Message requests, {MANY - collection_limits.STRANGERS} waiting"
    )
    assert window.controller.unread_totals()[1] == collection_limits.STRANGERS


def test_further_request_adds_no_row_and_little_work(qtbot: QtBot, window: ChatWindow, network: Network) -> None:
    inserted: list[int] = []
    window.rooms.rowsInserted.connect(lambda *_: inserted.append(1))

    def come(nick: str) -> None:
        network._apply_events(network.session.receive_messages([_said(nick)], 5))
        window.sidebar.view.doItemsLayout()
        window.sidebar.view.viewport().repaint()

    few = steps(lambda: come("Late"))
    for number in range(300):
        network._apply_events(network.session.receive_messages([_said(f"Later{number}")], 5))
    assert steps(lambda: come("Latest")) < 2 * few
    assert inserted == []
    assert "latest" in network.rooms


def test_the_list_accepts_ignores_and_blocks(qtbot: QtBot, window: ChatWindow, network: Network) -> None:
    window.sidebar.requests_chosen.emit(network)
    page = window.requests
    assert page.isVisible()
    assert not window.pane.isVisible()
    newest = page.chosen_room()
    assert newest is not None
    assert newest.name == f"Nick{MANY - 1}"
    QTest.mouseClick(page.ignore, Qt.MouseButton.LeftButton)
    assert newest.key not in network.rooms
    blocked = page.chosen_room()
    assert blocked is not None
    QTest.mouseClick(page.block, Qt.MouseButton.LeftButton)
    assert network.session.blocked == [blocked.name]
    network._apply_events(network.session.receive_messages([_said(blocked.name)], 5))
    assert blocked.key not in network.rooms
    assert page.unblock.isVisible()
    QTest.mouseClick(page.unblock, Qt.MouseButton.LeftButton)
    assert network.session.blocked == []
    accepted = page.chosen_room()
    assert accepted is not None
    QTest.mouseClick(page.accept, Qt.MouseButton.LeftButton)
    assert window.room is accepted
    assert window.pane.isVisible()
    assert accepted.name in rows(window.rooms)
    window.show_requests(network)
    QTest.mouseClick(page.all, Qt.MouseButton.LeftButton)
    assert rows(window.rooms)[-1] != "Message requests"
    assert page.nothing.isVisible()
    assert not page.accept.isEnabled()


def test_requests_survive_a_restart(made: Scene, window: ChatWindow, network: Network) -> None:
    window.show_requests(network)
    window.requests.on_block()
    gone = network.session.blocked
    written: list[bool] = []
    made.controller.archive.flush(lambda: written.append(True))
    pump_until(lambda: bool(written))
    record = made.controller.settings.find_server(network.network)
    assert record is not None
    made.controller.remove_network(network, forget=False)
    again = made.controller._open_network(record)
    assert again.session.blocked == gone
    assert sum(room.state.request for room in again.rooms.values()) == MANY - collection_limits.STRANGERS - 1


def test_menus_open_the_requests(window: ChatWindow, network: Network) -> None:
    window.acts.open_room_menu(network, network.page, QPoint())
    window.acts.open_room_menu(network, network.rooms["nick0"], QPoint())
    captions = {action.text(): action for menu in window.findChildren(QMenu) for action in menu.actions()}
    captions["Message requests…"].trigger()
    assert window.requests.isVisible()
    captions["Block this person"].trigger()
    assert "nick0" not in network.rooms
    for menu in window.findChildren(QMenu):
        menu.close()


def test_a_chat_that_is_left_takes_its_requests_along(qtbot: QtBot, made: Scene, window: ChatWindow) -> None:
    (network,) = made.controller.networks
    window.show_requests(network)
    with qtbot.waitSignal(network.destroyed):
        made.controller.remove_network(network)
    assert window.requests.network is None
    assert not window.requests.isVisible()
    assert window.windowTitle() == "Desktop Chat"


def test_new_conversation_is_as_little_work_among_many_as_among_few(window: ChatWindow, network: Network) -> None:
    def open_one(nick: str) -> None:
        network.open_direct_messages(nick)
        window.sidebar.view.doItemsLayout()
        window.sidebar.view.viewport().repaint()

    for number in range(40):  # more than the sidebar shows at once
        network.open_direct_messages(f"aunt{number}")
    few = steps(lambda: open_one("first"))
    for number in range(2_000):
        network.open_direct_messages(f"friend{number}")
    assert window.rooms.rowCount() > 2_000
    assert steps(lambda: open_one("last")) < 1.5 * few


def test_many_requests_at_once_are_shown_once(qtbot: QtBot, window: ChatWindow, network: Network) -> None:
    changes: list[Network] = []
    window.rooms.requests_changed.connect(changes.append)
    messages = [_said(f"Crowd{number}") for number in range(100)]
    with qtbot.waitSignal(window.rooms.requests_changed, timeout=MILLISECONDS):
        network._apply_events(network.session.receive_messages(messages, 5))
        assert not changes
    assert changes == [network]
    assert window.rooms.index_of_requests(network).data(RoomRole.REQUESTS) == len(window.rooms.requests(network))
    assert window.rooms.requests(network)[0].name == "Crowd99"
