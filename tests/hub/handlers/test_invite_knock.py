"""Letting somebody in, and asking to be let in."""

from __future__ import annotations

import pytest

from desktop_chat.hub.live.user import INVITED_MS
from tests.hub.stage import Stage, messages, numerics


def test_invitations() -> None:
    stage = Stage()
    ann, bob, cid = stage.enter("ann", rooms=["#tea"]), stage.enter("bob"), stage.enter("cid", rooms=["#tea"])
    stage.talk(ann, "MODE #tea +i")
    stage.heard(cid)
    assert numerics(stage.talk(cid, "INVITE bob #tea")) == ["482"]
    assert numerics(stage.talk(ann, "INVITE bob #tea")) == ["341"]
    assert messages(stage.heard(bob))[0].params == ("bob", "#tea")
    assert numerics(stage.talk(bob, "INVITE")) == ["336", "337"]
    assert numerics(stage.talk(bob, "JOIN #tea"))[0] == "JOIN"
    assert numerics(stage.talk(bob, "INVITE", "PART #tea", "JOIN #tea"))[-1] == "473"
    stage.heard(ann)
    assert numerics(stage.talk(ann, "INVITE bob #none", "INVITE bob")) == ["403", "461"]


def test_an_invitation_ends_with_its_room() -> None:
    stage = Stage()
    ann, bob = stage.enter("ann", rooms=["#tea"]), stage.enter("bob")
    stage.talk(ann, "INVITE bob #tea", "PART #tea")
    stage.enter("eve", rooms=["#tea"])
    stage.heard(bob)
    assert numerics(stage.talk(bob, "INVITE")) == ["337"]


@pytest.mark.parametrize("mode", ["+i", "+k key", "+l 1", "+b bob", "+R"])
def test_an_invitation_of_a_leader_opens_the_room_once(mode: str) -> None:
    stage = Stage()
    ann, bob = stage.enter("ann", rooms=["#tea"]), stage.enter("bob")
    stage.talk(ann, f"MODE #tea {mode}", "INVITE bob #tea")
    stage.heard(bob)
    assert numerics(stage.talk(bob, "JOIN #tea"))[0] == "JOIN"
    assert numerics(stage.talk(bob, "PART #tea", "JOIN #tea"))[1] in ("471", "473", "474", "475", "477")


def test_an_invitation_of_somebody_else_opens_nothing() -> None:
    stage = Stage()
    ann = stage.enter("ann", rooms=["#tea"])
    bob, cid = stage.enter("bob"), stage.enter("cid", rooms=["#tea"])
    stage.talk(ann, "MODE #tea +b bob")
    stage.heard(cid)
    assert numerics(stage.talk(cid, "INVITE bob #tea")) == ["341"]
    assert numerics(stage.talk(bob, "JOIN #tea")) == ["INVITE", "474"]


def test_an_invitation_holds_for_a_day() -> None:
    stage = Stage()
    ann, bob = stage.enter("ann", rooms=["#tea"]), stage.enter("bob")
    stage.talk(ann, "MODE #tea +i", "INVITE bob #tea")
    stage.heard(bob)
    stage.now += INVITED_MS
    assert numerics(stage.talk(bob, "INVITE", "JOIN #tea")) == ["337", "473"]


def test_those_who_could_invite_are_told() -> None:
    stage = Stage()
    ann = stage.enter("ann", "invite-notify", rooms=["#tea"])
    cid, dee = stage.enter("cid", "invite-notify", rooms=["#tea"]), stage.enter("dee", rooms=["#tea"])
    stage.enter("bob"), stage.enter("eve")
    for seat in (ann, cid, dee):
        stage.heard(seat)
    assert numerics(stage.talk(ann, "INVITE bob #tea")) == ["341"]
    assert messages(stage.heard(cid))[0].params == ("bob", "#tea")
    assert stage.heard(dee) == []
    stage.talk(ann, "MODE #tea +i", "INVITE eve #tea")
    assert numerics(stage.heard(cid)) == ["MODE"]


def test_knocking() -> None:
    stage = Stage()
    ann, bob = stage.enter("ann", rooms=["#tea"]), stage.enter("bob")
    assert numerics(stage.talk(bob, "KNOCK #none", "KNOCK #tea")) == ["403", "713"]
    stage.talk(ann, "MODE #tea +i")
    assert numerics(stage.talk(ann, "KNOCK #tea")) == ["714"]
    assert numerics(stage.talk(bob, "KNOCK #tea :please", "KNOCK #tea")) == ["711", "712"]
    (knock,) = messages(stage.heard(ann))
    assert (knock.command, knock.params) == ("710", ("ann", "#tea", "bob!bob@127.0.0.1", "please"))
    stage.talk(ann, "MODE #tea +b bob")
    assert numerics(stage.talk(bob, "KNOCK #tea")) == ["404"]
    stage.talk(ann, "MODE #tea +s")
    assert numerics(stage.talk(bob, "KNOCK #tea")) == ["403"]
