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
