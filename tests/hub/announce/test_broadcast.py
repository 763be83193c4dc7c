"""Recipients of a broadcast by a handler."""

from __future__ import annotations

from tests.hub.harness import HubHarness, commands_of


def test_broadcast_reaches_each_seat_once_and_the_caller_under_its_label() -> None:
    harness = HubHarness()
    ann = harness.register("ann", "labeled-response batch message-tags", rooms=["#tea"])
    bob = harness.register("bob", rooms=["#tea"])
    harness.read_lines(ann)
    (line,) = harness.exchange(ann, "@label=x MODE #tea +i")
    assert "label=x" in line
    assert commands_of(harness.read_lines(bob)) == ["MODE"]


def test_broadcast_about_a_hidden_member_reaches_only_members_who_see() -> None:
    harness = HubHarness()
    ann = harness.register("ann", rooms=["#tea"])
    harness.exchange(ann, "MODE #tea +u")
    bob, cid = harness.register("bob", rooms=["#tea"]), harness.register("cid", rooms=["#tea"])
    harness.read_lines(ann)
    assert commands_of(harness.exchange(cid, "PART #tea")) == ["PART"]
    assert commands_of(harness.read_lines(ann)) == ["PART"]
    assert harness.read_lines(bob) == []
