"""Out of rooms again, by oneself or by others."""

from __future__ import annotations

from desktop_chat.irc.message import parse_line
from tests.hub.harness import FINGERPRINT, HubHarness, commands_of, parse_lines


def test_joining_leaving_and_being_sent_out() -> None:
    harness = HubHarness()
    ann = harness.register("ann", "extended-join", rooms=["#tea"])
    bob = harness.connect()
    harness.send(bob, "NICK bob", "USER bob 0 * :Bob B")
    harness.run_until_idle()
    harness.read_lines(bob)
    lines = harness.exchange(bob, "JOIN #tea")
    assert commands_of(lines) == ["JOIN", "353", "366"]
    assert parse_line(harness.read_lines(ann)[0]).params == ("#tea", "*", "Bob B")
    assert commands_of(harness.exchange(bob, "KICK #tea ann")) == ["482"]
    assert parse_line(harness.exchange(ann, "KICK #tea bob :too loud")[0]).params == ("#tea", "bob", "too loud")
    assert commands_of(harness.read_lines(bob)) == ["KICK"]
    harness.exchange(bob, "JOIN #tea")
    harness.read_lines(ann)
    assert commands_of(harness.exchange(bob, "PART #tea :bye")) == ["PART"]
    assert parse_line(harness.read_lines(ann)[0]).params == ("#tea", "bye")


def test_several_are_sent_out_one_by_one() -> None:
    harness = HubHarness()
    ann, bob, cid = (harness.register(nick, rooms=["#tea", "#two"]) for nick in ("ann", "bob", "cid"))
    for seat in (ann, cid):
        harness.read_lines(seat)
    assert commands_of(harness.exchange(ann, "KICK #tea bob,nobody")) == ["KICK", "441"]
    assert parse_lines(harness.read_lines(cid))[0].params == ("#tea", "bob", "ann")
    assert commands_of(harness.exchange(ann, "KICK #tea,#two cid,cid :out")) == ["KICK", "KICK"]
    assert commands_of(harness.read_lines(bob))[-1] == "KICK"
    assert commands_of(harness.exchange(ann, "KICK #tea,#two bob")) == ["461"]


def test_rank_protects() -> None:
    harness = HubHarness()
    ann = harness.register("ann", fingerprint=FINGERPRINT, rooms=["#tea"])
    bob, cid = harness.register("bob", rooms=["#tea"]), harness.register("cid", rooms=["#tea"])
    harness.exchange(ann, "MODE #tea +h bob")
    harness.read_lines(bob)
    assert commands_of(harness.exchange(bob, "KICK #tea ann", "KICK #tea cid")) == ["482", "KICK"]
    assert commands_of(harness.read_lines(cid))[-1] == "KICK"


def test_join_zero_leaves_everything() -> None:
    harness = HubHarness()
    ann = harness.register("ann", rooms=["#a", "#b"])
    assert commands_of(harness.exchange(ann, "JOIN 0")) == ["PART", "PART"]
    assert harness.hub.room_count == 0
