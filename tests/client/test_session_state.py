"""The state behind a Session: rooms, strangers, clocks, and texts that no line can carry."""

from __future__ import annotations

import itertools

import pytest

from desktop_chat.client import collection_limits
from desktop_chat.client.entry import Entry, EntryKind
from desktop_chat.client.events import MemberChanged, MemberRemoved, RoomAdded, RoomKeyChanged, RoomRemoved
from desktop_chat.client.pacing import PacingQueue
from desktop_chat.client.person import Person
from desktop_chat.client.phase import Phase
from desktop_chat.client.room_state import SERVER_ROOM
from desktop_chat.client.session_state import SessionState
from desktop_chat.irc.message import parse_line
from tests.client.session_harness import SessionHarness

NOW = 1_700_000_000_000


@pytest.fixture
def state() -> SessionState:
    ids = itertools.count(1)
    made = SessionState(
        "net", Person("ann", "ann", "Ann"), ids=lambda: next(ids), tokens=lambda: "0" * 32, pacing=PacingQueue()
    )
    made.now = NOW
    made.phase = Phase.ONLINE
    return made


def test_room_is_opened_once_under_its_folded_name(state: SessionState) -> None:
    room = state.open_room("#Tea")
    assert state.open_room("#tea") is room
    assert state.find_room("#TEA") is room
    assert state.find_channel("#tea") is room
    assert state.find_channel(SERVER_ROOM) is None
    assert state.drain_events() == [RoomAdded("#tea")]
    assert state.drain_events() == []


def test_closed_room_comes_back_with_what_was_known_of_it(state: SessionState) -> None:
    room = state.open_room("#tea")
    state.add_entry(room, Entry(7, EntryKind.MESSAGE, NOW, "bob", "hello", msgid="m1"))
    room.caught_up = True
    state.drain_events()
    state.close_room(room)
    assert state.drain_events() == [RoomRemoved("#tea")]
    assert state.find_room("#tea") is None
    again = state.open_room("#tea")
    assert again is not room
    assert again.newest == ("m1", NOW)


def test_strangers_beyond_a_few_are_requests_and_the_oldest_request_goes(
    state: SessionState, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collection_limits, "STRANGERS", 2)
    monkeypatch.setattr(collection_limits, "REQUESTS", 2)
    rooms = [state.room_of_writer(f"stranger{number}") for number in range(5)]
    assert [room.request for room in rooms] == [False, False, True, True, True]
    assert state.find_room("stranger2") is None
    assert state.find_room("stranger4") is rooms[4]
    state.accept_request(rooms[4])
    assert not rooms[4].request
    assert rooms[4].answered


@pytest.mark.parametrize("params", [("#tea\r\nQUIT", "x"), ("", "x"), ("two words", "x"), (":colon", "x")])
def test_message_that_no_line_can_carry_is_dropped_and_counted(state: SessionState, params: tuple[str, ...]) -> None:
    state.send("PRIVMSG", *params)
    assert state.dropped == 1
    assert state.pacing.take_all() == ([], [])


def test_clock_of_the_server_is_learned_from_an_answer(state: SessionState) -> None:
    assert state.local_time == NOW
    state.compare_clocks(parse_line("@time=2023-11-14T22:13:30.000Z :s PONG x"))
    assert state.local_time == NOW + 10_000
    late = parse_line("@time=2023-11-14T22:13:00.000Z :bob!u@h PRIVMSG #tea :hi")
    assert state.time_of(late) == NOW - 20_000
    future = parse_line("@time=2033-11-14T22:13:00.000Z :bob!u@h PRIVMSG #tea :hi")
    assert state.time_of(future) == state.local_time


def test_key_is_reported_once(state: SessionState) -> None:
    room = state.open_room("#tea")
    state.drain_events()
    state.keep_channel_key(room, "milk")
    state.keep_channel_key(room, "milk")
    assert state.drain_events() == [RoomKeyChanged("#tea", "milk")]
    state.close_room(room)
    assert state.open_room("#tea").channel_key == "milk"


def test_renamed_member_is_one_member() -> None:
    harness = SessionHarness()
    harness.connect()
    harness.enter_room("#tea", "bob")
    room = harness.session.rooms["#tea"]
    events = harness.receive(":bob!u@h NICK rob")
    assert [event.nick for event in events if isinstance(event, MemberChanged)] == ["bob"]
    assert set(room.members) == {"ann", "rob"}
    events = harness.receive(":rob!u@h QUIT :bye")
    assert [event.nick for event in events if isinstance(event, MemberRemoved)] == ["rob"]
