"""Each action of a person sends its line."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room
from tests.patience import MILLISECONDS
from tests.qt.scenes import Scene, Script, room_lines

Act = Callable[[Network, Room], None]


@pytest.fixture
def script() -> Script:
    lines = [*room_lines("#tea", ("@Ann", "Bob")), "@msgid=m1 :Ann!ann@127.0.0.1 PRIVMSG #tea :mine"]
    return Script(lines=lines)


@pytest.fixture
def network(made: Scene, script: Script) -> Network:
    return made.enter(script, entries=is_complete)


def is_complete(network: Network) -> bool:
    room = network.rooms.get("#tea")
    return room is not None and room.find_by_msgid("m1") is not None


def edit(network: Network, room: Room) -> None:
    entry = room.find_by_msgid("m1")
    assert entry is not None
    network.edit_entry(room, entry, "ours")


def delete(network: Network, room: Room) -> None:
    entry = room.find_by_msgid("m1")
    assert entry is not None
    network.delete_entry(room, entry)


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        (lambda network, room: network.send_text(room, "/no command"), "PRIVMSG #tea :/no command"),
        (lambda network, room: network.send_text(room, "yes", answers="m1"), "+draft/reply=m1"),
        (edit, "ours"),
        (delete, "REDACT #tea m1"),
        (lambda network, room: network.join_channel("#milk"), "JOIN #milk"),
        (lambda network, room: network.give_key(room, "secret"), "JOIN #tea secret"),
        (lambda network, room: network.leave_room(room), "PART #tea"),
        (lambda network, room: network.set_topic(room, "Green today"), "TOPIC #tea :Green today"),
        (lambda network, room: network.set_nick("Anna"), "NICK Anna"),
        (lambda network, room: network.kick_member(room, "Bob"), "KICK #tea Bob"),
        (lambda network, room: network.run_command(room, "/me waves"), "\x01ACTION waves\x01"),
        (lambda network, room: network.note_typing(room, something=True), "TAGMSG #tea"),
    ],
)
def test_an_action_sends_its_line(qtbot: QtBot, network: Network, script: Script, act: Act, expected: str) -> None:
    act(network, network.rooms["#tea"])
    qtbot.waitUntil(lambda: expected.encode() in bytes(script.heard), timeout=MILLISECONDS)


def test_direct_messages_are_opened_without_a_line(network: Network) -> None:
    network.open_direct_messages("Bob")
    assert network.rooms["bob"].kind == "direct"


def test_a_failed_entry_is_sent_again(qtbot: QtBot, made: Scene, network: Network) -> None:
    room = network.rooms["#tea"]
    made.cut()
    network.send_text(room, "later")
    entry = next(entry for entry in map(room.log.entry_at, range(len(room.log))) if entry.text == "later")
    network.retry_entry(room, entry)
    assert room.current_entry(entry).text == "later"
