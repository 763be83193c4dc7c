"""Long answers in portions: in order, as one answer, while other Seats are served in between."""

from __future__ import annotations

from dataclasses import replace

from desktop_chat.hub.effort import PORTION
from desktop_chat.hub.live.user import Seat
from tests.hub.harness import FINGERPRINT, MODERN_CAPS, SETTINGS, HubHarness, commands_of, parse_lines

ROOMS = 600


def _harness() -> tuple[HubHarness, Seat]:
    """A chat with many rooms, and who made them."""
    harness = HubHarness(replace(SETTINGS, limits_enabled=False))
    maker = harness.register("maker")
    for first in range(0, ROOMS, 50):
        harness.exchange(maker, "JOIN " + ",".join(f"#{number}" for number in range(first, first + 50)))
    return harness, maker


def test_labeled_answer_in_portions_is_one_batch() -> None:
    harness, _ = _harness()
    ann = harness.register("ann", MODERN_CAPS)
    lines = parse_lines(harness.exchange(ann, "@label=1 LIST"))
    assert (lines[0].command, lines[0].params[1], lines[0].tags["label"]) == ("BATCH", "labeled-response", "1")
    reference = lines[0].params[0][1:]
    assert lines[-1].params == (f"-{reference}",)
    assert all(line.tags["batch"] == reference for line in lines[1:-1])
    assert [line.params[1] for line in lines[2:-2]] == [f"#{number}" for number in range(ROOMS)]
    assert commands_of(harness.exchange(ann, "PING x")) == ["PONG"]


def test_other_seats_are_served_between_portions() -> None:
    harness, maker = _harness()
    ann, bob = harness.register("ann"), harness.register("bob")
    harness.send(ann, "LIST")
    assert ann.paused
    assert harness.hub.receive_messages(ann, parse_lines(["PING x"]), harness.now) == 0
    assert commands_of(harness.exchange(bob, "PING x")) == ["PONG"]
    assert not ann.paused
    assert commands_of(harness.read_lines(ann))[-1] == "323"
    assert ann.owed > 0
    harness.send(ann, "LIST")
    harness.hub.detach_seat(ann, "gone", harness.now)
    harness.hub.detach_seat(maker, "gone", harness.now)
    harness.take_outcome()
    harness.run_until_idle()
    assert not harness.errands


def test_join_of_many_rooms_precedes_their_messages() -> None:
    harness, maker = _harness()
    ann = harness.register("ann", MODERN_CAPS, fingerprint=FINGERPRINT)
    harness.send(ann, "@label=1 JOIN " + ",".join(f"#{number}" for number in range(60)))
    assert ann.paused
    while harness.errands:
        harness.send(maker, *(f"PRIVMSG #{number} :hi" for number in range(60)))
        harness.hub.go_on(harness.errands.pop(0), harness.now)
        harness.take_outcome()
    harness.send(maker, *(f"PRIVMSG #{number} :hi" for number in range(60)))
    harness.run_until_idle()
    inside: set[str] = set()
    for line in parse_lines(harness.read_lines(ann)):
        if line.command == "JOIN":
            assert "batch" in line.tags
            inside.add(line.params[0])
        elif line.command == "PRIVMSG":
            assert line.params[0] in inside
    assert len(inside) == 60


def test_only_expensive_commands_cost_rate_limit() -> None:
    harness, _ = _harness()
    ann = harness.register("ann")
    harness.exchange(ann, "JOIN #1,#2,#3", "PRIVMSG #1 :hi", "WHOIS maker", "NAMES #1", "WHO #1", "TOPIC #1")
    assert ann.owed == 0
    harness.exchange(ann, "LIST")
    assert ann.owed > 1


def test_metadata_of_a_crowd_is_read_in_portions() -> None:
    """Most of a crowd says nothing of itself; to find that out is work too."""
    harness = HubHarness(replace(SETTINGS, limits_enabled=False))
    ann = harness.register("ann", "draft/metadata-3 batch", rooms=["#big"])
    for number in range(PORTION + 100):
        harness.send(harness.connect(), f"NICK n{number}", f"USER n{number} 0 * :N", "JOIN #big")
    harness.run_until_idle()
    harness.read_lines(ann)
    for line in ("METADATA * SUB url", "METADATA #big SYNC"):
        harness.send(ann, line)
        assert ann.paused
        harness.run_until_idle()
        assert not ann.paused
        harness.read_lines(ann)
