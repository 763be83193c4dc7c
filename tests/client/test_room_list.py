"""The question for the server's rooms: the answer arrives in portions, and a refusal is told with its reason."""

from __future__ import annotations

import pytest

from desktop_chat.client.events import Event, ProgramCalled, RoomListEnded, RoomsListed
from desktop_chat.client.listed_room import ListedRoom
from desktop_chat.client.program_wish import ProgramWish
from desktop_chat.client.room_list import PORTION
from tests.client.session_harness import SessionHarness

TEA = ListedRoom("#tea", 3, "cups")
ANSWER = (":s 321 ann Channel :Users Name", ":s 322 ann #tea 3 :cups", ":s 323 ann :End")


@pytest.fixture
def harness() -> SessionHarness:
    made = SessionHarness()
    made.connect()
    made.sent.clear()
    return made


def ask(harness: SessionHarness, words: str = "") -> list[Event]:
    return harness.record(harness.session.list_rooms(words, harness.now))


def test_rooms_are_told_and_then_the_end(harness: SessionHarness) -> None:
    assert ask(harness) == []
    assert harness.sent == ["LIST"]
    assert harness.receive(*ANSWER) == [RoomsListed((TEA,)), RoomListEnded()]
    assert harness.entries("") == harness.entries("")[:1]  # no lines, only the server's greeting


def test_conditions_go_to_the_server(harness: SessionHarness) -> None:
    ask(harness, ">10,#*art*")
    assert harness.sent == ["LIST >10,#*art*"]


def test_each_portion_of_lines_is_told_at_once(harness: SessionHarness) -> None:
    ask(harness)
    assert harness.receive(ANSWER[1]) == [RoomsListed((TEA,))]
    told = harness.receive(*(f":s 322 ann #r{number} 1 :" for number in range(2 * PORTION + 1)))
    assert [len(event.rooms) for event in told if isinstance(event, RoomsListed)] == [PORTION, PORTION, 1]


def test_rooms_that_nobody_asked_for_are_ignored(harness: SessionHarness) -> None:
    assert harness.receive(*ANSWER) == []
    ask(harness)
    harness.receive(*ANSWER)
    assert harness.receive(*ANSWER) == []


@pytest.mark.parametrize(
    "line",
    [
        ":s 263 ann LIST :This command could not be completed",
        ":s 421 ann LIST :Unknown command",
        ":s 416 ann LIST :Too many matches",
    ],
)
def test_refusal_is_told_and_not_shown_in_a_room(harness: SessionHarness, line: str) -> None:
    ask(harness)
    (ended,) = harness.receive(line)
    assert isinstance(ended, RoomListEnded)
    assert ended.reason
    harness.sent.clear()
    ask(harness)
    assert harness.sent == ["LIST"]


def test_same_numeric_for_another_command_is_shown(harness: SessionHarness) -> None:
    ask(harness)
    harness.receive(":s 263 ann WHO :Please wait a while")
    assert harness.entries("")[-1].text == "WHO Please wait a while"


def test_question_during_an_answer_waits_for_its_end(harness: SessionHarness) -> None:
    ask(harness)
    harness.receive(ANSWER[1])
    ask(harness, ">5")
    assert harness.sent == ["LIST"]
    assert harness.receive(":s 322 ann #old 1 :", ":s 323 ann :End") == []
    assert harness.sent == ["LIST", "LIST >5"]
    assert harness.receive(*ANSWER) == [RoomsListed((TEA,)), RoomListEnded()]


def test_forgotten_question_is_asked_again(harness: SessionHarness) -> None:
    ask(harness)
    harness.now += 31_000
    ask(harness)
    assert harness.sent == ["LIST", "LIST"]


def test_question_without_a_connection_ends_with_the_reason() -> None:
    harness = SessionHarness()
    assert ask(harness) == [RoomListEnded("This works only while you are connected.")]


@pytest.mark.parametrize(
    ("typed", "words"), [("/list", ""), ("/list >5", ">5"), ("/quote LIST", ""), ("/raw list #a*", "#a*")]
)
def test_command_calls_the_list(harness: SessionHarness, typed: str, words: str) -> None:
    assert harness.record(harness.session.run_command("", typed, 5)) == [
        ProgramCalled("", ProgramWish.LIST_ROOMS, words)
    ]
    assert harness.sent == []
