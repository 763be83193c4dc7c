"""Links in messages, links to messages, and forwarding, in a window with a real server behind it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.client.chat_address import ChatAddress, parse_chat_address
from desktop_chat.client.entry import Entry
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.views.chat_window import ChatWindow
from desktop_chat.qt.views.switcher import Switcher
from tests.patience import MILLISECONDS
from tests.qt.conftest import MakeController, ServerProcess

LOBBY = "#lobby"


@pytest.fixture
def chat(qtbot: QtBot, make_controller: MakeController, server_process: ServerProcess) -> Iterator[ChatWindow]:
    """Ann in the lobby and in #tea, looking at the lobby."""
    controller = make_controller("ann")
    network = controller.join_chat(ChatAddress("127.0.0.1", server_process.port))
    qtbot.waitUntil(lambda: LOBBY in network.rooms and network.rooms[LOBBY].state.joined, timeout=MILLISECONDS)
    network.join_channel("#tea")
    qtbot.waitUntil(lambda: network.rooms["#tea"].state.joined)
    window = ChatWindow(controller)
    qtbot.addWidget(window)
    window.show()
    window.show_room(network, network.rooms[LOBBY])
    yield window
    window.hide()


def network_of(chat: ChatWindow) -> Network:
    assert chat.network is not None
    return chat.network


def said(qtbot: QtBot, room: Room, text: str) -> Entry:
    """The entry with this text, once the server has given it an id."""

    def find() -> Entry | None:
        entries = (room.log.entry_at(index) for index in range(len(room.log)))
        return next((entry for entry in entries if entry.text == text and entry.msgid), None)

    qtbot.waitUntil(lambda: find() is not None)
    entry = find()
    assert entry is not None
    return entry


def test_name_of_a_room_in_a_text_leads_there(qtbot: QtBot, chat: ChatWindow) -> None:
    network = network_of(chat)
    chat.pane.timeline.link_activated.emit("room:#tea")
    assert chat.room is network.rooms["#tea"]
    chat.pane.timeline.link_activated.emit("room:#milk")
    qtbot.waitUntil(lambda: chat.room is network.rooms.get("#milk"))
    qtbot.waitUntil(lambda: network.rooms["#milk"].state.joined)


def test_link_to_a_chat_is_followed_by_the_program(qtbot: QtBot, chat: ChatWindow) -> None:
    with qtbot.waitSignal(chat.link_followed) as followed:
        chat.pane.timeline.link_activated.emit("ircs://chat.example/#tea")
    assert followed.args == ["ircs://chat.example/#tea"]


def test_link_to_a_message_opens_it_for_somebody_who_was_not_there(
    qtbot: QtBot, chat: ChatWindow, make_controller: MakeController
) -> None:
    network = network_of(chat)
    for number in range(130):
        network.send_text(network.rooms[LOBBY], f"message {number}")
    wanted = said(qtbot, network.rooms[LOBBY], "message 3")
    said(qtbot, network.rooms[LOBBY], "message 129")
    chat.messages.copy_message_link(wanted)
    place = parse_chat_address(QGuiApplication.clipboard().text())
    assert (place.room, place.msgid) == (LOBBY, wanted.msgid)

    other = make_controller("bob")
    window = ChatWindow(other)
    qtbot.addWidget(window)
    window.show()
    joined = other.join_chat(place)
    window.messages.seek_message(joined, place.room, place.msgid)
    qtbot.waitUntil(lambda: window.room is joined.rooms.get(LOBBY) and not window.pane.timeline.at_end)
    found = joined.rooms[LOBBY].find_by_msgid(wanted.msgid)
    assert found is not None
    assert found.text == "message 3"
    window.hide()


def test_link_to_an_unknown_message_ends_with_a_sentence(qtbot: QtBot, chat: ChatWindow) -> None:
    network = network_of(chat)
    network.send_text(network.rooms[LOBBY], "first words")
    said(qtbot, network.rooms[LOBBY], "first words")
    chat.messages.seek_message(network, LOBBY, "nothing")
    qtbot.waitUntil(lambda: "not in the history" in chat.toast.text())


def test_link_is_refused_where_nobody_could_follow_it(qtbot: QtBot, chat: ChatWindow) -> None:
    network = network_of(chat)
    network.send_text(network.rooms[LOBBY], "words")
    entry = said(qtbot, network.rooms[LOBBY], "words")
    assert chat.messages.link_refusal(entry) == ""
    network.open_direct_messages("bob")
    qtbot.waitUntil(lambda: "bob" in network.rooms)
    chat.show_room(network, network.rooms["bob"])
    assert chat.messages.link_refusal(entry)


def test_forwarded_message_waits_as_a_quote_in_the_other_room(qtbot: QtBot, chat: ChatWindow) -> None:
    network = network_of(chat)
    network.send_text(network.rooms[LOBBY], "\x02bold\x02 words\nand more")
    entry = said(qtbot, network.rooms[LOBBY], "\x02bold\x02 words\nand more")
    chat.show_room(network, network.rooms["#tea"])
    QTest.keyClicks(chat.pane.composer.edit, "look:")
    chat.show_room(network, network.rooms[LOBBY])
    chat.pane.timeline.forward_requested.emit(entry)
    (choice,) = [one for one in chat.findChildren(Switcher) if one.isVisible()]
    QTest.keyClicks(choice.field, "tea")
    QTest.keyClick(choice.field, Qt.Key.Key_Return)
    assert chat.room is network.rooms["#tea"]
    assert chat.pane.composer.text() == "look:\n> ann in #lobby: **bold** words\n> and more\n"
    QTest.keyClicks(chat.pane.composer.edit, "see?")
    QTest.keyClick(chat.pane.composer.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "see?" in network.rooms["#tea"].log.entry_at(len(network.rooms["#tea"].log) - 1).text)
