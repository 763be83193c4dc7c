"""How people are."""

from __future__ import annotations

from tests.hub.stage import PRINT, Stage, messages, numerics


def test_how_people_are() -> None:
    stage = Stage()
    ann = stage.enter("ann")
    assert messages(stage.talk(ann, "MODE ann +iw-o", "MODE ann"))[-1].params == ("ann", "+iw")
    assert messages(stage.talk(ann, "MODE ann -i+o"))[0].params == ("ann", "-i")


def test_what_the_server_says_of_somebody_is_not_theirs_to_set() -> None:
    stage = Stage()
    ann = stage.enter("ann", fingerprint=PRINT)
    assert messages(stage.talk(ann, "MODE ann"))[0].params == ("ann", "+Z")
    assert stage.talk(ann, "MODE ann +o-Z") == []
    assert numerics(stage.talk(ann, "MODE ann +x")) == ["501"]


def test_all_connections_of_one_know() -> None:
    stage = Stage()
    ann, desk = stage.enter("ann", fingerprint=PRINT), stage.enter("ann", fingerprint=PRINT)
    stage.heard(ann)
    assert numerics(stage.talk(desk, "MODE ann +R")) == ["MODE"]
    assert messages(stage.heard(ann))[0].params == ("ann", "+R")
