"""What people say about themselves."""

from __future__ import annotations

from tests.hub.harness import HubHarness, commands_of, parse_lines


def test_away_is_told_to_those_who_ask_for_it() -> None:
    harness = HubHarness()
    ann, bob, cid = (
        harness.register(nick, caps, rooms=["#tea"])
        for nick, caps in (("ann", ""), ("bob", "away-notify"), ("cid", ""))
    )
    for seat in (ann, bob):
        harness.read_lines(seat)
    assert commands_of(harness.exchange(ann, "AWAY :lunch", "AWAY :lunch", "AWAY")) == ["306", "306", "305"]
    assert [line.params for line in parse_lines(harness.read_lines(bob))] == [("lunch",), ()]
    assert "AWAY" not in commands_of(harness.read_lines(cid))


def test_a_real_name_can_be_changed() -> None:
    harness = HubHarness()
    ann, bob = harness.register("ann", "setname", rooms=["#tea"]), harness.register("bob", rooms=["#tea"])
    harness.read_lines(ann)
    assert parse_lines(harness.exchange(ann, "SETNAME :Ann\x07 B"))[0].params == ("Ann B",)
    assert "SETNAME" not in commands_of(harness.read_lines(bob))
    assert parse_lines(harness.exchange(ann, "WHOIS ann"))[0].params[-1] == "Ann B"
    assert parse_lines(harness.exchange(ann, "SETNAME :\x01"))[0].params[:2] == ("SETNAME", "INVALID_REALNAME")
    assert parse_lines(harness.exchange(ann, "SETNAME :" + "x" * 200))[0].command == "FAIL"
