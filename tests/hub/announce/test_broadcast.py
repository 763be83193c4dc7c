"""Who is told what happens in a room."""

from __future__ import annotations

from tests.hub.stage import Stage, numerics


def test_each_is_told_once_the_asker_under_its_label() -> None:
    stage = Stage()
    ann = stage.enter("ann", "labeled-response batch message-tags", rooms=["#tea"])
    bob = stage.enter("bob", rooms=["#tea"])
    stage.heard(ann)
    (line,) = stage.talk(ann, "@label=x MODE #tea +i")
    assert "label=x" in line
    assert numerics(stage.heard(bob)) == ["MODE"]


def test_where_people_hide_those_who_may_see_them_are_told() -> None:
    stage = Stage()
    ann = stage.enter("ann", rooms=["#tea"])
    stage.talk(ann, "MODE #tea +u")
    bob, cid = stage.enter("bob", rooms=["#tea"]), stage.enter("cid", rooms=["#tea"])
    stage.heard(ann)
    assert numerics(stage.talk(cid, "PART #tea")) == ["PART"]
    assert numerics(stage.heard(ann)) == ["PART"]
    assert stage.heard(bob) == []
