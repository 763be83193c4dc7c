"""What leads somebody to a room or tells them of one: commands, badges, invitations, the right button, being away."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.client.entry import Entry, EntryKind
from desktop_chat.clock import now_ms
from desktop_chat.qt.models.rooms import RoomRole
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.notable_entries import NotableEntries
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.views.chat_window import ChatWindow
from tests.irc_client import IrcClient
from tests.qt.conftest import MakeController, ServerProcess

LOBBY = "#lobby"


@pytest.fixture
def chat(qtbot: QtBot, make_controller: MakeController, server_process: ServerProcess) -> Iterator[ChatWindow]:
    """Ann in the lobby and in #tea, looking at the lobby, with the window in front."""
    controller = make_controller("ann")
    network = controller.join_chat(ChatAddress("127.0.0.1", server_process.port))
    qtbot.waitUntil(lambda: LOBBY in network.rooms and network.rooms[LOBBY].state.joined, timeout=10_000)
    network.join_channel("#tea")
    qtbot.waitUntil(lambda: network.rooms["#tea"].state.joined)
    window = ChatWindow(controller)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.show_room(network, network.rooms[LOBBY])
    yield window
    window.hide()


@pytest.fixture
def network(chat: ChatWindow) -> Network:
    assert chat.network is not None
    return chat.network


@pytest.fixture
def bob(server_process: ServerProcess) -> Iterator[IrcClient]:
    with IrcClient(server_process.port) as client:
        client.register("bob")
        yield client


def enter(chat: ChatWindow, text: str) -> None:
    QTest.keyClicks(chat.pane.composer.edit, text)
    QTest.keyClick(chat.pane.composer.edit, Qt.Key.Key_Return)


def entries(room: Room) -> list[Entry]:
    return [room.log.entry_at(index) for index in range(len(room.log))]


@pytest.mark.parametrize(
    ("typed", "key"),
    [("/join #milk,#sugar", "#milk"), ("/join sugar", "#sugar"), ("/query bob", "bob"), ("/msg bob hello", "bob"),
     ("/msg #tea hello", "#tea"), ("/join #tea", "#tea")],
)  # fmt: skip
def test_a_command_shows_its_room(qtbot: QtBot, chat: ChatWindow, network: Network, typed: str, key: str) -> None:
    enter(chat, typed)
    assert chat.room is network.rooms[key]
    index = chat.sidebar.view.currentIndex()
    assert index.data(RoomRole.ROOM) is chat.room
    if typed.startswith("/join"):
        qtbot.waitUntil(lambda: network.rooms[key].state.joined)


def test_help_is_shown_and_not_kept(qtbot: QtBot, chat: ChatWindow, network: Network) -> None:
    room, archive = network.rooms[LOBBY], chat.controller.archive
    enter(chat, "/help")
    texts = [entry.text for entry in entries(room)]
    assert "/list [ROOM]: list the server's rooms" in texts
    network.send_text(room, "kept")
    qtbot.waitUntil(lambda: any(one.text == "kept" for one in archive.read_page(network.network, LOBBY, 0, 500)))
    kept = [one.text for one in archive.read_page(network.network, LOBBY, 0, 500)]
    assert not [text for text in kept if text.startswith("/")]
    assert texts == [entry.text for entry in entries(room)][: len(texts)]


def test_the_right_button_acts_on_its_row_and_moves_nothing(chat: ChatWindow, network: Network) -> None:
    view, tea = chat.sidebar.view, network.rooms["#tea"]
    at = view.visualRect(chat.rooms.index_of(network, tea)).center()
    asked: list[object] = []
    chat.sidebar.context_requested.disconnect()
    chat.sidebar.context_requested.connect(lambda _network, room, _at: asked.append(room))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.RightButton, pos=at)
    QApplication.sendEvent(view.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, QPoint()))
    assert asked == [tea]
    assert chat.room is network.rooms[LOBBY]
    assert view.currentIndex().data(RoomRole.ROOM) is chat.room
    assert [index.data(RoomRole.ROOM) for index in view.selectedIndexes()] == [chat.room]
    QApplication.sendEvent(view.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint()))
    assert asked == [tea, chat.room]
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert chat.room is tea


def test_invitation_leaves_a_sign_and_is_accepted_on_its_card(
    qtbot: QtBot, chat: ChatWindow, network: Network, bob: IrcClient
) -> None:
    bob.send("JOIN #party", "INVITE ann #party")
    qtbot.waitUntil(lambda: "#party" in network.rooms and network.rooms["#party"].mentions == 1)
    party = network.rooms["#party"]
    assert chat.room is not party
    assert chat.controller.unread_totals() == (1, 1)
    spoken = chat.rooms.index_of(network, party).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "#party, invitation of bob, 1 unread, 1 for you"
    chat.show_room(network, party)
    card = chat.pane.invitation
    assert card.isVisibleTo(chat)
    assert not chat.pane.writing.isVisibleTo(chat)
    assert card.text_label.text() == "bob invites you to #party"
    assert QApplication.focusWidget() is card.accept_button
    QTest.keyClick(card.accept_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: party.state.joined)
    assert not card.isVisibleTo(chat)
    assert chat.pane.writing.isVisibleTo(chat)
    assert QApplication.focusWidget() is chat.pane.composer.edit


