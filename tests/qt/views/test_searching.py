"""A search in the window, from words to the message, on a real server."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.client.archive_records import SearchResult
from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.client.entry import Entry, EntryKind
from desktop_chat.client.search_filters import SearchFilters
from desktop_chat.irc.message import parse_line
from desktop_chat.qt.network.message_search import SearchState
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.views.chat_window import ChatWindow
from tests.client.archive_searching import find
from tests.patience import MILLISECONDS
from tests.qt.conftest import MakeController, ServerProcess
from tests.qt.long_history import LOBBY, fill_lobby
from tests.qt.scenes import Scene


def test_message_that_only_the_server_has_is_fetched_and_shown(
    qtbot: QtBot, server_process: ServerProcess, make_controller: MakeController
) -> None:
    lines = ["a needle in the hay", *(f"straw {number}" for number in range(400))]
    fill_lobby(server_process.port, lines)
    controller = make_controller("Ann")
    network = controller.join_chat(ChatAddress("127.0.0.1", server_process.port, tls=False))
    window = ChatWindow(controller)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: LOBBY in network.rooms and len(network.rooms[LOBBY].log) > 50, timeout=MILLISECONDS)
    room = network.rooms[LOBBY]
    window.show_room(network, room)
    window.on_search_wanted()
    QTest.keyClicks(window.search.field, "need")
    qtbot.waitUntil(lambda: window.search.results.count() == 1, timeout=MILLISECONDS)
    found = window.search.results.item(0).data(Qt.ItemDataRole.UserRole)
    assert isinstance(found, SearchResult)
    QTest.keyClick(window.search.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: room.find_by_msgid(found.entry.msgid) is not None, timeout=MILLISECONDS)
    qtbot.waitUntil(lambda: not window.pane.timeline.at_end, timeout=MILLISECONDS)
    assert {text for i in range(len(room.log)) if (text := room.log.entry_at(i).text) in lines} == set(lines)
    window.close()


def test_filters_suggest_people_of_the_room_and_all_rooms(window: ChatWindow, network: Network) -> None:
    people, rooms = window.searching.names_to_suggest()
    assert [nick for nick, _ in people][:3] == ["Ann", "Bob", "Cid"]
    network.on_received((parse_line(":Zoe!z@h PRIVMSG #lobby :I was here"),))
    network.on_received((parse_line(":s METADATA Zoe display-name * :Zoë Adams"),))
    people, _ = window.searching.names_to_suggest()
    assert people[-1] == ("Дарья", "Дарья")
    assert ("Zoe", "Zoë Adams (Zoe)") in people
    assert set(rooms) == {"#lobby", "#lamps", "#homework-of-the-second-year", "Bob"}
    window.show_room(network, network.rooms["bob"])
    assert [nick for nick, _ in window.searching.names_to_suggest()[0]] == ["Ann", "Bob"]


def test_results_name_authors_as_people_write_them(window: ChatWindow, network: Network) -> None:
    network.on_received((parse_line(":srv METADATA Cid display-name * :Sidney Poole"),))
    found = SearchResult(network.network, "#lobby", Entry(5, EntryKind.MESSAGE, 5, "Cid", "words"))
    assert window.searching.author_of(found) == "Sidney Poole (Cid)"
    assert window.searching.author_of(SearchResult("gone", "#lobby", found.entry)) == "Cid"
    window.search.show_state(SearchState(SearchFilters("words"), (found,), complete=True))
    private = SearchResult(network.network, "bob", found.entry)
    assert window.searching.room_of(private) == "Bob"
    network.on_received((parse_line(":srv METADATA Bob display-name * :Robert Stone"),))
    assert window.searching.room_of(private) == "Robert Stone (Bob)"
    assert window.searching.room_of(found) == "#lobby"
    assert window.searching.room_of(SearchResult("gone", "#tea", found.entry)) == "#tea"
    spoken = window.search.results.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Sidney Poole (Cid): words"


def test_message_of_a_closed_room_is_not_shown(qtbot: QtBot, window: ChatWindow, network: Network) -> None:
    entry = Entry(5, EntryKind.MESSAGE, 5, "Bob", "words")
    with qtbot.waitSignal(window.searching.toast_requested) as said:
        window.search.chosen.emit(SearchResult(network.network, "#gone", entry))
    assert said.args == ["This message is in a room that is not open."]


def test_search_stays_in_the_room_unless_everywhere_is_on(qtbot: QtBot, made: Scene, window: ChatWindow) -> None:
    qtbot.waitUntil(lambda: len(find(made.controller.archive, "shade")) == 3, timeout=MILLISECONDS)
    window.on_search_wanted()
    QTest.keyClicks(window.search.field, "shade")
    qtbot.waitUntil(lambda: window.search.results.count() == 2, timeout=MILLISECONDS)
    window.search.everywhere_switch.setChecked(True)
    qtbot.waitUntil(lambda: window.search.results.count() == 3, timeout=MILLISECONDS)
    window.search.everywhere_switch.setChecked(False)
    window.search.field.setText("from:ci starts")
    qtbot.waitUntil(lambda: window.search.results.count() == 1, timeout=MILLISECONDS)


def test_search_over_the_room_goes_once_a_result_is_chosen(window: ChatWindow, network: Network) -> None:
    entry = network.rooms["#lobby"].log.entry_at(0)
    for width, stays in ((1000, True), (700, False)):
        window.resize(width, 600)
        window.on_search_wanted()
        window.search.chosen.emit(SearchResult(network.network, "#lobby", entry))
        assert window.search.isVisible() is stays
    assert window.pane.composer.edit.hasFocus()
