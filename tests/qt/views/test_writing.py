"""Writing in a window with a real server behind it: nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.client.entry import DeliveryState, Entry, EntryKind
from desktop_chat.qt.dialogs.flood_question import FloodQuestion
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.views.chat_window import ChatWindow
from desktop_chat.qt.views.fault_bar import FaultAction, FaultBar
from tests.qt.conftest import MakeController, ServerProcess

LOBBY = "#lobby"


@pytest.fixture
def chat(qtbot: QtBot, make_controller: MakeController, server_process: ServerProcess) -> Iterator[ChatWindow]:
    """Ann in the lobby and in #tea, looking at the lobby."""
    controller = make_controller("ann")
    network = controller.join_chat(ChatAddress("127.0.0.1", server_process.port))
    qtbot.waitUntil(lambda: LOBBY in network.rooms and network.rooms[LOBBY].state.joined, timeout=10_000)
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


def look_into(chat: ChatWindow, key: str) -> Room:
    room = network_of(chat).rooms[key]
    chat.show_room(network_of(chat), room)
    return room


def enter(chat: ChatWindow, text: str = "") -> None:
    QTest.keyClicks(chat.pane.composer.edit, text)
    QTest.keyClick(chat.pane.composer.edit, Qt.Key.Key_Return)


def paste(chat: ChatWindow, text: str) -> None:
    pasted = QMimeData()
    pasted.setText(text)
    chat.pane.composer.edit.insertFromMimeData(pasted)


def spoken(room: Room) -> list[str]:
    entries = (room.log.entry_at(index) for index in range(len(room.log)))
    return [entry.text for entry in entries if entry.kind in (EntryKind.MESSAGE, EntryKind.ACTION)]


def said(qtbot: QtBot, chat: ChatWindow, text: str) -> Entry:
    """Say this in the room that is shown, and wait until the server has it."""
    enter(chat, text)
    room = chat.room
    assert room is not None
    qtbot.waitUntil(lambda: room.log.entry_at(len(room.log) - 1).state is DeliveryState.SENT)
    return room.log.entry_at(len(room.log) - 1)


def test_a_line_that_is_no_command_stays_and_can_be_said(qtbot: QtBot, chat: ChatWindow) -> None:
    writing, room = chat.pane.writing, look_into(chat, LOBBY)
    enter(chat, "/etc/hosts is where they are")
    assert chat.pane.composer.text() == "/etc/hosts is where they are"
    assert writing.fault_bar.isVisible()
    assert "/etc/hosts" in writing.fault_bar.text_label.text()
    assert room.draft.text == "/etc/hosts is where they are"
    assert spoken(room) == []
    as_text, to_server = writing.fault_bar.offers
    assert (as_text.text(), to_server.text()) == ("Send as text", "Send to the server")
    as_text.click()
    assert spoken(room) == ["/etc/hosts is where they are"]
    assert (chat.pane.composer.text(), writing.fault_bar.isVisible()) == ("", False)


def test_a_command_that_only_the_server_knows_can_be_given_to_it(
    qtbot: QtBot, chat: ChatWindow, server_process: ServerProcess
) -> None:
    room = look_into(chat, LOBBY)
    enter(chat, "/lusers")
    _, to_server = chat.pane.writing.fault_bar.offers
    to_server.click()
    assert (chat.pane.composer.text(), chat.pane.writing.fault_bar.isVisible()) == ("", False)
    assert room.draft.text == ""
    enter(chat, "/nonsense at all")
    _, to_server = chat.pane.writing.fault_bar.offers
    to_server.click()
    qtbot.waitUntil(lambda: chat.pane.composer.text() == "/quote nonsense at all")
    assert spoken(room) == []


def test_a_fault_goes_with_the_next_letter(chat: ChatWindow) -> None:
    enter(chat, "/joni #tea")
    assert chat.pane.writing.fault_bar.isVisible()
    QTest.keyClick(chat.pane.composer.edit, Qt.Key.Key_Backspace)
    assert not chat.pane.writing.fault_bar.isVisible()


