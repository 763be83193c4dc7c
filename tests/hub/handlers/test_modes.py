"""How rooms and people are set."""

from __future__ import annotations

from tests.hub.stage import Stage, numerics


def test_modes_let_in_and_keep_out() -> None:
    stage = Stage()
    ann = stage.enter("ann", rooms=["#tea"])
    bob = stage.enter("bob")
    for mode, numeric in (("+i", "473"), ("-i+k key", "475"), ("-k+l key 1", "471"), ("-l+b bob!*@*", "474")):
        stage.talk(ann, f"MODE #tea {mode}")
        assert numerics(stage.talk(bob, "JOIN #tea")) == [numeric]
    stage.talk(ann, "MODE #tea +e bob!*@*")
    assert numerics(stage.talk(bob, "JOIN #tea"))[0] == "JOIN"
    stage.talk(ann, "MODE #tea +m")
    stage.heard(bob)
    assert numerics(stage.talk(bob, "PRIVMSG #tea :x")) == ["404"]
    stage.heard(bob)
    stage.talk(ann, "MODE #tea +v bob")
    assert numerics(stage.heard(bob)) == ["MODE"]
    assert stage.talk(bob, "PRIVMSG #tea :x") == []
    assert numerics(stage.talk(bob, "MODE #tea +o bob")) == ["482"]
    assert numerics(stage.talk(bob, "MODE #tea b")) == ["367", "368"]
