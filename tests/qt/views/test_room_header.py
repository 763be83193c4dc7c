"""The topic, changed where it stands, with a real server behind it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.client.events import Phase
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.views.chat_window import ChatWindow
from desktop_chat.qt.views.room_header import RoomHeader
from tests.qt.conftest import MakeController, ServerProcess
from tests.qt.scenes import Scene, Script, room_lines

TOPIC = "\x02Tea\x02  at \x0304four\x03,  two  spaces " + "ж" * 60


@pytest.fixture
def chat(qtbot: QtBot, make_controller: MakeController, server_process: ServerProcess) -> Iterator[ChatWindow]:
    """Ann in a room of hers, with a topic that was not made here."""
    controller = make_controller("ann")
    network = controller.join_chat(ChatAddress("127.0.0.1", server_process.port))
    qtbot.waitUntil(lambda: network.phase is Phase.ONLINE, timeout=10_000)
    network.join_channel("#tea")
    network.join_channel("#milk")
    qtbot.waitUntil(lambda: network.rooms["#tea"].state.joined and network.rooms["#milk"].state.joined)
    window = ChatWindow(controller)
    qtbot.addWidget(window)
    window.show()
    window.show_room(network, network.rooms["#tea"])
    network.set_topic(network.rooms["#tea"], TOPIC)
    qtbot.waitUntil(lambda: network.rooms["#tea"].state.topic == TOPIC)
    yield window
    window.hide()


def room_of(chat: ChatWindow) -> Room:
    assert chat.room is not None
    return chat.room


def begin(chat: ChatWindow) -> RoomHeader:
    QTest.mouseClick(chat.pane.header.topic, Qt.MouseButton.LeftButton)
    assert chat.pane.header.edit.isVisible()
    return chat.pane.header


def test_enter_in_an_unchanged_topic_sends_nothing(qtbot: QtBot, chat: ChatWindow) -> None:
    header = begin(chat)
    with qtbot.assertNotEmitted(header.topic_given):
        QTest.keyClick(header.edit, Qt.Key.Key_Return)
    assert not header.edit.isVisible()
    assert room_of(chat).state.topic == TOPIC


def test_unchanged_topic_keeps_its_formatting_and_spaces(qtbot: QtBot, chat: ChatWindow) -> None:
    header = begin(chat)
    header.edit.setText(header.edit.text().replace("four", "five"))
    QTest.keyClick(header.edit, Qt.Key.Key_Return)
    expected = TOPIC.replace("four", "five")
    qtbot.waitUntil(lambda: room_of(chat).state.topic == expected)
    assert header.topic.full_text().startswith("Tea at five")


def test_a_long_topic_stands_there_whole(chat: ChatWindow) -> None:
    room_of(chat).state.topic = long = "a  b" * 300  # as other networks allow
    header = begin(chat)
    assert header.edit.text() == long


def test_begun_topic_is_kept(qtbot: QtBot, chat: ChatWindow) -> None:
    room, network = room_of(chat), chat.network
    assert network is not None
    header = begin(chat)
    header.edit.setText("half a topic")
    chat.show_room(network, network.rooms["#milk"])
    assert begin(chat).edit.text() == ""
    chat.show_room(network, room)
    assert begin(chat).edit.text() == "half a topic"
    QTest.keyClick(header.edit, Qt.Key.Key_Escape)
    assert not header.edit.isVisible()
    assert "half" not in begin(chat).edit.text()


def test_a_topic_stays_in_the_field_without_a_connection(
    qtbot: QtBot, chat: ChatWindow, server_process: ServerProcess
) -> None:
    network = chat.network
    assert network is not None
    header = begin(chat)
    header.edit.setText("a new one")
    server_process.kill()
    qtbot.waitUntil(lambda: network.phase is Phase.OFFLINE)
    with qtbot.assertNotEmitted(header.topic_given), qtbot.waitSignal(header.toast_requested):
        QTest.keyClick(header.edit, Qt.Key.Key_Return)
    assert (header.edit.isVisible(), header.edit.text()) == (True, "a new one")


def test_refused_topic_is_kept(qtbot: QtBot, chat: ChatWindow) -> None:
    network, room = chat.network, room_of(chat)
    assert network is not None
    for line in ("+t", "-o ann", "-q ann"):
        network.run_command(room, f"/quote MODE #tea {line}")
    header = begin(chat)
    header.edit.setText("not mine to set")
    with qtbot.waitSignal(network.entries_added):
        QTest.keyClick(header.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any("operator" in room.log.entry_at(i).text for i in range(len(room.log))))
    assert room.state.topic == TOPIC
    assert begin(chat).edit.text() == "not mine to set"


def test_plain_text_is_labelled(qtbot: QtBot, chat: ChatWindow, tmp_path: Path) -> None:
    assert not chat.pane.header.plain_icon.isVisible()
    made = Scene(tmp_path / "plain")
    network = made.enter(Script(lines=room_lines("#kitchen", ("Ann",))))
    qtbot.waitUntil(lambda: "#kitchen" in network.rooms)
    header = RoomHeader()
    qtbot.addWidget(header)
    header.show_room(network, network.rooms["#kitchen"])
    assert not header.plain_icon.isHidden()
    assert "Not encrypted" in header.plain_icon.accessibleName()
    assert network.is_unencrypted
    made.cut()
    header.show_room(network, network.rooms["#kitchen"])
    assert header.plain_icon.isHidden()
    made.close()
