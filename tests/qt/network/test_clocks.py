"""Stamps from the future, and clocks that were ahead: what is said is counted, told and read all the same."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.client.archive import Archive
from desktop_chat.client.entry import Entry
from desktop_chat.client.history_loader import _Part, _Request
from desktop_chat.client.person import Person
from desktop_chat.clock import now_ms
from desktop_chat.irc.message import parse_line
from desktop_chat.qt.network import network as networks
from desktop_chat.qt.network.message_intake import IntakeTurns
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.notable_entries import NotableEntries
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.views.chat_window import ChatWindow
from tests.qt.scenes import Scene, Script, room_lines

FUTURE = "2099-01-01T00:00:00.000Z"
_numbers = itertools.count(1)


def stamp(seconds: float = 0) -> str:
    now = datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=seconds)
    return f"{now:%Y-%m-%dT%H:%M:%S}.{now.microsecond // 1000:03}Z"


def line(text: str, time: str = "", *, room: str = "#tea", msgid: bool = True) -> str:
    tags = f"time={time or stamp()}" + (f";msgid=c{next(_numbers)}" if msgid else "")
    return f"@{tags} :Bob!u@h PRIVMSG {room} :{text}"


def last(room: Room) -> Entry:
    return room.log.entry_at(len(room.log) - 1)


@pytest.fixture
def script() -> Script:
    """Two rooms; the server's answers tell its time."""
    made = Script(network="Clocks")
    for room in ("#lobby", "#tea"):
        own, *others = room_lines(room, ("Ann", "Bob"))
        made.lines += [f"@time={stamp()} {own}", *others]
    return made


@pytest.fixture
def network(made: Scene, script: Script) -> Network:
    return made.enter(script, entries=lambda network: bool(network.rooms.get("#tea")) and tea(network).state.joined)


@pytest.fixture
def window(qtbot: QtBot, made: Scene, network: Network) -> Iterator[ChatWindow]:
    chat = ChatWindow(made.controller)
    qtbot.addWidget(chat)
    with qtbot.waitActive(chat):
        chat.show()
        chat.activateWindow()
    chat.show_room(network, network.rooms["#lobby"])
    yield chat
    chat.hide()


def tea(network: Network) -> Room:
    return network.rooms["#tea"]


@pytest.mark.parametrize("msgid", [True, False])
def test_one_message_from_the_future_ends_no_counting(
    qtbot: QtBot, window: ChatWindow, network: Network, script: Script, msgid: bool
) -> None:
    room = tea(network)
    script.say(line("from the future", FUTURE, msgid=msgid))
    qtbot.waitUntil(lambda: room.unread == 1)
    assert last(room).time <= now_ms() + 1_000
    window.show_room(network, room)
    qtbot.waitUntil(lambda: room.unread == 0)
    window.show_room(network, network.rooms["#lobby"])
    script.say(line("hello", msgid=msgid), line("Ann: are you there?", msgid=msgid))
    qtbot.waitUntil(lambda: (room.unread, room.mentions) == (2, 1))
    assert last(room).text == "Ann: are you there?"
    first_unread = room.last_read()
    assert first_unread is not None
    assert [room.log.entry_at(i).text for i in range(len(room.log)) if room.log.entry_at(i).id == first_unread] == [
        "from the future"
    ]


def test_mention_is_notable_after_a_message_from_the_future(
    qtbot: QtBot, window: ChatWindow, network: Network, script: Script
) -> None:
    room = tea(network)
    script.say(line("from the future", FUTURE, msgid=False))
    qtbot.waitUntil(lambda: room.unread == 1)
    notable = NotableEntries(window.controller)
    with qtbot.waitSignal(notable.found) as found:
        script.say(line("Ann: look!", msgid=False))
    assert found.args is not None
    assert found.args[2].text == "Ann: look!"


def test_late_message_is_announced(qtbot: QtBot, window: ChatWindow, network: Network, script: Script) -> None:
    """Servers' clocks differ, and lines overtake each other."""
    room = tea(network)
    script.say(line("one", stamp(1), msgid=False))
    qtbot.waitUntil(lambda: room.unread == 1)
    with qtbot.waitSignal(network.entries_added) as added:
        script.say(line("Ann: two", stamp(-2), msgid=False))
    assert added.args is not None
    assert added.args[2] is True
    assert (room.unread, room.mentions) == (2, 1)


