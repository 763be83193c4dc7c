"""Long answers are given in portions: in order, as one answer, and others have their turn in between."""

from __future__ import annotations

from dataclasses import replace

from desktop_chat.hub.effort import PORTION
from desktop_chat.hub.live.user import Seat
from tests.hub.stage import MODERN, PRINT, SETTINGS, Stage, messages, numerics

ROOMS = 600


def _stage() -> tuple[Stage, Seat]:
    """A chat with many rooms, and who made them."""
    stage = Stage(replace(SETTINGS, limits_enabled=False))
    maker = stage.enter("maker")
    for first in range(0, ROOMS, 50):
        stage.talk(maker, "JOIN " + ",".join(f"#{number}" for number in range(first, first + 50)))
    return stage, maker


def test_a_labelled_answer_in_portions_is_one_batch() -> None:
    stage, _ = _stage()
    ann = stage.enter("ann", MODERN)
    lines = messages(stage.talk(ann, "@label=1 LIST"))
    assert (lines[0].command, lines[0].params[1], lines[0].tags["label"]) == ("BATCH", "labeled-response", "1")
    reference = lines[0].params[0][1:]
    assert lines[-1].params == (f"-{reference}",)
    assert all(line.tags["batch"] == reference for line in lines[1:-1])
    assert [line.params[1] for line in lines[2:-2]] == [f"#{number}" for number in range(ROOMS)]
    assert numerics(stage.talk(ann, "PING x")) == ["PONG"]


def test_others_have_their_turn_in_between_and_the_asker_waits() -> None:
    stage, maker = _stage()
    ann, bob = stage.enter("ann"), stage.enter("bob")
    stage.send(ann, "LIST")
    assert ann.paused
    assert stage.hub.receive_messages(ann, messages(["PING x"]), stage.now) == 0
    assert numerics(stage.talk(bob, "PING x")) == ["PONG"]
    assert not ann.paused
    assert numerics(stage.heard(ann))[-1] == "323"
    assert ann.owed > 0
    stage.send(ann, "LIST")
    stage.hub.detach_seat(ann, "gone", stage.now)
    stage.hub.detach_seat(maker, "gone", stage.now)
    stage.take()
    stage.settle()
    assert not stage.errands


def test_who_enters_many_rooms_hears_of_each_before_what_is_said_there() -> None:
    stage, maker = _stage()
    ann = stage.enter("ann", MODERN, fingerprint=PRINT)
    stage.send(ann, "@label=1 JOIN " + ",".join(f"#{number}" for number in range(60)))
    assert ann.paused
    while stage.errands:
        stage.send(maker, *(f"PRIVMSG #{number} :hi" for number in range(60)))
        stage.hub.go_on(stage.errands.pop(0), stage.now)
        stage.take()
    stage.send(maker, *(f"PRIVMSG #{number} :hi" for number in range(60)))
    stage.settle()
    inside: set[str] = set()
    for line in messages(stage.heard(ann)):
        if line.command == "JOIN":
            assert "batch" in line.tags
            inside.add(line.params[0])
        elif line.command == "PRIVMSG":
            assert line.params[0] in inside
    assert len(inside) == 60


def test_a_dear_command_is_paid_for_and_a_common_one_is_not() -> None:
    stage, _ = _stage()
    ann = stage.enter("ann")
    stage.talk(ann, "JOIN #1,#2,#3", "PRIVMSG #1 :hi", "WHOIS maker", "NAMES #1", "WHO #1", "TOPIC #1")
    assert ann.owed == 0
    stage.talk(ann, "LIST")
    assert ann.owed > 1


def test_values_of_a_crowd_are_looked_for_in_portions() -> None:
    """Most of a crowd says nothing of itself; to find that out is work too."""
    stage = Stage(replace(SETTINGS, limits_enabled=False))
    ann = stage.enter("ann", "draft/metadata-3 batch", rooms=["#big"])
    for number in range(PORTION + 100):
        stage.send(stage.connect(), f"NICK n{number}", f"USER n{number} 0 * :N", "JOIN #big")
    stage.settle()
    stage.heard(ann)
    for line in ("METADATA * SUB url", "METADATA #big SYNC"):
        stage.send(ann, line)
        assert ann.paused
        stage.settle()
        assert not ann.paused
        stage.heard(ann)
