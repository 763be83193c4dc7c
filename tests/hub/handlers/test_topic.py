"""What rooms are about."""

from __future__ import annotations

from desktop_chat.irc.message import parse_line
from desktop_chat.storage.records import ChannelState
from tests.hub.harness import HubHarness, commands_of


def test_topics_are_kept_and_wait_for_the_disk() -> None:
    harness = HubHarness()
    ann = harness.register("ann", rooms=["#tea"])
    outcome = harness.send(ann, "TOPIC #tea :Tea at four")
    assert any(isinstance(change, ChannelState) and change.topic == "Tea at four" for change in outcome.changes)
    assert harness.read_lines(ann) == []
    harness.send(ann, "TOPIC #tea")
    assert harness.read_lines(ann) == []  # nobody is shown what may yet be lost
    harness.run_until_idle()
    assert commands_of(harness.read_lines(ann)) == ["TOPIC", "332", "333"]


def test_only_leaders_set_a_locked_topic() -> None:
    harness = HubHarness()
    ann, bob = harness.register("ann", rooms=["#tea"]), harness.register("bob", rooms=["#tea"])
    assert commands_of(harness.exchange(bob, "TOPIC #tea :mine", "TOPIC #tea")) == ["482", "331"]
    harness.exchange(ann, "MODE #tea -t")
    harness.read_lines(bob)
    assert commands_of(harness.exchange(bob, "TOPIC #tea :mine", "TOPIC #tea")) == ["TOPIC", "332", "333"]
    long = "t" * 450
    (line,) = harness.exchange(ann, f"TOPIC #tea :{long}")[-1:]
    assert parse_line(line).params[1] == "t" * 390


def test_who_may_not_speak_sets_no_topic() -> None:
    harness = HubHarness()
    ann, bob = harness.register("ann", rooms=["#tea"]), harness.register("bob", rooms=["#tea"])
    harness.exchange(ann, "MODE #tea -t+b ~m:bob")
    harness.read_lines(bob)
    assert commands_of(harness.exchange(bob, "TOPIC #tea :mine")) == ["404"]
    harness.exchange(ann, "MODE #tea +v bob")
    harness.read_lines(bob)
    assert commands_of(harness.exchange(bob, "TOPIC #tea :mine")) == ["TOPIC"]
