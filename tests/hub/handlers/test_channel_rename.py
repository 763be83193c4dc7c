"""A room gets another name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.hub.conftest import Open
from tests.hub.stage import MODERN, PRINT, SETTINGS, Stage, messages, numerics

_KNOWS = "draft/channel-rename"


def test_those_who_know_it_and_those_who_do_not() -> None:
    stage = Stage()
    ann = stage.enter("ann", _KNOWS, rooms=["#tea"])
    bob = stage.enter("bob", rooms=["#tea"])
    stage.talk(ann, "TOPIC #tea :Tea")
    stage.heard(bob)
    (line,) = messages(stage.talk(ann, "RENAME #tea #Coffee :Better"))
    assert (line.command, line.params) == ("RENAME", ("#tea", "#Coffee", "Better"))
    part, join, *rest = messages(stage.heard(bob))
    assert (part.command, part.params) == ("PART", ("#tea", "Better"))
    assert (join.command, join.params) == ("JOIN", ("#Coffee",))
    assert [message.command for message in rest] == ["332", "333", "353", "366"]
    stage.heard(ann)
    assert stage.talk(bob, "PRIVMSG #coffee :hi") == []
    assert messages(stage.heard(ann))[0].params == ("#Coffee", "hi")
    assert numerics(stage.talk(bob, "PRIVMSG #tea :hi")) == ["403"]


def test_who_asks_without_knowing_it() -> None:
    stage = Stage()
    ann = stage.enter("ann", rooms=["#tea"])
    assert numerics(stage.talk(ann, "RENAME #tea #coffee")) == ["PART", "JOIN", "353", "366"]
    assert stage.hub.room_count == 1


def test_another_case_is_told_to_those_only_who_know_it() -> None:
    stage = Stage()
    ann, bob = stage.enter("ann", _KNOWS, rooms=["#tea"]), stage.enter("bob", rooms=["#tea"])
    stage.heard(ann)
    assert messages(stage.talk(ann, "RENAME #tea #Tea"))[0].params == ("#tea", "#Tea", "")
    assert stage.heard(bob) == []
    assert messages(stage.talk(bob, "NAMES #tea"))[0].params[2] == "#Tea"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("RENAME #none #b", "403"), ("RENAME #else #b", "442"), ("RENAME #bobs #b", "482"), ("RENAME #tea", "461"),
        ("RENAME #tea tea", "CANNOT_RENAME"), ("RENAME #tea #a,b", "CANNOT_RENAME"),
        ("RENAME #tea #else", "CHANNEL_NAME_IN_USE"), ("RENAME #tea #gone", "CHANNEL_NAME_IN_USE"),
        ("RENAME #lobby #b", "CANNOT_RENAME"),
    ],
)  # fmt: skip
def test_what_cannot_be(line: str, code: str) -> None:
    stage = Stage(replace(SETTINGS, lobby="#lobby"))
    stage.enter("bob", rooms=["#bobs", "#else"])
    ann = stage.enter("ann", rooms=["#tea", "#lobby", "#bobs", "#gone"])
    stage.talk(ann, "PRIVMSG #gone :hello", "PART #gone")
    stage.heard(ann)
    (answer,) = messages(stage.talk(ann, line))
    assert answer.params[1] == code if answer.command == "FAIL" else answer.command == code


def test_a_founded_room_is_its_founders_to_rename_and_not_too_often() -> None:
    stage = Stage()
    ann, bob = stage.enter("ann", _KNOWS, fingerprint=PRINT, rooms=["#tea"]), stage.enter("bob", rooms=["#tea"])
    stage.talk(ann, "MODE #tea +o bob")
    stage.heard(bob), stage.heard(ann)
    assert numerics(stage.talk(bob, "RENAME #tea #b")) == ["482"]
    assert numerics(stage.talk(ann, "RENAME #tea #b", "RENAME #b #c")) == ["RENAME", "FAIL"]
    for _ in range(60):
        stage.hub.advance_second(stage.now)
    assert numerics(stage.talk(ann, "RENAME #b #c")) == ["RENAME"]


def test_history_rights_and_invitations_come_along(open_store: Open) -> None:
    stage = Stage(store=open_store())
    ann = stage.enter("ann", MODERN, fingerprint=PRINT, rooms=["#hall", "#tea"])
    bob = stage.enter("bob")
    stage.talk(ann, "PRIVMSG #tea :said before", "MODE #tea +i", "INVITE bob #tea", "MODE #hall +f #tea")
    stage.talk(ann, "RENAME #tea #coffee")
    stage.heard(bob)
    assert messages(stage.talk(bob, "JOIN #coffee"))[0].params == ("#coffee",)
    assert messages(stage.talk(ann, "MODE #hall"))[0].params[-1] == "#coffee"
    for fresh in (False, True):
        if fresh:
            stage = Stage(store=open_store())
            ann = stage.enter("ann", MODERN, fingerprint=PRINT, rooms=["#coffee"])
        said = [m for m in messages(stage.talk(ann, "CHATHISTORY LATEST #coffee * 9")) if m.command == "PRIVMSG"]
        assert [message.params for message in said] == [("#coffee", "said before")]
        assert "~ann" in " ".join(stage.talk(ann, "NAMES #coffee"))
    fresh_stage = Stage(store=open_store())
    assert "said before" not in " ".join(fresh_stage.talk(fresh_stage.enter("eve"), "JOIN #tea"))


def test_marks_and_values_come_along(open_store: Open) -> None:
    stage = Stage(store=open_store())
    ann = stage.enter("ann", f"{_KNOWS} draft/read-marker draft/metadata-2 batch", fingerprint=PRINT, rooms=["#tea"])
    stage.talk(ann, "MARKREAD #tea timestamp=2020-01-01T00:00:00.000Z", "METADATA #tea SET url :https://tea.example")
    stage.talk(ann, "RENAME #tea #coffee")
    again = Stage(store=open_store())
    ann = again.enter("ann", "draft/read-marker draft/metadata-2 batch", fingerprint=PRINT, rooms=["#coffee"])
    lines = " ".join(again.talk(ann, "MARKREAD #coffee", "METADATA #coffee GET url"))
    assert "2020-01-01" in lines
    assert "tea.example" in lines


def test_while_the_disk_takes_nothing() -> None:
    stage = Stage()
    ann = stage.enter("ann", rooms=["#tea"])
    stage.hub.store_error = "The disk is full."
    stage.send(ann, "RENAME #tea #coffee")
    assert numerics(stage.heard(ann)) == ["FAIL"]