def test_a_message_from_the_future_stands_there_once(
    qtbot: QtBot, window: ChatWindow, network: Network, script: Script
) -> None:
    """The server tells it again, as history, at another time of ours."""
    room = tea(network)
    script.say(f"@time={FUTURE};msgid=future :Bob!u@h PRIVMSG #tea :from the future")
    qtbot.waitUntil(lambda: room.unread == 1)
    script.say(
        ":srv BATCH +h chathistory #tea",
        f"@batch=h;time={FUTURE};msgid=future :Bob!u@h PRIVMSG #tea :from the future",
        f"@batch=h;time={stamp(-60)};msgid=missed :Bob!u@h PRIVMSG #tea :missed",
        ":srv BATCH -h",
    )
    qtbot.waitUntil(lambda: room.unread == 2)
    texts = [room.log.entry_at(index).text for index in range(len(room.log)) if room.log.entry_at(index).nick == "Bob"]
    assert sorted(text for text in texts if "!" not in text) == ["from the future", "missed"]


@pytest.fixture
def archives(tmp_path: Path) -> Iterator[Callable[[], Archive]]:
    """The same archive, opened as often as somebody starts the program."""
    opened: list[Archive] = []

    def open_again() -> Archive:
        for archive in opened:
            archive.close()
        opened.append(Archive(tmp_path / "ahead.db"))
        return opened[-1]

    yield open_again
    for archive in opened:
        archive.close()


def start(archive: Archive) -> Network:
    return Network(
        "clocks", Person("Ann", "ann", "Ann"), archive, lambda: None, lambda _found: None, turns=IntakeTurns()
    )


def test_a_clock_that_was_ahead_ends_no_counting(
    qtbot: QtBot, archives: Callable[[], Archive], monkeypatch: pytest.MonkeyPatch
) -> None:
    """This computer's clock was years ahead while a server without stamps was talked to. Then it was set right."""
    right = now_ms
    monkeypatch.setattr(networks, "now_ms", lambda: right() + 10 * 365 * 86_400_000)
    network = start(archives())
    hear(network, ":Bob!u@h PRIVMSG #tea :while the clock was ahead")
    network.mark_read(tea(network))
    assert tea(network).unread == 0
    monkeypatch.setattr(networks, "now_ms", right)
    hear(network, ":Bob!u@h PRIVMSG #tea :Ann: and now?", enter=False)
    assert (tea(network).unread, tea(network).mentions) == (1, 1)
    again = start(archives())
    assert (tea(again).unread, tea(again).mentions) == (1, 1)


def hear(network: Network, said: str, *, enter: bool = True) -> None:
    """A server without capabilities, in memory: what it says goes through Session, archive and rooms as always."""
    lines = [":s 001 Ann :Welcome", ":s 422 Ann :-", ":Ann!a@h JOIN #tea", ":s 366 Ann #tea :-"] if enter else []
    if enter:
        network.on_begun()
        network.on_opened(None)
    network.on_received(tuple(map(parse_line, [*lines, said])))


def test_read_message_is_not_unread_after_a_restart(
    qtbot: QtBot, made: Scene, window: ChatWindow, network: Network, script: Script
) -> None:
    """Older pages have newer ids. Somebody scrolls up while something is unread, and the program ends."""
    room = tea(network)
    script.say(line("read"))
    qtbot.waitUntil(lambda: room.unread == 1)
    network.mark_read(room)
    script.say(line("unread"))
    qtbot.waitUntil(lambda: room.unread == 1)
    room.state.history_ends = False
    network.session._context.history._requests["#tea"] = _Request(_Part.OLDER, room.state.oldest)
    script.say(
        ":srv BATCH +h chathistory #tea",
        f"@batch=h;time={stamp(-600)};msgid=o1 :Bob!u@h PRIVMSG #tea :older, Ann",
        ":srv BATCH -h",
    )
    qtbot.waitUntil(lambda: any(room.log.entry_at(i).text == "older, Ann" for i in range(len(room.log))))
    assert room.unread == 1
    archive = made.controller.archive
    qtbot.waitUntil(lambda: archive.entry_count(network.network, "#tea") == len(room.log))
    record = archive.room(network.network, "#tea")
    assert record is not None
    assert [entry.text for entry in archive.read_unread(record, now_ms(), lambda texts: [True] * len(texts)).calls] == [
        "unread"
    ]
