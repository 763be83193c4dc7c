"""The messages that call a person are gathered from all rooms of all servers."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.client.archive_records import SearchResult
from desktop_chat.irc.message import parse_line
from desktop_chat.qt.models.mention_list import find_mentions
from desktop_chat.qt.network.network import Network
from tests.qt.scenes import Scene, Script, room_lines

ROOMS = [*room_lines("#tea", ("Ann", "Bob")), *room_lines("#milk", ("Ann", "Bob"))]


@pytest.fixture
def network(made: Scene) -> Network:
    return made.enter(Script(lines=ROOMS), entries=lambda network: "#milk" in network.rooms)


def receive(network: Network, *lines: str) -> None:
    network.on_received(tuple(map(parse_line, lines)))


def mentions(qtbot: QtBot, made: Scene) -> list[SearchResult]:
    written: list[bool] = []
    made.controller.archive.flush(lambda: written.append(True))
    qtbot.waitUntil(lambda: bool(written))
    return find_mentions(made.controller.archive, made.controller.networks)


def test_names_words_and_replies_of_all_rooms_are_found(qtbot: QtBot, made: Scene, network: Network) -> None:
    other = made.enter(Script(network="Family", lines=ROOMS), entries=lambda network: "#milk" in network.rooms)
    made.controller.set_mention_words(["laser"])
    receive(
        network,
        "@msgid=m1;time=2026-01-01T10:00:01.000Z :Ann!a@h PRIVMSG #tea :who has the key? ann wonders",
        "@msgid=m2;time=2026-01-01T10:00:02.000Z :Bob!b@h PRIVMSG #tea :Ann, look in the kitchen",
        "@msgid=m3;time=2026-01-01T10:00:03.000Z;+draft/reply=m1 :Bob!b@h PRIVMSG #tea :not me",
        "@msgid=m4;time=2026-01-01T10:00:04.000Z :Bob!b@h PRIVMSG #milk :Anna has the lasers",
        "@msgid=m5;time=2026-01-01T10:00:05.000Z :Bob!b@h PRIVMSG #milk :the laser is free",
    )
    receive(other, "@msgid=m1;time=2026-01-01T10:00:06.000Z :Bob!b@h PRIVMSG #tea :\x02Ann\x02?")
    found = mentions(qtbot, made)
    assert [(one.network, one.room, one.entry.text) for one in found] == [
        (other.network, "#tea", "\x02Ann\x02?"),
        (network.network, "#milk", "the laser is free"),
        (network.network, "#tea", "not me"),
        (network.network, "#tea", "Ann, look in the kitchen"),
    ]
    network.block_person("Bob")
    assert [one.network for one in mentions(qtbot, made)] == [other.network]


def test_message_with_several_names_is_listed_once(qtbot: QtBot, made: Scene, network: Network) -> None:
    made.controller.set_mention_words(["tea", "cups"])
    receive(network, "@msgid=m1 :Bob!b@h PRIVMSG #tea :Ann, tea in cups?")
    assert len(mentions(qtbot, made)) == 1
