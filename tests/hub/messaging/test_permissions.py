"""Who may speak where, and how."""

from __future__ import annotations

import pytest

from tests.hub.stage import Stage, messages, numerics


@pytest.mark.parametrize(
    ("mode", "line", "refused"),
    [
        ("+m", "PRIVMSG #tea :x", True), ("+M", "PRIVMSG #tea :x", True), ("+C", "PRIVMSG #tea :\x01PING 1\x01", True),
        ("+C", "PRIVMSG #tea :\x01ACTION waves\x01", False), ("+c", "PRIVMSG #tea :\x0304red", True),
        ("+c", "PRIVMSG #tea :plain", False), ("+b bob", "PRIVMSG #tea :x", True),
        ("+b ~m:bob", "PRIVMSG #tea :x", True),
        ("+be ~m:bob bob", "PRIVMSG #tea :x", False), ("+be bob ~m:bob", "PRIVMSG #tea :x", False),
        ("+b ~r:B?b", "PRIVMSG @#tea :x", True), ("+b ~a:bob", "PRIVMSG #tea :x", False),
    ],
)  # fmt: skip
def test_modes_of_rooms(mode: str, line: str, refused: bool) -> None:
    stage = Stage()
    ann, bob = stage.enter("ann", rooms=["#tea"]), stage.enter("bob", rooms=["#tea"])
    stage.talk(ann, f"MODE #tea {mode}")
    stage.heard(bob)
    assert numerics(stage.talk(bob, line)) == (["404"] if refused else [])
    if refused:
        stage.talk(ann, "MODE #tea +v bob")
        stage.heard(bob)
        assert numerics(stage.talk(bob, line)) == (["404"] if mode[1] in "Cc" else [])


def test_notices_may_be_unwanted() -> None:
    stage = Stage()
    ann, bob = stage.enter("ann", rooms=["#tea"]), stage.enter("bob", rooms=["#tea"])
    stage.talk(ann, "MODE #tea +T")
    stage.heard(bob)
    assert stage.talk(bob, "NOTICE #tea :x") == []
    assert stage.heard(ann) == []
    stage.talk(bob, "PRIVMSG #tea :x")
    assert numerics(stage.heard(ann)) == ["PRIVMSG"]


def test_colours_may_be_taken_out() -> None:
    stage = Stage()
    ann, bob = stage.enter("ann", rooms=["#tea"]), stage.enter("bob", "echo-message", rooms=["#tea"])
    stage.talk(ann, "MODE #tea +S")
    stage.heard(bob)
    (echo,) = messages(stage.talk(bob, "PRIVMSG #tea,ann :\x02\x0304,05loud\x0f words"))[:1]
    assert echo.params == ("#tea", "loud words")
    heard = messages(stage.heard(ann))
    assert [message.params[1] for message in heard] == ["loud words", "\x02\x0304,05loud\x0f words"]
    assert numerics(stage.talk(bob, "PRIVMSG #tea :\x02\x02")) == ["412"]


def test_words_for_those_who_lead_only() -> None:
    stage = Stage()
    ann = stage.enter("ann", rooms=["#tea"])
    bob, cid = stage.enter("bob", "echo-message", rooms=["#tea"]), stage.enter("cid", rooms=["#tea"])
    stage.talk(ann, "MODE #tea +U")
    for seat in (ann, bob, cid):
        stage.heard(seat)
    assert numerics(stage.talk(bob, "PRIVMSG #tea :psst")) == ["PRIVMSG"]
    assert messages(stage.heard(ann))[0].params == ("#tea", "psst")
    assert stage.heard(cid) == []
    stage.talk(ann, "MODE #tea +v bob")
    stage.talk(bob, "PRIVMSG #tea :aloud")
    assert numerics(stage.heard(cid)) == ["MODE", "PRIVMSG"]


def test_no_new_names_where_none_are_wanted() -> None:
    stage = Stage()
    ann, bob = stage.enter("ann", rooms=["#tea"]), stage.enter("bob", rooms=["#tea"])
    stage.talk(ann, "MODE #tea +N")
    stage.heard(bob)
    assert numerics(stage.talk(bob, "NICK rob")) == ["447"]
    stage.talk(ann, "MODE #tea -N+b bob")
    stage.heard(bob)
    assert numerics(stage.talk(bob, "NICK rob")) == ["435"]
    stage.talk(ann, "MODE #tea +v bob")
    stage.heard(bob)
    assert numerics(stage.talk(bob, "NICK rob")) == ["NICK"]