@pytest.mark.parametrize("text", ["/topic one\n/part\nthree", "/part\n\nthat is all", "\n/part", "//etc\n/part"])
def test_a_paste_of_several_lines_is_text(qtbot: QtBot, chat: ChatWindow, text: str) -> None:
    room = look_into(chat, LOBBY)
    paste(chat, text)
    enter(chat)
    assert spoken(room) == [text.strip("\n")]
    qtbot.waitUntil(lambda: room.log.entry_at(len(room.log) - 1).state is DeliveryState.SENT)
    assert room.state.joined
    assert room.key in network_of(chat).rooms


def test_two_slashes_send_a_text_with_one(chat: ChatWindow) -> None:
    room = look_into(chat, LOBBY)
    enter(chat, "//part is how one leaves")
    assert spoken(room) == ["/part is how one leaves"]


@pytest.mark.parametrize("typed", ["/kick", "/me", "/msg bob", "/join ,", "/nick :", "/invite :x"])
def test_failed_command_stays_in_the_composer(chat: ChatWindow, typed: str) -> None:
    enter(chat, typed)
    fault = chat.pane.writing.fault_bar
    assert (chat.pane.composer.text(), fault.isVisible(), fault.offers) == (typed, True, [])


def test_refused_message_comes_back(qtbot: QtBot, chat: ChatWindow) -> None:
    room = look_into(chat, LOBBY)
    enter(chat, "/kick nobody-here too loud")
    qtbot.waitUntil(lambda: chat.pane.composer.text() == "/kick nobody-here too loud")
    assert room.draft.text == "/kick nobody-here too loud"


def test_message_refused_during_typing_comes_back_by_a_key(qtbot: QtBot, chat: ChatWindow) -> None:
    network = network_of(chat)
    with qtbot.waitSignal(network.command_failed):
        enter(chat, "/kick nobody-here too loud")
        QTest.keyClicks(chat.pane.composer.edit, "meanwhile")
    assert chat.pane.composer.text() == "meanwhile"
    chat.pane.composer.edit.clear()
    QTest.keyClick(chat.pane.composer.edit, Qt.Key.Key_Up)
    assert chat.pane.composer.text() == "/kick nobody-here too loud"


def test_message_refused_in_another_room_waits_there(qtbot: QtBot, chat: ChatWindow) -> None:
    network = network_of(chat)
    with qtbot.waitSignal(network.command_failed):
        enter(chat, "/kick nobody-here too loud")
        look_into(chat, "#tea")
    assert chat.pane.composer.text() == ""
    look_into(chat, LOBBY)
    assert chat.pane.composer.text() == "/kick nobody-here too loud"


def test_words_on_the_page_of_the_server_stay(chat: ChatWindow) -> None:
    look_into(chat, "")
    enter(chat, "hello server")
    assert chat.pane.composer.text() == "hello server"
    assert chat.pane.writing.fault_bar.isVisible()


def test_confirmed_flood_goes_to_its_room(qtbot: QtBot, chat: ChatWindow) -> None:
    lobby = look_into(chat, LOBBY)
    text = "\n".join(f"line {number}" for number in range(8))
    chat.pane.composer.count = lambda text: 8  # as on a server without multiline
    paste(chat, text)
    enter(chat)
    question = chat.findChild(FloodQuestion)
    assert question is not None
    tea = look_into(chat, "#tea")
    QTest.keyClicks(chat.pane.composer.edit, "half a")
    question.go_button.click()
    assert (spoken(lobby), spoken(tea), chat.pane.composer.text()) == ([text], [], "half a")
    look_into(chat, LOBBY)
    assert chat.pane.composer.text() == ""


# Replies and corrections


def test_a_correction_survives_a_look_into_another_room(qtbot: QtBot, chat: ChatWindow) -> None:
    pane, entry = chat.pane, said(qtbot, chat, "teh tea")
    QTest.keyClicks(pane.composer.edit, "half a")
    pane.writing.begin_edit(entry)
    QTest.keyClicks(pane.composer.edit, " is ready")
    look_into(chat, "#tea")
    assert (pane.composer.text(), pane.intent_bar.isVisible(), pane.composer.editing) == ("", False, None)
    lobby = look_into(chat, LOBBY)
    assert (pane.composer.text(), pane.intent_bar.isVisible()) == ("teh tea is ready", True)
    enter(chat)
    assert lobby.log.entry_at(len(lobby.log) - 1).text == "teh tea is ready"
    assert pane.composer.text() == "half a"
    qtbot.waitUntil(lambda: lobby.log.entry_at(len(lobby.log) - 1).state is DeliveryState.SENT)
    assert spoken(lobby) == ["teh tea is ready"]


