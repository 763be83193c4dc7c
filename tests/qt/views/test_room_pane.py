"""Correcting and taking back in a window, with a real server behind it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.client.entry import DeliveryState, Entry, EntryKind
from desktop_chat.client.events import Phase
from desktop_chat.irc.capabilities import EDIT, MESSAGE_REDACTION, MESSAGE_TAGS
from desktop_chat.qt.dialogs.delete_question import DeleteQuestion
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.timeline.context_menu import entry_menu
from desktop_chat.qt.timeline.scene import Hit
from desktop_chat.qt.timeline.selection import Spot
from desktop_chat.qt.views.chat_window import ChatWindow
from desktop_chat.qt.views.room_pane import RoomPane
from tests.patience import MILLISECONDS
from tests.qt.conftest import MakeController, ServerProcess

LOBBY = "#lobby"


@pytest.fixture
def chat(qtbot: QtBot, make_controller: MakeController, server_process: ServerProcess) -> Iterator[ChatWindow]:
    """Ann in the lobby, with something said."""
    controller = make_controller("ann")
    network = controller.join_chat(ChatAddress("127.0.0.1", server_process.port))
    qtbot.waitUntil(lambda: LOBBY in network.rooms and network.rooms[LOBBY].state.joined, timeout=MILLISECONDS)
    window = ChatWindow(controller)
    qtbot.addWidget(window)
    window.show()
    window.show_room(network, network.rooms[LOBBY])
    write(window.pane, "teh tea")
    qtbot.waitUntil(lambda: last(window.pane).state is DeliveryState.SENT)
    yield window
    window.hide()


def write(pane: RoomPane, text: str) -> None:
    QTest.keyClicks(pane.composer.edit, text)
    QTest.keyClick(pane.composer.edit, Qt.Key.Key_Return)


def last(pane: RoomPane) -> Entry:
    """What was said last."""
    model = pane.timeline.model
    spoken = (model.entry_at(index) for index in range(model.count() - 1, -1, -1))
    return next(entry for entry in spoken if entry.kind in (EntryKind.MESSAGE, EntryKind.DELETED))


def network_of(chat: ChatWindow) -> Network:
    assert chat.network is not None
    return chat.network


def test_up_edits_the_last_message(qtbot: QtBot, chat: ChatWindow) -> None:
    pane = chat.pane
    QTest.keyClick(pane.composer.edit, Qt.Key.Key_Up)
    assert (pane.composer.text(), pane.intent_bar.isVisible()) == ("teh tea", True)
    pane.composer.edit.selectAll()
    write(pane, "the tea")
    assert (last(pane).text, pane.intent_bar.isVisible(), pane.composer.text()) == ("the tea", False, "")
    qtbot.waitUntil(lambda: last(pane).state is DeliveryState.SENT)
    assert last(pane).edited_at


def test_the_words_begun_before_come_back(qtbot: QtBot, chat: ChatWindow) -> None:
    pane = chat.pane
    QTest.keyClicks(pane.composer.edit, "half a")
    pane.writing.begin_edit(last(pane))
    pane.show_room_state()  # a topic that changes meanwhile, say
    assert pane.composer.text() == "teh tea"
    QTest.keyClicks(pane.composer.edit, " and more")
    QTest.keyClick(pane.composer.edit, Qt.Key.Key_Escape)
    assert (pane.composer.text(), pane.intent_bar.isVisible()) == ("half a", False)


def test_empty_edit_asks_for_deletion(qtbot: QtBot, chat: ChatWindow) -> None:
    pane = chat.pane
    pane.writing.begin_edit(last(pane))
    pane.composer.edit.clear()
    QTest.keyClick(pane.composer.edit, Qt.Key.Key_Return)
    question = chat.findChild(DeleteQuestion)
    assert question is not None
    assert question.quote_label.text() == "ann: teh tea"
    question.cancel_button.click()
    assert last(pane).text == "teh tea"
    pane.timeline.delete_requested.emit(last(pane))
    questions = [one for one in chat.findChildren(DeleteQuestion) if one.isVisible()]
    questions[0].go_button.click()
    qtbot.waitUntil(lambda: last(pane).kind is EntryKind.DELETED)
    assert not pane.timeline.may_edit(last(pane))
    assert not pane.timeline.may_delete(last(pane))


def test_menu_tells_what_the_server_cannot_do(chat: ChatWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    pane = chat.pane
    assert (pane.edit_refusal(last(pane)), pane.delete_refusal(last(pane))) == ("", "")
    state = network_of(chat).session._state
    assert pane.reply_refusal(last(pane)) == ""
    monkeypatch.setattr(state, "enabled", state.enabled - {EDIT, MESSAGE_REDACTION, MESSAGE_TAGS})
    choices = pane.timeline.menu_choices(Hit(Spot(pane.timeline.model.count() - 1, 0)))
    menu = entry_menu(pane.timeline, choices)
    rows = {action.text(): action.isEnabled() for action in menu.actions()}
    assert rows["Edit (this server cannot)"] is False
    assert rows["Delete (this server cannot)"] is False
    assert rows["Reply (this server cannot)"] is False
    assert rows["Reactions do not work on this server"] is False
    assert not {"Edit", "Delete…", "Reply", "React"} & set(rows)
    bar = pane.timeline.message_bar
    bar.show_choices(choices, pane.timeline.viewport().rect())
    assert (bar.reply_button.isEnabled(), bar.reply_button.toolTip()) == (False, "Reply (this server cannot)")
    said = last(pane)
    chat.show_room(network_of(chat), network_of(chat).page)
    assert pane.reply_refusal(said) == "", "nobody answers the server"


def test_unsendable_edit_stays_in_the_composer(qtbot: QtBot, chat: ChatWindow, server_process: ServerProcess) -> None:
    pane, network = chat.pane, network_of(chat)
    pane.writing.begin_edit(last(pane))
    QTest.keyClicks(pane.composer.edit, " is ready")
    server_process.kill()
    qtbot.waitUntil(lambda: network.phase is Phase.OFFLINE)
    with qtbot.waitSignal(pane.toast_requested):
        QTest.keyClick(pane.composer.edit, Qt.Key.Key_Return)
    assert pane.composer.text() == "teh tea is ready"
    assert last(pane).text == "teh tea"


def test_too_long_edit_stays_in_the_composer(qtbot: QtBot, chat: ChatWindow) -> None:
    pane = chat.pane
    pane.writing.begin_edit(last(pane))
    pane.composer.edit.setPlainText("ж" * 12_000)
    with qtbot.waitSignal(pane.toast_requested):
        QTest.keyClick(pane.composer.edit, Qt.Key.Key_Return)
    assert len(pane.composer.text()) == 12_000


def test_many_lines_are_one_message_here(qtbot: QtBot, chat: ChatWindow) -> None:
    pane = chat.pane
    text = "\n".join(f"line {number}" for number in range(30))
    pane.composer.edit.setPlainText(text)
    with qtbot.assertNotEmitted(pane.composer.flood_confirmation_requested):
        QTest.keyClick(pane.composer.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: (last(pane).text, last(pane).state) == (text, DeliveryState.SENT))


def test_one_message_is_a_reply(qtbot: QtBot, chat: ChatWindow) -> None:
    pane, asked = chat.pane, last(chat.pane)
    pane.timeline.reply_requested.emit(asked)
    assert pane.intent_bar.isVisible()
    assert pane.intent_bar.text_label.text() == "Replying to ann: teh tea"
    write(pane, "which?")
    assert not pane.intent_bar.isVisible()
    assert last(pane).reply_to_msgid == asked.msgid
    qtbot.waitUntil(lambda: last(pane).state is DeliveryState.SENT)
    assert last(pane).reply_to_msgid == asked.msgid
    write(pane, "green")
    assert last(pane).reply_to_msgid == ""


def test_a_reply_is_left_and_gives_way(qtbot: QtBot, chat: ChatWindow) -> None:
    pane, asked = chat.pane, last(chat.pane)
    QTest.keyClicks(pane.composer.edit, "half a")
    pane.writing.begin_reply(asked)
    QTest.keyClick(pane.composer.edit, Qt.Key.Key_Escape)
    assert (pane.intent_bar.isVisible(), pane.composer.text()) == (False, "half a")
    pane.writing.begin_edit(asked)
    pane.writing.begin_reply(asked)  # instead of correcting it
    assert (pane.composer.editing, pane.composer.text()) == (None, "half a")
    pane.writing.begin_edit(asked)  # instead of answering it
    assert pane.composer.text() == "teh tea"
    pane.intent_bar.cancel_button.click()
    assert not pane.writing.leave_intent()


def test_edited_action_stays_in_one_line(qtbot: QtBot, chat: ChatWindow) -> None:
    """An action takes no second line: what was typed is not thrown away for it."""
    pane = chat.pane
    write(pane, "/me puors")
    model = pane.timeline.model
    qtbot.waitUntil(lambda: model.entry_at(model.count() - 1).state is DeliveryState.SENT)
    pane.writing.begin_edit(model.entry_at(model.count() - 1))
    pane.composer.edit.setPlainText("pours\nand drinks")
    with qtbot.waitSignal(pane.toast_requested):
        QTest.keyClick(pane.composer.edit, Qt.Key.Key_Return)
    assert pane.composer.text() == "pours\nand drinks"
