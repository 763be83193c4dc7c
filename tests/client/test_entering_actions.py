"""Acts on a room that cannot be entered do nothing for other rooms, and nothing without a connection."""

from __future__ import annotations

import pytest

from desktop_chat.client.entry_problem import EntryProblem, Obstacle
from tests.client.session_harness import SessionHarness


@pytest.fixture
def harness() -> SessionHarness:
    made = SessionHarness()
    made.connect("", ":s 005 ann KNOCK :are")
    made.enter_room("#cake")
    made.record(made.session.join_channel("#tea"))
    made.receive(":s 473 ann #tea :Cannot join channel (+i)")
    made.sent.clear()
    return made


def do_all(harness: SessionHarness, room: str) -> None:
    harness.record(harness.session.knock(room))
    harness.record(harness.session.try_entering(room, 5))
    harness.record(harness.session.stop_trying(room))


@pytest.mark.parametrize("room", ["#cake", "#unknown", ""])
def test_entered_and_unknown_rooms_stay_as_they_are(harness: SessionHarness, room: str) -> None:
    do_all(harness, room)
    assert harness.sent == []
    assert harness.session.rooms["#cake"].wanted


def test_without_a_connection_nothing_is_sent(harness: SessionHarness) -> None:
    harness.record(harness.session.note_closed("cut", 5))
    do_all(harness, "#tea")
    assert harness.sent == []
    assert harness.session.rooms["#tea"].problem == EntryProblem(Obstacle.INVITATION)


def test_key_is_sent_with_the_next_attempt(harness: SessionHarness) -> None:
    harness.receive(":s 475 ann #tea :Cannot join channel (+k)")
    harness.record(harness.session.give_key("#tea", "tulip", 5))
    assert harness.sent == ["JOIN #tea tulip"]
    assert harness.session.rooms["#tea"].problem == EntryProblem(Obstacle.PASSWORD)  # until the server answers
    harness.receive(":s 475 ann #tea :Cannot join channel (+k)")
    assert harness.session.rooms["#tea"].problem == EntryProblem(Obstacle.PASSWORD, refused_key=True)


def test_impossible_key_is_said(harness: SessionHarness) -> None:
    harness.record(harness.session.give_key("#tea", "two words", 5))
    assert harness.sent == []
    assert "must not contain spaces" in harness.entries("#tea")[-1].text