def test_reply_survives_a_look_into_another_room(qtbot: QtBot, chat: ChatWindow) -> None:
    pane, asked = chat.pane, said(qtbot, chat, "tea?")
    pane.writing.begin_reply(asked)
    QTest.keyClicks(pane.composer.edit, "gladly")
    look_into(chat, "#tea")
    assert not pane.intent_bar.isVisible()
    said(qtbot, chat, "nothing to do with it")
    lobby = look_into(chat, LOBBY)
    assert (pane.composer.text(), pane.intent_bar.isVisible()) == ("gladly", True)
    assert said(qtbot, chat, "").reply_to_msgid == asked.msgid
    assert said(qtbot, chat, "and more").reply_to_msgid == ""
    assert spoken(lobby) == ["tea?", "gladly", "and more"]


def test_edit_of_a_deleted_message_becomes_a_draft(qtbot: QtBot, chat: ChatWindow) -> None:
    pane, entry = chat.pane, said(qtbot, chat, "teh tea")
    pane.writing.begin_edit(entry)
    QTest.keyClicks(pane.composer.edit, " is ready")
    look_into(chat, "#tea")
    lobby = network_of(chat).rooms[LOBBY]
    network_of(chat).delete_entry(lobby, entry)
    qtbot.waitUntil(lambda: lobby.current_entry(entry).kind is EntryKind.DELETED)
    look_into(chat, LOBBY)
    assert (pane.composer.text(), pane.composer.editing) == ("teh tea is ready", None)


def test_a_correction_that_is_refused_comes_back(qtbot: QtBot, chat: ChatWindow, server_process: ServerProcess) -> None:
    """The room forbids it by the time that it arrives: moderated, and Ann has no voice."""
    network, pane = network_of(chat), chat.pane
    look_into(chat, "#tea")  # which is hers
    entry = said(qtbot, chat, "teh tea")
    network.run_command(network.rooms["#tea"], "/mode +m")
    network.run_command(network.rooms["#tea"], "/quote MODE #tea -o ann")
    network.run_command(network.rooms["#tea"], "/quote MODE #tea -q ann")
    pane.writing.begin_edit(entry)
    QTest.keyClicks(pane.composer.edit, " is ready")
    with qtbot.waitSignal(network.correction_refused):
        enter(chat)
    assert (pane.composer.text(), pane.intent_bar.isVisible()) == ("teh tea is ready", True)
    assert spoken(network.rooms["#tea"]) == ["teh tea"]


def test_several_offers_stand_below_the_words(qtbot: QtBot) -> None:
    bar, done = FaultBar(), list[str]()
    qtbot.addWidget(bar)
    bar.resize(400, 60)
    bar.show_fault(
        "No.", (FaultAction("One", lambda: done.append("one")), FaultAction("Two", lambda: done.append("two")))
    )
    one, two = bar.offers
    two.click()
    assert done == ["two"]
    qtbot.waitUntil(lambda: one.y() == two.y() > bar.text_label.y())
    bar.show_fault("No.", (FaultAction("One", lambda: None),))
    assert len(bar.offers) == 1
    bar.close_button.click()
    assert (bar.isVisible(), bar.offers) == (False, [])


def test_markup_is_sent_as_formatting_and_edited_as_markup(qtbot: QtBot, chat: ChatWindow) -> None:
    entry = said(qtbot, chat, "so **loud** is ||the end||")
    assert entry.text == "so \x02loud\x02 is \x0301,01the end\x03"
    composer = chat.pane.composer
    QTest.keyClick(composer.edit, Qt.Key.Key_Up)
    assert composer.text() == "so **loud** is ||the end||"
    QTest.keyClicks(composer.edit, " of *it*")
    QTest.keyClick(composer.edit, Qt.Key.Key_Return)
    room = look_into(chat, LOBBY)
    qtbot.waitUntil(lambda: bool(room.log.entry_at(len(room.log) - 1).edited_at))
    assert spoken(room) == ["so \x02loud\x02 is \x0301,01the end\x03 of \x1dit\x1d"]


