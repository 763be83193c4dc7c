"""A search in the archive and on servers at once."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.client.entry import EntryKind
from desktop_chat.qt.network.message_search import MessageSearch, SearchState
from desktop_chat.qt.network.network import Network
from tests.client.archive_searching import find
from tests.patience import MILLISECONDS
from tests.qt import scenes
from tests.qt.scenes import Scene, Script, pump_until, room_lines


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Script:
    monkeypatch.setattr(scenes, "_CAPABILITIES", f"{scenes._CAPABILITIES} soju.im/search")
    lines = [
        *room_lines("#tea", ("Ann", "Bob")),
        *room_lines("#milk", ("Ann", "Bob")),
        "@msgid=m1;time=2026-05-01T12:00:00.000Z :Bob!u@h PRIVMSG #tea :green tea",
        "@msgid=m2;time=2026-05-02T12:00:00.000Z :Bob!u@h PRIVMSG #milk :no tea",
    ]
    return Script(lines=lines)


@pytest.fixture
def network(made: Scene, script: Script) -> Network:
    network = made.enter(script, entries=lambda network: "#milk" in network.rooms)
    pump_until(lambda: len(find(made.controller.archive, "tea")) == 2)
    return network


@pytest.fixture
def search(made: Scene, network: Network) -> MessageSearch:
    return MessageSearch(made.controller.archive, lambda: made.controller.networks)


def states_of(search: MessageSearch) -> list[SearchState]:
    noted: list[SearchState] = []
    search.progressed.connect(noted.append)
    return noted


def texts(state: SearchState) -> list[str]:
    return [found.entry.text for found in state.results]


def answer(script: Script, *lines: str) -> None:
    """Answer the last question."""
    pump_until(lambda: b"SEARCH " in script.heard)
    label = script.heard.rpartition(b"@label=")[2].partition(b" ")[0].decode()
    script.say(f"@label={label} :srv BATCH +1 soju.im/search", *(f"@batch=1;{line}" for line in lines), ":srv BATCH -1")


def test_results_of_archive_and_server_are_joined(
    qtbot: QtBot, search: MessageSearch, script: Script, network: Network
) -> None:
    states = states_of(search)
    search.start_search("tea", None, None)
    qtbot.waitUntil(lambda: bool(states), timeout=MILLISECONDS)
    assert (texts(states[0]), states[0].complete) == (["no tea", "green tea"], False)
    answer(
        script,
        "msgid=m1;time=2026-05-01T12:00:00.000Z :Bob!u@h PRIVMSG #tea :green tea",
        "msgid=m0;time=2026-04-01T12:00:00.000Z :Bob!u@h PRIVMSG #Old :old tea",
    )
    qtbot.waitUntil(lambda: states[-1].complete, timeout=MILLISECONDS)
    assert texts(states[-1]) == ["no tea", "green tea", "old tea"]
    assert states[-1].results[-1].room == "#old"
    assert states[-1].results[-1].entry.kind is EntryKind.MESSAGE


def test_a_room_is_searched_by_its_name(qtbot: QtBot, search: MessageSearch, script: Script, network: Network) -> None:
    states = states_of(search)
    search.start_search("tea", network, network.rooms["#tea"])
    pump_until(lambda: b"SEARCH " in script.heard)
    assert b"SEARCH in=#tea;text=tea;limit=50\r\n" in script.heard
    assert texts(states[0]) == ["green tea"]


def test_filter_by_room_goes_beyond_the_shown_room(
    qtbot: QtBot, search: MessageSearch, script: Script, network: Network
) -> None:
    states = states_of(search)
    search.start_search("tea in:milk from:bob has:link", network, network.rooms["#tea"])
    pump_until(lambda: b"SEARCH " in script.heard)
    assert b"SEARCH in=#milk;from=bob;text=tea\\shttp;limit=50\r\n" in script.heard
    answer(
        script,
        "msgid=m8 :Bob!u@h PRIVMSG #milk :tea by https",
        "msgid=m9 :Bob!u@h PRIVMSG #milk :tea at https://tea.example",
    )
    qtbot.waitUntil(lambda: bool(states) and states[-1].complete, timeout=MILLISECONDS)
    assert texts(states[-1]) == ["tea at https://tea.example"]


def test_reason_of_the_server_is_told(qtbot: QtBot, search: MessageSearch, script: Script, network: Network) -> None:
    states = states_of(search)
    search.start_search("giraffe", network, None)
    pump_until(lambda: b"SEARCH " in script.heard)
    script.say(":srv FAIL SEARCH TOO_WIDE :Too many")
    qtbot.waitUntil(lambda: bool(states) and states[-1].complete, timeout=MILLISECONDS)
    assert (states[-1].results, states[-1].reason) == ((), "Too many")


def test_cut_ends_the_waiting(qtbot: QtBot, made: Scene, search: MessageSearch, script: Script) -> None:
    states = states_of(search)
    search.start_search("tea", None, None)
    pump_until(lambda: b"SEARCH " in script.heard)
    made.cut()
    qtbot.waitUntil(lambda: bool(states) and states[-1].complete, timeout=MILLISECONDS)
    assert texts(states[-1]) == ["no tea", "green tea"]
    search.start_search("green", None, None)
    qtbot.waitUntil(lambda: texts(states[-1]) == ["green tea"] and states[-1].complete, timeout=MILLISECONDS)


def test_patience_ends_the_waiting(qtbot: QtBot, search: MessageSearch, script: Script) -> None:
    states = states_of(search)
    search.start_search("tea", None, None)
    pump_until(lambda: b"SEARCH " in script.heard and bool(states))
    assert not states[-1].complete
    search.on_patience_ended()
    assert states[-1].complete


def test_later_search_replaces_an_earlier_one(qtbot: QtBot, search: MessageSearch, script: Script) -> None:
    states = states_of(search)
    search.start_search("tea", None, None)
    search.start_search("green", None, None)
    qtbot.waitUntil(lambda: bool(states), timeout=MILLISECONDS)
    assert {state.filters.words for state in states} == {"green"}
    search.start_search("", None, None)
    assert (states[-1].filters.is_empty, states[-1].complete, states[-1].results) == (True, True, ())
