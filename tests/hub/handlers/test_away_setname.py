"""What people say about themselves."""

from __future__ import annotations

from tests.hub.stage import Stage, messages, numerics


def test_away_is_told_to_those_who_ask_for_it() -> None:
    stage = Stage()
    ann, bob, cid = (
        stage.enter(nick, caps, rooms=["#tea"]) for nick, caps in (("ann", ""), ("bob", "away-notify"), ("cid", ""))
    )
    for seat in (ann, bob):
        stage.heard(seat)
    assert numerics(stage.talk(ann, "AWAY :lunch", "AWAY :lunch", "AWAY")) == ["306", "306", "305"]
    assert [line.params for line in messages(stage.heard(bob))] == [("lunch",), ()]
    assert "AWAY" not in numerics(stage.heard(cid))


def test_a_real_name_can_be_changed() -> None:
    stage = Stage()
    ann, bob = stage.enter("ann", "setname", rooms=["#tea"]), stage.enter("bob", rooms=["#tea"])
    stage.heard(ann)
    assert messages(stage.talk(ann, "SETNAME :Ann\x07 B"))[0].params == ("Ann B",)
    assert "SETNAME" not in numerics(stage.heard(bob))
    assert messages(stage.talk(ann, "WHOIS ann"))[0].params[-1] == "Ann B"
    assert messages(stage.talk(ann, "SETNAME :\x01"))[0].params[:2] == ("SETNAME", "INVALID_REALNAME")
    assert messages(stage.talk(ann, "SETNAME :" + "x" * 200))[0].command == "FAIL"