def test_edit_without_a_change_sends_nothing(qtbot: QtBot, chat: ChatWindow) -> None:
    entry = said(qtbot, chat, "|*a*|")
    assert entry.text == "|\x1da\x1d|"
    QTest.keyClick(chat.pane.composer.edit, Qt.Key.Key_Up)
    enter(chat)
    room = look_into(chat, LOBBY)
    assert not room.log.entry_at(len(room.log) - 1).is_edit_pending


def test_code_block_is_one_message_here(qtbot: QtBot, chat: ChatWindow) -> None:
    paste(chat, "```py\nx = 1\n\nprint(x)\n```")
    assert said(qtbot, chat, "").text == "```py\n\x11x = 1\x11\n\n\x11print(x)\x11\n```"


def test_names_and_words_for_services_stay(qtbot: QtBot, chat: ChatWindow) -> None:
    network_of(chat).set_nick("_ann_")
    qtbot.waitUntil(lambda: network_of(chat).nick == "_ann_")
    assert said(qtbot, chat, "_ann_ is _me_").text == "_ann_ is \x1dme\x1d"
    network_of(chat).open_direct_messages("NickServ")
    qtbot.waitUntil(lambda: "nickserv" in network_of(chat).rooms)
    room = look_into(chat, "nickserv")
    enter(chat, "help pa *ss* word")
    assert spoken(room)[0] == "help pa *ss* word"


def offered(chat: ChatWindow) -> list[str]:
    return [choice.title for choice in chat.pane.composer.completer.popup.choices]


def test_people_rooms_and_commands_are_offered_while_typing(qtbot: QtBot, chat: ChatWindow) -> None:
    network_of(chat).join_channel("#team")
    qtbot.waitUntil(lambda: network_of(chat).rooms["#team"].state.joined)
    look_into(chat, LOBBY)
    chat.activateWindow()
    chat.pane.composer.setFocus()
    qtbot.waitUntil(chat.pane.composer.edit.hasFocus)
    QTest.keyClicks(chat.pane.composer.edit, "in #te")
    assert offered(chat) == ["#tea", "#team"]
    QTest.keyClick(chat.pane.composer.edit, Qt.Key.Key_Down)
    QTest.keyClick(chat.pane.composer.edit, Qt.Key.Key_Return)
    assert chat.pane.composer.text() == "in #team "
    chat.pane.composer.clear()
    QTest.keyClicks(chat.pane.composer.edit, "/topi")
    assert offered(chat) == ["/topic [TEXT]"]
    QTest.keyClick(chat.pane.composer.edit, Qt.Key.Key_Tab)
    assert (chat.pane.composer.text(), offered(chat)) == ("/topic ", ["/topic [TEXT]"])
    QTest.keyClicks(chat.pane.composer.edit, "cups")
    QTest.keyClick(chat.pane.composer.edit, Qt.Key.Key_Return)
    assert (chat.pane.composer.text(), offered(chat)) == ("", [])
    qtbot.waitUntil(lambda: network_of(chat).rooms[LOBBY].state.topic == "cups")


def test_complete_command_is_sent_by_enter(chat: ChatWindow) -> None:
    chat.pane.composer.setFocus()
    enter(chat, "/me")
    assert chat.pane.writing.fault_bar.text_label.text() == "Type /me TEXT"


def test_characters_that_the_encoding_lacks_stay_where_they_were_typed(
    qtbot: QtBot, window: ChatWindow, network: Network
) -> None:
    network.session.set_person(replace(network.session.person, encoding="koi8-r"))
    composer, count = window.pane.composer, len(network.rooms["#lobby"].log)
    composer.insert_text("tea is 茶")
    enter(window)
    assert composer.text() == "tea is 茶"
    assert window.pane.writing.fault_bar.text_label.text() == "Not in koi8-r, the encoding of this network: 茶"
    composer.clear()
    composer.insert_text("/topic ☕")
    enter(window)
    assert composer.text() == "/topic ☕"
    header = window.pane.header
    QTest.mouseClick(header.topic, Qt.MouseButton.LeftButton)
    header.edit.setText("☕")
    with qtbot.waitSignal(header.toast_requested) as told:
        QTest.keyClick(header.edit, Qt.Key.Key_Return)
    assert "koi8-r" in told.args[0]
    assert (header.edit.isVisible(), header.edit.text()) == (True, "☕")
    assert len(network.rooms["#lobby"].log) == count
