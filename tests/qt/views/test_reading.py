"""Where a room opens, what is seen, and what stays unread."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.client.entry import Entry
from desktop_chat.client.phase import Phase
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.views.chat_window import ChatWindow
from tests.patience import MILLISECONDS
from tests.qt.conftest import MakeController, ServerProcess
from tests.qt.long_history import LOBBY, fill_lobby
from tests.qt.scenes import Clock, Scene, Script, room_lines, talk

MANY = 80
LONG, SHORT = "#long", "#lobby"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def script(clock: Clock) -> Script:
    return Script(lines=[*room_lines(LONG, ("Ann", "Bob")), *room_lines(SHORT, ("Ann", "Bob"))])


@pytest.fixture
def network(made: Scene, script: Script) -> Network:
    return made.enter(script, entries=lambda network: SHORT in network.rooms)


def tell(qtbot: QtBot, room: Room, script: Script, clock: Clock, first: int = 0) -> None:
    """Have Bob say MANY lines in a room."""
    script.say(*talk(room.name, [("Bob", f"line {number}") for number in range(first, first + MANY)], clock))
    qtbot.waitUntil(lambda: texts(room)[-1:] == [f"line {first + MANY - 1}"], timeout=MILLISECONDS)


def entries(room: Room) -> list[Entry]:
    return [room.log.entry_at(index) for index in range(len(room.log))]


def texts(room: Room) -> list[str]:
    return [entry.text for entry in entries(room)]


def entry_of(room: Room, text: str) -> Entry:
    return next(entry for entry in entries(room) if entry.text == text)


def open_window(qtbot: QtBot, scene: Scene) -> ChatWindow:
    window = ChatWindow(scene.controller)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def is_line_shown(window: ChatWindow, text: str) -> bool:
    """Return True if the entry of this text is visible."""
    timeline = window.pane.timeline
    placed = timeline._scene.current_arrangement().placed
    return text in [timeline.model.entry_at(row.index).text for row in placed]


def test_room_opens_at_its_first_unread_line(
    qtbot: QtBot, window: ChatWindow, network: Network, script: Script, clock: Clock
) -> None:
    room, timeline = network.rooms[LONG], window.pane.timeline
    network.mark_read(room)
    tell(qtbot, room, script, clock)
    assert room.unread == MANY
    window.show_room(network, room)
    assert is_line_shown(window, "line 0")
    assert not timeline.at_end
    assert (room.unread, timeline._pill.count, timeline._pill.isVisible()) == (MANY, MANY, True)
    timeline._pill.click()
    assert is_line_shown(window, f"line {MANY - 1}")
    assert room.unread == 0


def test_unread_lines_that_fit_are_read_at_once(
    qtbot: QtBot, window: ChatWindow, network: Network, script: Script, clock: Clock
) -> None:
    room = network.rooms[LONG]
    script.say(*talk(LONG, (("Bob", "one"), ("Bob", "two")), clock))
    qtbot.waitUntil(lambda: room.unread == 2, timeout=MILLISECONDS)
    window.show_room(network, room)
    assert (room.unread, window.pane.timeline.at_end) == (0, True)


def test_each_room_keeps_its_place(
    qtbot: QtBot, window: ChatWindow, network: Network, script: Script, clock: Clock
) -> None:
    room, timeline = network.rooms[LONG], window.pane.timeline
    tell(qtbot, room, script, clock)
    window.show_room(network, room)
    timeline.scroll_to_end()
    timeline.scroll_by(-700)
    place = timeline.reading_place()
    assert place is not None
    window.show_room(network, network.rooms[SHORT])
    assert room.unread == 0
    window.show_room(network, room)
    assert timeline.reading_place() == place
    window.show_room(network, network.rooms[SHORT])
    tell(qtbot, room, script, clock, first=MANY)
    window.show_room(network, room)
    assert is_line_shown(window, f"line {MANY}")
    timeline.scroll_by(900)
    place = timeline.reading_place()
    window.show_room(network, network.rooms[SHORT])
    window.show_room(network, room)
    assert timeline.reading_place() == place
    timeline.scroll_to_end()
    window.show_room(network, network.rooms[SHORT])
    window.show_room(network, room)
    assert timeline.at_end


def test_room_keeps_its_place_over_a_restart(qtbot: QtBot, tmp_path: Path, script: Script, clock: Clock) -> None:
    script.lines += talk(LONG, [("Bob", f"line {number}") for number in range(MANY)], clock)
    with closing(Scene(tmp_path / "profile")) as scene:
        network = scene.enter(script, entries=lambda network: f"line {MANY - 1}" in texts(network.rooms[LONG]))
        window = open_window(qtbot, scene)
        window.show_room(network, network.rooms[LONG])
        window.pane.timeline.scroll_to_end()
        window.pane.timeline.scroll_by(-700)
        place = window.pane.timeline.reading_place()
        assert place is not None
        window.close()
    with closing(Scene(tmp_path / "profile")) as scene:
        scene.controller.open_last_chats()
        (network,) = scene.controller.networks
        window = open_window(qtbot, scene)
        window.show_room(network, network.rooms[LONG])
        assert window.pane.timeline.reading_place() == place
        window.pane.timeline.scroll_to_end()
        window.close()
    with closing(Scene(tmp_path / "profile")) as scene:
        scene.controller.open_last_chats()
        (network,) = scene.controller.networks
        assert network.rooms[LONG].place is None


def test_message_marked_as_unread_stays_so_until_the_person_comes_back(
    qtbot: QtBot, window: ChatWindow, network: Network, script: Script, clock: Clock
) -> None:
    room, timeline = network.rooms[LONG], window.pane.timeline
    tell(qtbot, room, script, clock)
    window.show_room(network, room)
    timeline.scroll_to_end()
    assert room.unread == 0
    qtbot.waitUntil(lambda: not network._unread._pause.isActive(), timeout=MILLISECONDS)
    timeline.unread_requested.emit(entry_of(room, "line 70"))
    assert (room.unread, room.last_read()) == (10, entry_of(room, "line 69").id)
    assert room.unread_after == entry_of(room, "line 69").id
    script.say(*talk(LONG, (("Bob", "another"),), clock))
    qtbot.waitUntil(lambda: texts(room)[-1:] == ["another"], timeout=MILLISECONDS)
    assert room.unread == 11
    window.show_room(network, network.rooms[SHORT])
    window.show_room(network, room)
    assert is_line_shown(window, "line 70")
    timeline.scroll_to_end()
    assert room.unread == 0


def test_menu_of_a_message_marks_it_as_unread(
    qtbot: QtBot, window: ChatWindow, network: Network, script: Script, clock: Clock
) -> None:
    room, timeline = network.rooms[LONG], window.pane.timeline
    script.say(*talk(LONG, (("Bob", "hello"),), clock))
    qtbot.waitUntil(lambda: room.unread == 1, timeout=MILLISECONDS)
    window.show_room(network, room)
    assert room.unread == 0
    row = timeline._scene.current_arrangement().placed[-1]
    at = timeline._scene.body_rect(row).topLeft() + QPoint(2, 2)
    hit = timeline._scene.hit_test(at.x(), at.y())
    assert hit is not None
    choices = timeline.menu_choices(hit)
    assert choices.keep_unread is not None
    choices.keep_unread()
    assert room.unread == 1
    window.pane.on_saying()
    window.pane.mark_seen()
    assert room.unread == 0


def test_room_menu_marks_rooms_as_unread(
    qtbot: QtBot, window: ChatWindow, network: Network, script: Script, clock: Clock
) -> None:
    room = network.rooms[LONG]
    script.say(*talk(LONG, (("Bob", "hello"), ("Bob", "again")), clock))
    qtbot.waitUntil(lambda: room.unread == 2, timeout=MILLISECONDS)
    network.mark_read(room)
    window.acts._keep_unread(network, room)
    assert (room.unread, room.last_read()) == (1, entry_of(room, "hello").id)
    window.show_room(network, room)
    assert room.unread == 0
    window.acts._keep_unread(network, room)
    window.pane.mark_seen()
    assert room.unread == 1


def test_messages_from_while_the_person_was_away_are_shown_from_the_first(
    qtbot: QtBot, server_process: ServerProcess, make_controller: MakeController
) -> None:
    fill_lobby(server_process.port, ["before"])
    controller = make_controller("Ann")
    network = controller.join_chat(ChatAddress("127.0.0.1", server_process.port, tls=False))
    qtbot.waitUntil(lambda: LOBBY in network.rooms and "before" in texts(network.rooms[LOBBY]), timeout=MILLISECONDS)
    room = network.rooms[LOBBY]
    window = ChatWindow(controller)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.show_room(network, room)
    qtbot.waitUntil(lambda: room.unread == 0 and network.phase is Phase.ONLINE, timeout=MILLISECONDS)
    network.disconnect_now()
    fill_lobby(server_process.port, [f"missed {number}" for number in range(MANY)])
    network.connect_now()
    qtbot.waitUntil(lambda: f"missed {MANY - 1}" in texts(room), timeout=MILLISECONDS)
    qtbot.waitUntil(lambda: room.unread >= MANY, timeout=MILLISECONDS)
    assert is_line_shown(window, "missed 0")
    assert not window.pane.timeline.at_end
    window.close()
