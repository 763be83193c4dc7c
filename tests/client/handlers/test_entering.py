"""Rooms that cannot be entered: the reason is known, and what helps is done: another attempt, a knock, a login."""

from __future__ import annotations

import pytest

from desktop_chat.client.entry import DeliveryState
from desktop_chat.client.entry_problem import EntryProblem, Obstacle
from desktop_chat.client.events import EntryAdded, EntryRefused, RoomChanged
from desktop_chat.client.room_state import RoomState
from tests.client.session_harness import PacedSessionHarness, SessionHarness


@pytest.fixture
def harness() -> SessionHarness:
    made = SessionHarness()
    made.connect("", ":s 005 ann KNOCK :are")
    made.record(made.session.join_channel("#tea"))
    made.sent.clear()
    return made


def tea(harness: SessionHarness) -> RoomState:
    return harness.session.rooms["#tea"]


def obstacle(harness: SessionHarness) -> Obstacle | None:
    problem = tea(harness).problem
    return problem.obstacle if problem is not None else None


def joins(harness: SessionHarness) -> list[str]:
    return [line for line in harness.sent if line.startswith("JOIN ")]


REFUSALS = [
    ("403", Obstacle.NO_SUCH_ROOM, False),
    ("405", Obstacle.TOO_MANY_ROOMS, False),
    ("437", Obstacle.UNAVAILABLE, True),
    ("471", Obstacle.FULL, True),
    ("473", Obstacle.INVITATION, False),
    ("474", Obstacle.BANNED, False),
    ("475", Obstacle.PASSWORD, True),
    ("476", Obstacle.NO_SUCH_ROOM, False),
    ("477", Obstacle.ACCOUNT, True),
    ("489", Obstacle.ENCRYPTION, False),
    ("495", Obstacle.UNAVAILABLE, True),
    ("519", Obstacle.OPERATORS, False),
    ("520", Obstacle.OPERATORS, False),
]


@pytest.mark.parametrize(("number", "kind", "wanted"), REFUSALS)
def test_refusal_names_the_obstacle(harness: SessionHarness, number: str, kind: Obstacle, wanted: bool) -> None:
    events = harness.receive(f":s {number} ann #tea :Cannot join channel")
    assert obstacle(harness) is kind
    assert tea(harness).wanted is wanted
    assert RoomChanged("#tea") in events
    assert len(harness.entries("#tea")) == 1
    harness.receive(":ann!u@h JOIN #tea")
    assert tea(harness).problem is None


@pytest.mark.parametrize(
    ("words", "kind", "wanted"),
    [
        ("Cannot join channel (+l) -- Channel is full, try later", Obstacle.FULL, True),
        ("Cannot join channel (+R) -- Registered users only", Obstacle.ACCOUNT, True),
        ("Cannot join channel (+z) -- SSL connections only", Obstacle.ENCRYPTION, False),
        ("Cannot join channel (+O) -- IRC opers only", Obstacle.OPERATORS, False),
        ("Cannot join channel (+j)", Obstacle.UNAVAILABLE, True),
    ],
)
def test_mode_in_a_refusal_of_ngircd_names_the_obstacle(
    harness: SessionHarness, words: str, kind: Obstacle, wanted: bool
) -> None:
    harness.receive(f":s 471 ann #tea :{words}")
    assert obstacle(harness) is kind
    assert tea(harness).wanted is wanted


def test_refusal_is_not_archived(harness: SessionHarness) -> None:
    told = [event for event in harness.receive(":s 474 ann #tea :Banned") if isinstance(event, EntryAdded)]
    assert [type(event) for event in told] == [EntryRefused]


def test_refusal_about_a_room_in_which_we_are_is_no_obstacle(harness: SessionHarness) -> None:
    harness.enter_room()
    harness.receive(":s 471 ann #tea :Cannot join channel")
    assert tea(harness).problem is None


def test_full_room_is_tried_again_until_it_opens() -> None:
    harness = PacedSessionHarness()
    harness.enter_solanum("", "#cake")
    harness.record(harness.session.join_channel("#tea"))
    harness.now = 5_000
    harness.receive(":s 471 ann #tea :Cannot join channel (+l)")
    assert tea(harness).problem == EntryProblem(Obstacle.FULL, retry_at=20_000)
    harness.sent.clear()
    harness.pass_time(15_000)
    assert joins(harness) == ["JOIN #tea"]
    harness.receive(":s 471 ann #tea :Cannot join channel (+l)")
    assert tea(harness).problem == EntryProblem(Obstacle.FULL, retry_at=35_000)
    assert len(harness.entries("#tea")) == 1  # not told again
    harness.receive(":ann!u@h JOIN #tea")
    harness.sent.clear()
    harness.pass_time(1_000_000)
    assert joins(harness) == []


def test_person_tries_at_once_or_stops_trying() -> None:
    harness = PacedSessionHarness()
    harness.enter_solanum("", "#cake")
    harness.record(harness.session.join_channel("#tea"))
    harness.receive(":s 471 ann #tea :Cannot join channel (+l)")
    harness.sent.clear()
    harness.record(harness.session.try_entering("#tea", 1000))
    harness.pass_time(100_000)
    assert joins(harness) == ["JOIN #tea"]
    harness.receive(":s 471 ann #tea :Cannot join channel (+l)")
    assert len(harness.entries("#tea")) == 2  # the person asked, and is answered
    harness.sent.clear()
    harness.record(harness.session.stop_trying("#tea"))
    assert tea(harness).problem == EntryProblem(Obstacle.FULL)
    harness.pass_time(1_000_000)
    assert joins(harness) == []
    harness.record(harness.session.note_closed("cut", 5))
    harness.connect()
    assert "JOIN #tea" not in harness.sent


