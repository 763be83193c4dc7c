"""For who runs the server."""

from __future__ import annotations

from dataclasses import replace

from tests.hub.stage import SETTINGS, Stage, messages, numerics


def test_oper() -> None:
    stage = Stage(replace(SETTINGS, oper_name="root", oper_password="key"))
    ann, bob = stage.enter("ann"), stage.enter("bob")
    assert numerics(stage.talk(ann, "OPER root key")) == ["381", "MODE"]
    assert stage.talk(ann, "KILL bob :bye") == []
    assert numerics(stage.heard(bob)) == ["KILL", "ERROR"]
    (rehash,) = stage.send(ann, "@label=x REHASH").rehash
    assert ann.paused
    stage.hub.rehashed(rehash, "Done.", stage.now)
    stage.take()
    assert numerics(stage.heard(ann)) == ["382", "NOTICE"]
    (again,) = stage.send(ann, "REHASH").rehash
    stage.hub.rehashed(again, ValueError("Cannot be read."), stage.now)
    stage.take()
    assert messages(stage.heard(ann))[-1].params == ("REHASH", "INVALID_SETTINGS", "Cannot be read.")


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
    assert stage.hub.user_count == 0


def test_guessing_the_password_ends() -> None:
    stage = Stage(replace(SETTINGS, oper_name="root", oper_password="key", login_attempts=3))
    ann = stage.enter("ann")
    assert numerics(stage.talk(ann, "OPER root a", "OPER root b", "OPER root c")) == ["464", "464", "464", "ERROR"]


def test_who_asks_for_it_is_told_who_is_an_operator() -> None:
    stage = Stage(replace(SETTINGS, oper_name="root", oper_password="key"))
    ann = stage.enter("ann", "echo-message draft/multiline batch message-tags", rooms=["#tea"])
    bob = stage.enter("bob", "draft/oper-tag", rooms=["#tea"])
    cid = stage.enter("cid", "message-tags", rooms=["#tea"])
    stage.talk(ann, "PRIVMSG #tea :before", "OPER root key")
    stage.heard(bob), stage.heard(cid)
    batch = ["BATCH +1 draft/multiline #tea", "@batch=1 PRIVMSG #tea :a", "@batch=1 PRIVMSG #tea :b", "BATCH -1"]
    stage.talk(ann, "PRIVMSG #tea :x", "PRIVMSG #tea :y", "NOTICE bob :z", "TOPIC #tea :t", *batch)
    assert [line.partition(" ")[0] for line in stage.heard(bob)] == ["@draft/oper"] * 6
    assert "draft/oper" not in " ".join(stage.heard(cid))
    stage.talk(ann, "MODE ann -o", "PRIVMSG #tea :after")
    assert "draft/oper" not in " ".join(stage.heard(bob))


def test_what_bots_do_is_tagged() -> None:
    stage = Stage()
    ann, bob = stage.enter("ann", rooms=["#tea"]), stage.enter("bob", "message-tags", rooms=["#tea"])
    stage.talk(ann, "MODE ann +B", "PRIVMSG #tea :x", "NOTICE bob :y", "TOPIC #tea :z")
    assert all(line.startswith("@") and "bot" in line.partition(" ")[0] for line in stage.heard(bob))


def test_one_may_be_an_operator_already() -> None:
    stage = Stage(replace(SETTINGS, oper_name="root", oper_password="key"))
    ann = stage.enter("ann")
    assert numerics(stage.talk(ann, "OPER root key", "OPER root key")) == ["381", "MODE", "381"]


def test_a_host_is_shown_in_place_of_the_address() -> None:
    stage = Stage(replace(SETTINGS, oper_name="root", oper_password="key"))
    ann = stage.enter("ann", "chghost", rooms=["#tea"])
    bob, cid = stage.enter("bob", "chghost", rooms=["#tea"]), stage.enter("cid", rooms=["#tea"])
    stage.talk(ann, "OPER root key")
    for seat in (ann, bob, cid):
        stage.heard(seat)
    stage.talk(ann, "CHGHOST bob library.example")
    told = messages(stage.heard(bob))
    assert [(line.command, line.params[-2:]) for line in told] == [
        ("CHGHOST", ("bob", "library.example")),
        ("396", ("library.example", "is now your displayed host")),
    ]
    assert stage.heard(cid) == []
    stage.talk(bob, "PRIVMSG #tea :hello")
    assert messages(stage.heard(cid))[0].source == "bob!bob@library.example"
    assert messages(stage.talk(ann, "CHGHOST bob :no host"))[-1].command == "FAIL"
    assert messages(stage.talk(bob, "CHGHOST ann x.example"))[-1].command == "481"
