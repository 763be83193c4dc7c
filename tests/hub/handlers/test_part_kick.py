"""Out of rooms again, by oneself or by others."""

from __future__ import annotations

from desktop_chat.irc.message import parse_line
from tests.hub.stage import PRINT, Stage, messages, numerics


def test_joining_leaving_and_being_sent_out() -> None:
    stage = Stage()
    ann = stage.enter("ann", "extended-join", rooms=["#tea"])
    bob = stage.connect()
    stage.send(bob, "NICK bob", "USER bob 0 * :Bob B")
    stage.settle()
    stage.heard(bob)
    lines = stage.talk(bob, "JOIN #tea")
    assert numerics(lines) == ["JOIN", "353", "366"]
    assert parse_line(stage.heard(ann)[0]).params == ("#tea", "*", "Bob B")
    assert numerics(stage.talk(bob, "KICK #tea ann")) == ["482"]
    assert parse_line(stage.talk(ann, "KICK #tea bob :too loud")[0]).params == ("#tea", "bob", "too loud")
    assert numerics(stage.heard(bob)) == ["KICK"]
    stage.talk(bob, "JOIN #tea")
    stage.heard(ann)
    assert numerics(stage.talk(bob, "PART #tea :bye")) == ["PART"]
    assert parse_line(stage.heard(ann)[0]).params == ("#tea", "bye")


def test_several_are_sent_out_one_by_one() -> None:
    stage = Stage()
    ann, bob, cid = (stage.enter(nick, rooms=["#tea", "#two"]) for nick in ("ann", "bob", "cid"))
    for seat in (ann, cid):
        stage.heard(seat)
    assert numerics(stage.talk(ann, "KICK #tea bob,nobody")) == ["KICK", "441"]
    assert messages(stage.heard(cid))[0].params == ("#tea", "bob", "ann")
    assert numerics(stage.talk(ann, "KICK #tea,#two cid,cid :out")) == ["KICK", "KICK"]
    assert numerics(stage.heard(bob))[-1] == "KICK"
    assert numerics(stage.talk(ann, "KICK #tea,#two bob")) == ["461"]


def test_rank_protects() -> None:
    stage = Stage()
    ann = stage.enter("ann", fingerprint=PRINT, rooms=["#tea"])
    bob, cid = stage.enter("bob", rooms=["#tea"]), stage.enter("cid", rooms=["#tea"])
    stage.talk(ann, "MODE #tea +h bob")
    stage.heard(bob)
    assert numerics(stage.talk(bob, "KICK #tea ann", "KICK #tea cid")) == ["482", "KICK"]
    assert numerics(stage.heard(cid))[-1] == "KICK"


def test_join_zero_leaves_everything() -> None:
    stage = Stage()
    ann = stage.enter("ann", rooms=["#a", "#b"])
    assert numerics(stage.talk(ann, "JOIN 0")) == ["PART", "PART"]
    assert stage.hub.room_count == 0