def test_attempt_is_not_announced_after_a_cut() -> None:
    harness = PacedSessionHarness()
    harness.enter_solanum("", "#cake")
    harness.record(harness.session.join_channel("#tea"))
    harness.receive(":s 471 ann #tea :Cannot join channel (+l)")
    harness.record(harness.session.note_closed("cut", 5))
    assert tea(harness).problem == EntryProblem(Obstacle.FULL)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (":bob!u@h KICK #tea ann :too loud", EntryProblem(Obstacle.KICKED, by="bob", reason="too loud")),
        (":bob!u@h KICK #tea ann :bob", EntryProblem(Obstacle.KICKED, by="bob")),
        (":bob!u@h KICK #tea ann :ann", EntryProblem(Obstacle.KICKED, by="bob")),
        (":ann!u@h PART #tea :Removed by bob", EntryProblem(Obstacle.REMOVED, reason="Removed by bob")),
    ],
)
def test_removed_person_knows_why_and_returns_on_demand(
    harness: SessionHarness, line: str, problem: EntryProblem
) -> None:
    harness.enter_room()
    harness.receive(line)
    assert tea(harness).problem == problem
    harness.record(harness.session.note_closed("cut", 5))
    harness.sent.clear()
    harness.connect()
    assert "JOIN #tea" not in harness.sent
    assert tea(harness).problem == problem
    harness.record(harness.session.try_entering("#tea", 10))
    assert harness.sent[-1] == "JOIN #tea"


def test_knock_opens_the_room_once_we_are_invited(harness: SessionHarness) -> None:
    harness.receive(":s 473 ann #tea :Cannot join channel (+i)")
    assert harness.session.can_knock()
    harness.record(harness.session.knock("#tea"))
    assert harness.sent == ["KNOCK #tea :May I come in?"]
    assert tea(harness).problem == EntryProblem(Obstacle.INVITATION, knocked=True)
    harness.receive(":s 711 ann #tea :Your KNOCK has been delivered.")
    assert joins(harness) == []
    harness.receive(":bob!u@h INVITE ann #tea")
    assert joins(harness) == ["JOIN #tea"]


def test_invitation_without_a_knock_enters_nothing(harness: SessionHarness) -> None:
    harness.receive(":s 473 ann #tea :Cannot join channel (+i)", ":bob!u@h INVITE ann #tea")
    assert joins(harness) == []


def test_refused_knock_can_be_repeated(harness: SessionHarness) -> None:
    harness.receive(":s 473 ann #tea :Cannot join channel (+i)")
    harness.record(harness.session.knock("#tea"))
    harness.receive(":s 712 ann #tea :Too many KNOCKs")
    assert tea(harness).problem == EntryProblem(Obstacle.INVITATION)
    assert harness.entries("#tea")[-1].text == "Too many KNOCKs"
    harness.record(harness.session.knock("#tea"))
    harness.receive(":s 713 ann #tea :Channel is open")
    assert joins(harness) == ["JOIN #tea"]


def test_knock_typed_as_a_command_counts_too(harness: SessionHarness) -> None:
    harness.receive(":s 473 ann #tea :Cannot join channel (+i)", ":s 711 ann #tea :Your KNOCK has been delivered.")
    assert tea(harness).problem == EntryProblem(Obstacle.INVITATION, knocked=True)
    harness.receive(":s 711 ann #cake :Your KNOCK has been delivered.")
    assert harness.entries("")[-1].text == "The moderators of #cake were asked to let you in."


def test_mode_against_knocks_tells_that_there_are_knocks() -> None:
    harness = SessionHarness()
    harness.connect("", ":s 005 ann CHANMODES=b,k,l,Kimnpst :are")
    assert harness.session.can_knock()


def test_server_without_knocks_is_not_asked() -> None:
    harness = SessionHarness()
    harness.connect()
    harness.record(harness.session.join_channel("#tea"))
    harness.receive(":s 473 ann #tea :Cannot join channel (+i)")
    harness.sent.clear()
    harness.record(harness.session.knock("#tea"))
    assert harness.sent == []


def test_login_opens_rooms_for_accounts(harness: SessionHarness) -> None:
    harness.record(harness.session.join_channel("#cake"))
    harness.receive(":s 477 ann #tea :Cannot join channel (+r)", ":s 474 ann #cake :Cannot join channel (+b)")
    harness.sent.clear()
    harness.receive(":s 900 ann ann!u@h ann :You are now logged in as ann")
    assert joins(harness) == ["JOIN #tea"]


def test_messages_that_wait_for_a_shut_room_fail(harness: SessionHarness) -> None:
    harness.record(harness.session.send_text("#tea", "hello", 5))
    harness.receive(":s 474 ann #tea :Cannot join channel (+b)")
    assert harness.entries("#tea")[0].state is DeliveryState.FAILED
