"""Rooms: coming, going, being sent out, and what a room is about."""

from __future__ import annotations

from desktop_chat.irc.message import parse
from desktop_chat.storage.port import ChannelState, Room
from desktop_chat.storage.sql import SqlStore
from tests.hub.stage import PRINT, Stage, numerics


def test_joining_leaving_and_being_sent_out() -> None:
    stage = Stage()
    ann = stage.enter("ann", "extended-join", rooms=["#tea"])
    bob = stage.connect()
    stage.send(bob, "NICK bob", "USER bob 0 * :Bob B")
    stage.settle()
    stage.heard(bob)
    lines = stage.talk(bob, "JOIN #tea")
    assert numerics(lines) == ["JOIN", "353", "366"]
    assert parse(stage.heard(ann)[0]).params == ("#tea", "*", "Bob B")
    assert numerics(stage.talk(bob, "KICK #tea ann")) == ["482"]
    assert parse(stage.talk(ann, "KICK #tea bob :too loud")[0]).params == ("#tea", "bob", "too loud")
    assert numerics(stage.heard(bob)) == ["KICK"]
    stage.talk(bob, "JOIN #tea")
    stage.heard(ann)
    assert numerics(stage.talk(bob, "PART #tea :bye")) == ["PART"]
    assert parse(stage.heard(ann)[0]).params == ("#tea", "bye")


def test_secret_rooms_are_not_shown() -> None:
    stage = Stage()
    ann = stage.enter("ann", rooms=["#vault"])
    bob = stage.enter("bob")
    stage.talk(ann, "MODE #vault +s")
    assert "#vault" not in " ".join(stage.talk(bob, "LIST", "WHOIS ann", "NAMES #vault", "WHO #vault")).replace(
        "366 bob #vault", ""
    ).replace("315 bob #vault", "")
    assert "#vault" in " ".join(stage.talk(ann, "LIST"))


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


def test_a_closed_room_without_a_founder_is_sealed_when_it_ends(store: SqlStore) -> None:
    stage = Stage(store=store)
    ann = stage.enter("ann", rooms=["#tea", "#open"])
    stage.talk(ann, "MODE #tea +k key", "PRIVMSG #tea :secret", "PRIVMSG #open :hello", "QUIT")
    eve = stage.enter("eve")
    lines = " ".join(stage.talk(eve, "JOIN #tea", "JOIN #open"))
    assert "secret" not in lines
    assert "hello" in lines
    assert any(isinstance(change, Room) and change.sealed for change in stage.kept)


def test_a_founder_gets_the_room_back() -> None:
    stage = Stage()
    ann = stage.enter("ann", fingerprint=PRINT, rooms=["#tea"])
    stage.talk(ann, "MODE #tea +k key", "QUIT")
    eve = stage.enter("eve")
    assert numerics(stage.talk(eve, "JOIN #tea")) == ["475"]
    back = stage.enter("ann", "multi-prefix", fingerprint=PRINT)
    assert "~@ann" in " ".join(stage.talk(back, "JOIN #tea"))
