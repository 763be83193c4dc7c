"""The hub as the server calls it: time, silence, the host's wishes, the end."""

from __future__ import annotations

from desktop_chat.irc.message import parse
from tests.hub.stage import MODERN, Stage, numerics


def test_silence_is_counted_in_ticks() -> None:
    stage = Stage()
    ann = stage.enter("ann")
    mute = stage.connect()
    for _ in range(31):
        stage.now -= 86_400_000  # a clock that jumps ends nobody
        stage.hub.tick(stage.now)
    stage.take()
    assert mute.closing
    assert not ann.closing
    for _ in range(60):
        stage.hub.tick(stage.now)
    stage.take()
    assert numerics(stage.heard(ann)) == ["PING"]
    for _ in range(30):
        stage.hub.tick(stage.now)
    stage.take()
    assert ann.closing


def test_time_never_goes_back() -> None:
    stage = Stage()
    ann = stage.enter("ann", MODERN, rooms=["#tea"])
    first = parse(stage.talk(ann, "PRIVMSG #tea :a")[0]).tags["time"]
    stage.now -= 86_400_000
    second = parse(stage.talk(ann, "PRIVMSG #tea :b")[0]).tags["time"]
    assert second >= first


def test_the_host_kicks_announces_and_closes() -> None:
    stage = Stage()
    ann, bob = (stage.enter(nick, rooms=["#tea"]) for nick in ("ann", "bob"))
    stage.heard(ann)
    assert [row.nick for row in stage.hub.roster(stage.now)] == ["ann", "bob"]
    assert stage.hub.kick("BOB", "enough", stage.now)
    assert not stage.hub.kick("bob", "", stage.now)
    stage.hub.announce("tea", stage.now)
    stage.hub.close("The host has stopped this chat.", stage.now)
    stage.take()
    stage.settle()
    assert bob.closing
    assert ann.closing
    assert stage.heard(bob)[-1] == "ERROR :enough"
    assert numerics(stage.heard(ann)) == ["QUIT", "NOTICE", "ERROR"]
