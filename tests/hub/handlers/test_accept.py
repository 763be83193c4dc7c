"""Whose words somebody takes who wants none of strangers."""

from __future__ import annotations

from tests.hub.harness import HubHarness, commands_of, parse_lines


def test_strangers_are_refused_until_they_are_accepted() -> None:
    harness = HubHarness()
    ann, bob = harness.register("ann"), harness.register("bob")
    harness.exchange(ann, "MODE ann +R")
    assert commands_of(harness.exchange(bob, "PRIVMSG ann :x", "NOTICE ann :x")) == ["477"]
    assert harness.exchange(ann, "ACCEPT bob") == []
    assert harness.exchange(bob, "PRIVMSG ann :x") == []
    assert commands_of(harness.read_lines(ann)) == ["PRIVMSG"]
    (listed, end) = parse_lines(harness.exchange(ann, "ACCEPT"))
    assert (listed.command, listed.params[-1], end.command) == ("281", "bob", "282")
    harness.exchange(ann, "ACCEPT -bob")
    assert commands_of(harness.exchange(bob, "PRIVMSG ann :x")) == ["477"]
    assert commands_of(harness.exchange(ann, "ACCEPT *", "ACCEPT nobody")) == ["282", "401"]


def test_who_is_written_to_may_answer() -> None:
    harness = HubHarness()
    ann, bob = harness.register("ann"), harness.register("bob")
    harness.exchange(ann, "MODE ann +R", "PRIVMSG bob :hello")
    harness.read_lines(bob)
    assert harness.exchange(bob, "PRIVMSG ann :hello yourself") == []
    assert commands_of(harness.read_lines(ann)) == ["PRIVMSG"]
