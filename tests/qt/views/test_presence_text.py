"""Presence in words, in the header of direct messages."""

from __future__ import annotations

import datetime

import pytest

from desktop_chat.irc.message import parse_line
from desktop_chat.irc.server_time import format_time
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.timeline.strings import clock_text
from desktop_chat.qt.views.chat_window import ChatWindow
from desktop_chat.qt.views.presence_text import presence_text


@pytest.fixture
def watching(network: Network) -> Network:
    """Ann writes with Zoe, and the server tells of Zoe."""
    network.on_received((parse_line(":srv 005 Ann MONITOR=50 :are supported"),))
    network.open_direct_messages("Zoe")
    return network


def test_header_follows_the_presence(window: ChatWindow, watching: Network) -> None:
    window.show_room(watching, watching.rooms["zoe"])
    topic = window.pane.header.topic
    assert topic.full_text() == "Direct messages on Workshop"
    for line, text in (
        (":srv 730 Ann :Zoe!z@h", "Online"),
        (":Zoe!z@h AWAY :at lunch", "Away: at lunch"),
        (":Zoe!z@h AWAY", "Online"),
    ):
        watching.on_received((parse_line(line),))
        assert topic.full_text() == text
    watching.on_received((parse_line(":srv METADATA Zoe status * :back on Monday"),))
    assert topic.full_text() == "Online · back on Monday"
    watching.on_received((parse_line(":srv METADATA Zoe status *"), parse_line(":srv 731 Ann :Zoe")))
    assert topic.full_text().startswith("Offline, last seen at ")


@pytest.mark.parametrize("days", [1, 40])
def test_last_message_tells_when_a_person_was_here(watching: Network, days: int) -> None:
    local = datetime.datetime.now().replace(hour=12, minute=30) - datetime.timedelta(days=days)
    said = int(local.timestamp() * 1000)
    watching.on_received(
        (
            parse_line(f"@time={format_time(said)};msgid=z1 :Zoe!z@h PRIVMSG Ann :see you"),
            parse_line(":srv 731 Ann :Zoe"),
        )
    )
    text = presence_text(watching, watching.rooms["zoe"])
    assert clock_text(said) in text
    assert ("yesterday" in text) == (days == 1)


def test_person_who_never_wrote_is_only_offline(watching: Network) -> None:
    watching.on_received((parse_line(":srv 731 Ann :Zoe"),))
    assert presence_text(watching, watching.rooms["zoe"]) == "Offline"


def test_server_without_monitor_tells_at_least_when_a_person_was_last_seen(network: Network) -> None:
    for nick in ("Zoe", "NickServ"):
        network.open_direct_messages(nick)
        assert presence_text(network, network.rooms[nick.casefold()]) == ""
        network.on_received((parse_line(f"@msgid={nick} :{nick}!z@h PRIVMSG Ann :see you"),))
    assert presence_text(network, network.rooms["zoe"]).startswith("Last seen at ")
    assert presence_text(network, network.rooms["nickserv"]) == ""


def test_header_follows_what_was_last_seen(window: ChatWindow, network: Network) -> None:
    network.open_direct_messages("Zoe")
    window.show_room(network, network.rooms["zoe"])
    topic = window.pane.header.topic
    assert topic.text() == "Direct messages on Workshop"
    network.on_received((parse_line(":Zoe!z@h QUIT :bye"),))
    assert topic.text().startswith("Last seen at ")
