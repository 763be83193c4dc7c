"""Whose words somebody takes who wants none of strangers."""

from __future__ import annotations

from tests.hub.stage import Stage, messages, numerics


def test_strangers_are_refused_until_they_are_accepted() -> None:
    stage = Stage()
    ann, bob = stage.enter("ann"), stage.enter("bob")
    stage.talk(ann, "MODE ann +R")
    assert numerics(stage.talk(bob, "PRIVMSG ann :x", "NOTICE ann :x")) == ["477"]
    assert stage.talk(ann, "ACCEPT bob") == []
    assert stage.talk(bob, "PRIVMSG ann :x") == []
    assert numerics(stage.heard(ann)) == ["PRIVMSG"]
    (listed, end) = messages(stage.talk(ann, "ACCEPT"))
    assert (listed.command, listed.params[-1], end.command) == ("281", "bob", "282")
    stage.talk(ann, "ACCEPT -bob")
    assert numerics(stage.talk(bob, "PRIVMSG ann :x")) == ["477"]
    assert numerics(stage.talk(ann, "ACCEPT *", "ACCEPT nobody")) == ["282", "401"]


def test_who_is_written_to_may_answer() -> None:
    stage = Stage()
    ann, bob = stage.enter("ann"), stage.enter("bob")
    stage.talk(ann, "MODE ann +R", "PRIVMSG bob :hello")
    stage.heard(bob)
    assert stage.talk(bob, "PRIVMSG ann :hello yourself") == []
    assert numerics(stage.heard(ann)) == ["PRIVMSG"]
