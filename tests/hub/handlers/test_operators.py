"""For who runs the server."""

from __future__ import annotations

from dataclasses import replace

from tests.hub.stage import SETTINGS, Stage, numerics


def test_oper() -> None:
    stage = Stage(replace(SETTINGS, oper_name="root", oper_password="key"))
    ann, bob = stage.enter("ann"), stage.enter("bob")
    assert numerics(stage.talk(ann, "OPER root key")) == ["381", "MODE"]
    assert stage.talk(ann, "KILL bob :bye") == []
    assert numerics(stage.heard(bob)) == ["KILL", "ERROR"]
    assert stage.send(ann, "REHASH").rehash


def test_what_operators_say_reaches_operators_and_who_asks() -> None:
    stage = Stage(replace(SETTINGS, oper_name="root", oper_password="key"))
    ann, bob, cid = (stage.enter(nick) for nick in ("ann", "bob", "cid"))
    stage.talk(ann, "OPER root key")
    stage.talk(bob, "MODE bob +w")
    assert numerics(stage.talk(ann, "WALLOPS :tea")) == ["WALLOPS"]
    assert numerics(stage.heard(bob)) == ["WALLOPS"]
    assert stage.heard(cid) == []


def test_nobody_becomes_an_operator_where_there_is_none() -> None:
    stage = Stage()
    assert numerics(stage.talk(stage.enter("ann"), "OPER a b", "OPER a :")) == ["464", "464"]


def test_an_operator_sees_what_is_hidden() -> None:
    stage = Stage(replace(SETTINGS, oper_name="root", oper_password="key"))
    ann, bob = stage.enter("ann"), stage.enter("bob", rooms=["#vault"])
    stage.talk(bob, "MODE #vault +s")
    assert "#vault" not in " ".join(stage.talk(ann, "LIST"))
    stage.talk(ann, "OPER root key")
    assert "#vault" in " ".join(stage.talk(ann, "LIST"))


def test_one_can_end_oneself() -> None:
    stage = Stage(replace(SETTINGS, oper_name="root", oper_password="key"))
    ann = stage.enter("ann")
    stage.talk(ann, "OPER root key")
    assert numerics(stage.talk(ann, "KILL ann :me")) == ["KILL", "ERROR"]
    assert stage.hub.users == 0
