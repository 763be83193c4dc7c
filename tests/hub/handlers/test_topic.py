"""What rooms are about."""

from __future__ import annotations

from desktop_chat.irc.message import parse_line
from desktop_chat.storage.store_api import ChannelState
from tests.hub.stage import Stage, numerics


def test_topics_are_kept_and_wait_for_the_disk() -> None:
    stage = Stage()
    ann = stage.enter("ann", rooms=["#tea"])
    outcome = stage.send(ann, "TOPIC #tea :Tea at four")
    assert any(isinstance(change, ChannelState) and change.topic == "Tea at four" for change in outcome.changes)
    assert stage.heard(ann) == []
    stage.send(ann, "TOPIC #tea")
    assert stage.heard(ann) == []  # nobody is shown what may yet be lost
    stage.settle()
    assert numerics(stage.heard(ann)) == ["TOPIC", "332", "333"]


def test_only_leaders_set_a_locked_topic() -> None:
    stage = Stage()
    ann, bob = stage.enter("ann", rooms=["#tea"]), stage.enter("bob", rooms=["#tea"])
    assert numerics(stage.talk(bob, "TOPIC #tea :mine", "TOPIC #tea")) == ["482", "331"]
    stage.talk(ann, "MODE #tea -t")
    stage.heard(bob)
    assert numerics(stage.talk(bob, "TOPIC #tea :mine", "TOPIC #tea")) == ["TOPIC", "332", "333"]
    long = "t" * 450
    (line,) = stage.talk(ann, f"TOPIC #tea :{long}")[-1:]
    assert parse_line(line).params[1] == "t" * 390


def test_who_may_not_speak_sets_no_topic() -> None:
    stage = Stage()
    ann, bob = stage.enter("ann", rooms=["#tea"]), stage.enter("bob", rooms=["#tea"])
    stage.talk(ann, "MODE #tea -t+b ~m:bob")
    stage.heard(bob)
    assert numerics(stage.talk(bob, "TOPIC #tea :mine")) == ["404"]
    stage.talk(ann, "MODE #tea +v bob")
    stage.heard(bob)
    assert numerics(stage.talk(bob, "TOPIC #tea :mine")) == ["TOPIC"]
