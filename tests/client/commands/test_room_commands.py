"""Commands that enter, leave and describe rooms."""

from __future__ import annotations

import pytest

from desktop_chat.client.events import RoomRemoved
from tests.client.commands.command_harness import CommandHarness, answers


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("/part", "PART #room"),
        ("/leave see you", "PART #room see you"),
        ("/part #tea see you", "PART #tea see you"),
        ("/topic #tea Earl Grey", "TOPIC #tea Earl Grey"),
        ("/invite bob #tea", "INVITE bob #tea"),
        ("/knock secret let me in", "KNOCK #secret let me in"),
        ("/knock", "KNOCK #room"),
        ("/j secret key", "JOIN #secret key"),
    ],
)
def test_command_becomes_its_line(typed: str, line: str) -> None:
    harness = CommandHarness()
    harness.enter_room("#tea", "bob")
    harness.type_command(typed)
    assert harness.plain_lines() == [line]


def test_cycle_keeps_the_room_open_and_its_password() -> None:
    harness = CommandHarness()
    harness.type_command("/join #tea secret")
    harness.receive(":ann!u@h JOIN #tea", ":s 353 ann = #tea :ann bob", ":s 366 ann #tea :end")
    harness.type_command("/hop", "#tea")
    assert harness.plain_lines() == ["PART #tea", "JOIN #tea secret"]
    events = harness.receive(
        ":ann!u@h PART #tea", ":ann!u@h JOIN #tea", ":s 353 ann = #tea :ann bob", ":s 366 ann #tea :end"
    )
    assert not [event for event in events if isinstance(event, RoomRemoved)]
    room = harness.session.rooms["#tea"]
    assert (room.joined, sorted(room.members)) == (True, ["ann", "bob"])


def test_answer_to_a_knock_is_shown_where_it_was_typed() -> None:
    harness = CommandHarness()
    harness.type_command("/knock secret")
    events = harness.receive(":s 711 ann #secret :Your knock was delivered.")
    assert answers(events) == ["The moderators of #secret were asked to let you in."]


def test_topic_of_another_room_is_shown_here() -> None:
    harness = CommandHarness()
    harness.enter_room("#tea")
    harness.receive(":bob!b@h TOPIC #tea :cups")
    assert answers(harness.type_command("/topic #tea")) == ["The topic is: cups"]
    assert answers(harness.type_command("/topic")) == ["No topic is set."]