def test_invitation_is_declined_by_its_card(qtbot: QtBot, chat: ChatWindow, network: Network, bob: IrcClient) -> None:
    bob.send("JOIN #party", "INVITE ann #party")
    qtbot.waitUntil(lambda: "#party" in network.rooms)
    chat.show_room(network, network.rooms["#party"])
    chat.pane.invitation.decline_button.click()
    assert "#party" not in network.rooms
    assert chat.room is not None
    assert chat.pane.writing.isVisibleTo(chat)
    assert not chat.pane.invitation.isVisibleTo(chat)


def test_invitation_is_notable(qtbot: QtBot, chat: ChatWindow, network: Network, bob: IrcClient) -> None:
    notable = NotableEntries(chat.controller)
    with qtbot.waitSignal(notable.found) as told:
        bob.send("JOIN #party", "INVITE ann #party")
    assert told.args is not None
    assert (told.args[1], told.args[2].kind) == (network.rooms["#party"], EntryKind.INVITE)


def test_words_of_others_on_the_page_of_the_server_leave_a_sign(qtbot: QtBot, network: Network, bob: IrcClient) -> None:
    bob.send("NOTICE ann :the kettle is on")
    qtbot.waitUntil(lambda: (network.page.unread, network.page.mentions) == (1, 0))
    assert entries(network.page)[-1].text == "the kettle is on"


def test_the_badge_of_the_room_on_screen_goes_when_history_comes(
    qtbot: QtBot, chat: ChatWindow, network: Network
) -> None:
    from desktop_chat.client.events import HistoryLoaded

    room = network.rooms[LOBBY]
    missed = Entry(chat.controller.archive.next_id(), EntryKind.MESSAGE, now_ms() - 600_000, "bob", "Ann: missed", "x1")
    network._apply_events([HistoryLoaded(LOBBY, (missed,), older=False, complete=True, at=now_ms())])
    assert missed in entries(room)
    qtbot.waitUntil(lambda: (room.unread, room.mentions) == (0, 0))
    tea = network.rooms["#tea"]
    other = Entry(chat.controller.archive.next_id(), EntryKind.MESSAGE, now_ms() - 600_000, "bob", "missed", "x2")
    network._apply_events([HistoryLoaded("#tea", (other,), older=False, complete=True, at=now_ms())])
    assert tea.unread == 1


def test_the_badge_goes_when_the_room_takes_the_place_of_the_list(
    qtbot: QtBot, chat: ChatWindow, network: Network, bob: IrcClient
) -> None:
    chat.resize(400, 600)
    chat.on_rooms_wanted()
    assert not chat.pane.isVisible()
    bob.send(f"JOIN {LOBBY}", f"PRIVMSG {LOBBY} :hello")
    room = network.rooms[LOBBY]
    qtbot.waitUntil(lambda: room.unread == 1)
    QTest.keyClick(chat.sidebar.view, Qt.Key.Key_Return)
    assert chat.pane.isVisible()
    qtbot.waitUntil(lambda: room.unread == 0)


def test_being_away_is_shown(qtbot: QtBot, chat: ChatWindow, network: Network) -> None:
    assert chat.sidebar.status_label.text() == "Online"
    enter(chat, "/away for tea")
    qtbot.waitUntil(lambda: chat.sidebar.status_label.text() == "Away: for tea")
    enter(chat, "/back")
    qtbot.waitUntil(lambda: chat.sidebar.status_label.text() == "Online")


def test_typing_to_an_absent_person_shows_no_error(
    qtbot: QtBot, chat: ChatWindow, network: Network, bob: IrcClient
) -> None:
    enter(chat, "/query nobody")
    QTest.keyClicks(chat.pane.composer.edit, "are you")
    enter_away = "AWAY :lunch"
    bob.send(enter_away)
    network.open_direct_messages("bob")
    chat.show_room(network, network.rooms["bob"])
    QTest.keyClicks(chat.pane.composer.edit, "are you")
    with qtbot.waitSignal(network.entries_added):
        bob.send("PRIVMSG ann :back now")
    for room in network.rooms.values():
        assert not [entry for entry in entries(room) if entry.kind is EntryKind.ERROR]


def test_words_for_the_operators_are_marked(qtbot: QtBot, chat: ChatWindow, network: Network) -> None:
    enter(chat, "/msg @#tea only us")
    tea = network.rooms["#tea"]
    qtbot.waitUntil(lambda: entries(tea)[-1].state.value == "sent")
    assert (entries(tea)[-1].text, entries(tea)[-1].target) == ("only us", "@#tea")
