"""Which messages are notable, with lines of a server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.client.entry import Entry
from desktop_chat.client.room_marks import NotificationRule, RoomMarks
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.notable_entries import NotableEntries
from desktop_chat.qt.network.room import Room
from tests.qt.scenes import Scene, Script, workshop


@pytest.fixture
def script() -> Script:
    return workshop()


@pytest.fixture
def found(qtbot: QtBot, made: Scene, network: Network, script: Script) -> Iterator[list[tuple[str, str]]]:
    """(room, text) of each notable entry, of those that come from now on."""
    say(qtbot, script, network)
    heard: list[tuple[str, str]] = []
    notable = NotableEntries(made.controller)

    def note(_network: Network, room: Room, entry: Entry) -> None:
        if not entry.text.startswith("fence"):
            heard.append((room.key, entry.text))

    notable.found.connect(note)
    yield heard
    notable.deleteLater()


def say(qtbot: QtBot, script: Script, network: Network, *lines: str) -> None:
    """Let the server say lines, and wait until the one behind them is there."""
    log = network.rooms["#lamps"].log
    fence = f"fence {len(log)}"
    script.say(*(f":Bob!u@192.168.1.31 PRIVMSG {line}" for line in (*lines, f"#lamps :{fence}")))
    qtbot.waitUntil(lambda: any(log.entry_at(index).text == fence for index in range(len(log))))


def test_mentions_and_direct_messages_are_notable(
    qtbot: QtBot, script: Script, network: Network, found: list[tuple[str, str]]
) -> None:
    say(qtbot, script, network, "#lobby :well", "#lobby :Ann: look", "Ann :hello you")
    assert found == [("#lobby", "Ann: look"), ("bob", "hello you")]


def test_the_rule_decides(
    qtbot: QtBot, made: Scene, script: Script, network: Network, found: list[tuple[str, str]]
) -> None:
    made.controller.settings.change_fields(notify_rooms="all")
    network.rooms["#lamps"].set_marks(RoomMarks(muted=True))
    say(qtbot, script, network, "#lobby :well")
    assert found == [("#lobby", "well")]
    made.controller.settings.change_fields(notify_rooms="none")
    say(qtbot, script, network, "#lobby :Ann: look", "Ann :and here")
    assert found[1:] == [("bob", "and here")]
    network.rooms["#lobby"].set_marks(RoomMarks(rule=NotificationRule.ALL))
    network.rooms["bob"].set_marks(RoomMarks(rule=NotificationRule.NONE))
    say(qtbot, script, network, "Ann :silence", "#lobby :tea")
    assert found.pop() == ("#lobby", "tea")
    network.rooms["bob"].set_marks(RoomMarks())
    made.controller.settings.change_fields(notify=False)
    say(qtbot, script, network, "Ann :nothing more")
    assert len(found) == 2
