"""The message of a link is looked for in the room, and in older history."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.irc.message import parse_line
from desktop_chat.qt.network.message_seeker import MessageSeeker
from desktop_chat.qt.network.network import Network
from tests.qt.scenes import Scene, Script, room_lines


@pytest.fixture
def network(made: Scene) -> Network:
    script = Script(lines=room_lines("#tea", ("Ann", "Bob")))
    return made.enter(script, entries=lambda network: "#tea" in network.rooms)


@pytest.fixture
def seeker(network: Network) -> MessageSeeker:
    return MessageSeeker(network)


def receive(network: Network, *lines: str) -> None:
    network.on_received(tuple(map(parse_line, lines)))


def test_known_message_is_found_at_once(qtbot: QtBot, network: Network, seeker: MessageSeeker) -> None:
    receive(network, "@msgid=m1 :Bob!b@h PRIVMSG #tea :here")
    with qtbot.waitSignal(seeker.found) as found:
        seeker.seek_message(network, "#TEA", "m1")
    assert found.args is not None
    assert (found.args[1].key, found.args[2].text) == ("#tea", "here")


def test_message_is_found_when_it_or_its_room_comes(qtbot: QtBot, network: Network, seeker: MessageSeeker) -> None:
    with qtbot.waitSignal(seeker.found):
        seeker.seek_message(network, "#tea", "m1")
        receive(network, "@msgid=m1 :Bob!b@h PRIVMSG #tea :here")
    with qtbot.waitSignal(seeker.found):
        seeker.seek_message(network, "#milk", "m2")
        receive(network, ":Ann!a@h JOIN #milk", "@msgid=m2 :Bob!b@h PRIVMSG #milk :there")


def test_new_search_and_stop_end_the_one_before(qtbot: QtBot, network: Network, seeker: MessageSeeker) -> None:
    seeker.seek_message(network, "#tea", "m1")
    seeker.seek_message(network, "#tea", "m2")
    with qtbot.assertNotEmitted(seeker.found):
        receive(network, "@msgid=m1 :Bob!b@h PRIVMSG #tea :one")
        seeker.stop()
        receive(network, "@msgid=m2 :Bob!b@h PRIVMSG #tea :two")


def test_room_whose_history_ends_has_no_such_message(qtbot: QtBot, network: Network, seeker: MessageSeeker) -> None:
    network.rooms["#tea"].state.history_ends = True
    with qtbot.waitSignal(seeker.failed):
        seeker.seek_message(network, "#tea", "m1")
