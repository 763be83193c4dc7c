"""Being told when somebody comes and goes."""

from __future__ import annotations

from tests.hub.stage import Stage, messages, numerics


def test_comings_and_goings_and_other_names_are_told() -> None:
    stage = Stage()
    ann = stage.enter("ann")
    assert [(line.command, line.params[-1]) for line in messages(stage.talk(ann, "MONITOR + bob,cid,ann"))] == [
        ("730", "ann!ann@127.0.0.1"),
        ("731", "bob,cid"),
    ]
    bob = stage.enter("bob")
    assert messages(stage.heard(ann))[0].params == ("ann", "bob!bob@127.0.0.1")
    stage.talk(bob, "NICK Bob")
    assert stage.heard(ann) == []  # the same person to whoever compares names
    stage.talk(bob, "NICK cid")
    assert [(line.command, line.params[-1]) for line in messages(stage.heard(ann))] == [
        ("731", "Bob"),
        ("730", "cid!bob@127.0.0.1"),
    ]
    stage.talk(bob, "QUIT")
    assert messages(stage.heard(ann))[0].params == ("ann", "cid")


def test_the_list_can_be_asked_for_and_cleared() -> None:
    stage = Stage()
    ann = stage.enter("ann")
    stage.talk(ann, "MONITOR + Bob,cid,not:a!nick")
    assert [line.params[-1] for line in messages(stage.talk(ann, "MONITOR L"))] == ["Bob,cid", "End of MONITOR list"]
    assert numerics(stage.talk(ann, "MONITOR S")) == ["731"]
    stage.talk(ann, "MONITOR - bob", "MONITOR C")
    assert numerics(stage.talk(ann, "MONITOR L")) == ["733"]
    assert numerics(stage.talk(ann, "MONITOR ?")) == ["400"]


def test_too_many_are_refused_by_name() -> None:
    stage = Stage()
    ann = stage.enter("ann")
    many = [",".join(f"n{number}" for number in range(first, first + 60)) for first in (0, 60)]
    stage.talk(ann, f"MONITOR + {many[0]}")
    last = stage.talk(ann, f"MONITOR + {many[1]}")
    full = next(line for line in messages(last) if line.command == "734")
    assert full.params[1:3] == ("100", ",".join(f"n{number}" for number in range(100, 120)))


def test_news_of_those_who_are_watched_reach_who_asked_for_them() -> None:
    stage = Stage()
    ann = stage.enter("ann", "extended-monitor away-notify setname")
    cid = stage.enter("cid", "away-notify")
    for watcher in (ann, cid):
        stage.talk(watcher, "MONITOR + bob")
    bob = stage.enter("bob", "setname")
    stage.heard(ann), stage.heard(cid)
    stage.talk(bob, "AWAY :lunch", "SETNAME :Bobby")
    assert numerics(stage.heard(ann)) == ["AWAY", "SETNAME"]
    assert stage.heard(cid) == []
