"""Being told when somebody comes and goes."""

from __future__ import annotations

from tests.hub.harness import HubHarness, commands_of, parse_lines


def test_comings_and_goings_and_other_names_are_told() -> None:
    harness = HubHarness()
    ann = harness.register("ann")
    assert [
        (line.command, line.params[-1]) for line in parse_lines(harness.exchange(ann, "MONITOR + bob,cid,ann"))
    ] == [
        ("730", "ann!ann@127.0.0.1"),
        ("731", "bob,cid"),
    ]
    bob = harness.register("bob")
    assert parse_lines(harness.read_lines(ann))[0].params == ("ann", "bob!bob@127.0.0.1")
    harness.exchange(bob, "NICK Bob")
    assert harness.read_lines(ann) == []  # the same person to whoever compares names
    harness.exchange(bob, "NICK cid")
    assert [(line.command, line.params[-1]) for line in parse_lines(harness.read_lines(ann))] == [
        ("731", "Bob"),
        ("730", "cid!bob@127.0.0.1"),
    ]
    harness.exchange(bob, "QUIT")
    assert parse_lines(harness.read_lines(ann))[0].params == ("ann", "cid")


def test_the_list_can_be_asked_for_and_cleared() -> None:
    harness = HubHarness()
    ann = harness.register("ann")
    harness.exchange(ann, "MONITOR + Bob,cid,not:a!nick")
    assert [line.params[-1] for line in parse_lines(harness.exchange(ann, "MONITOR L"))] == [
        "Bob,cid",
        "End of MONITOR list",
    ]
    assert commands_of(harness.exchange(ann, "MONITOR S")) == ["731"]
    harness.exchange(ann, "MONITOR - bob", "MONITOR C")
    assert commands_of(harness.exchange(ann, "MONITOR L")) == ["733"]
    assert commands_of(harness.exchange(ann, "MONITOR ?")) == ["400"]


def test_too_many_are_refused_by_name() -> None:
    harness = HubHarness()
    ann = harness.register("ann")
    many = [",".join(f"n{number}" for number in range(first, first + 60)) for first in (0, 60)]
    harness.exchange(ann, f"MONITOR + {many[0]}")
    last = harness.exchange(ann, f"MONITOR + {many[1]}")
    full = next(line for line in parse_lines(last) if line.command == "734")
    assert full.params[1:3] == ("100", ",".join(f"n{number}" for number in range(100, 120)))


def test_news_of_those_who_are_watched_reach_who_asked_for_them() -> None:
    harness = HubHarness()
    ann = harness.register("ann", "extended-monitor away-notify setname")
    cid = harness.register("cid", "away-notify")
    for watcher in (ann, cid):
        harness.exchange(watcher, "MONITOR + bob")
    bob = harness.register("bob", "setname")
    harness.read_lines(ann), harness.read_lines(cid)
    harness.exchange(bob, "AWAY :lunch", "SETNAME :Bobby")
    assert commands_of(harness.read_lines(ann)) == ["AWAY", "SETNAME"]
    assert harness.read_lines(cid) == []
