"""What typed commands do to the window and to the connection."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.client.events import Phase
from desktop_chat.irc.server_time import format_time
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.views.chat_window import ChatWindow
from tests.qt.scenes import Script


def enter(window: ChatWindow, text: str) -> None:
    QTest.keyClicks(window.pane.composer.edit, text)
    QTest.keyClick(window.pane.composer.edit, Qt.Key.Key_Return)


def shown_texts(window: ChatWindow) -> list[str]:
    model = window.pane.timeline.model
    return [model.entry_at(index).text for index in range(model.count())]


def test_clear_view_shows_new_messages_only_until_it_is_cleared_again(
    qtbot: QtBot, window: ChatWindow, network: Network, script: Script
) -> None:
    before = shown_texts(window)
    enter(window, "/clear")
    assert (len(before) > 5, shown_texts(window)) == (True, [])
    enter(window, "/clear")
    assert shown_texts(window) == before
    enter(window, "/clear")
    room = network.rooms["#lobby"]
    script.say(f"@time={format_time(room.newest_time() + 1000)} :Bob!u@h PRIVMSG #lobby :news")
    qtbot.waitUntil(lambda: shown_texts(window) == ["news"])


def test_message_found_by_a_search_ends_the_clear_view(window: ChatWindow, network: Network) -> None:
    before = shown_texts(window)
    first = window.pane.timeline.model.entry_at(2)
    enter(window, "/clear")
    room = network.rooms["#lobby"]
    room.timeline.expect_entry(first)
    assert window.pane.timeline.scroll_to(first.id)
    assert shown_texts(window) == before


def test_clear_view_of_one_room_leaves_the_others(window: ChatWindow, network: Network) -> None:
    enter(window, "/clear")
    window.show_room(network, network.rooms["#lamps"])
    assert "show me!" in shown_texts(window)


def test_quit_says_goodbye_and_connect_comes_back(
    qtbot: QtBot, window: ChatWindow, network: Network, script: Script
) -> None:
    enter(window, "/quit good night")
    qtbot.waitUntil(lambda: network.phase is Phase.OFFLINE)
    qtbot.waitUntil(lambda: b"QUIT :good night" in script.heard)
    assert not network.is_seeking
    enter(window, "/connect")
    assert network.is_seeking
    qtbot.waitUntil(lambda: network.phase is Phase.ONLINE)


def test_reconnect_makes_a_new_connection(qtbot: QtBot, window: ChatWindow, network: Network) -> None:
    phases: list[Phase] = []
    network.phase_changed.connect(lambda: phases.append(network.phase))
    enter(window, "/reconnect")
    qtbot.waitUntil(lambda: Phase.OFFLINE in phases and network.phase is Phase.ONLINE)


@pytest.mark.parametrize(
    ("typed", "link"),
    [
        ("/connect ircs://irc.example.org/#tea", "ircs://irc.example.org/#tea"),
        ("/server irc.example.org", "irc.example.org"),
        ("/server irc.example.org 6667", "irc.example.org:6667"),
        ("/server irc.example.org +6697", "irc.example.org:6697"),
    ],
)
def test_address_is_followed_like_a_link(qtbot: QtBot, window: ChatWindow, typed: str, link: str) -> None:
    with qtbot.waitSignal(window.link_followed) as followed:
        enter(window, typed)
    assert followed.args == [link]


def test_search_opens_with_the_words(qtbot: QtBot, window: ChatWindow) -> None:
    enter(window, "/lastlog plywood")
    assert window.search.isVisible()
    assert window.search.field.text() == "plywood"
    qtbot.waitUntil(lambda: window.search.results.count() == 1)


def test_exit_closes_the_program(qtbot: QtBot, window: ChatWindow) -> None:
    with qtbot.waitSignal(window.quit_requested):
        enter(window, "/exit")
