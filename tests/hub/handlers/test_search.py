"""SEARCH: what is found, by whom, and in what form."""

from __future__ import annotations

import pytest

from desktop_chat.hub.live.user import Seat
from desktop_chat.irc.message import parse_line
from desktop_chat.storage.sql_store import SqlStore
from tests.hub.stage import MODERN, PRINT, Stage, messages, numerics

CAPABILITIES = f"{MODERN} soju.im/search desktop-chat/edit draft/message-redaction"


def found(stage: Stage, store: SqlStore, seat: Seat, attributes: str) -> list[str]:
    """The texts of what is found, everything that was said being in the index."""
    stage.settle()
    assert store.wait_until_indexed(20)
    stage.heard(seat)
    lines = messages(stage.talk(seat, f"SEARCH {attributes}"))
    assert (lines[0].command, lines[0].params[1:], lines[-1].command) == ("BATCH", ("soju.im/search",), "BATCH")
    assert all(line.tags["batch"] == lines[0].params[0][1:] for line in lines[1:-1])
    return [line.params[1] for line in lines[1:-1]]


def test_what_was_said_is_found(store: SqlStore) -> None:
    stage = Stage(store=store)
    ann = stage.enter("ann", CAPABILITIES, rooms=["#tea", "#b"])
    bob = stage.enter("bob", rooms=["#tea"])
    stage.talk(ann, "PRIVMSG #tea :green tea", "PRIVMSG #b :black tea", "NOTICE #tea :white Tea")
    stage.now += 5000
    stage.talk(bob, "PRIVMSG #tea :no coffee")
    assert found(stage, store, ann, "text=tea") == ["green tea", "black tea", "white Tea"]
    assert found(stage, store, ann, "text=tea;in=#TEA") == ["green tea", "white Tea"]
    assert found(stage, store, ann, "text=tea;limit=1") == ["white Tea"]
    assert found(stage, store, ann, "from=Bob") == ["no coffee"]
    assert found(stage, store, ann, "text=green\\stea") == ["green tea"]
    assert found(stage, store, ann, "text=cof*") == ["no coffee"]
    assert found(stage, store, ann, "in=#tea;after=2023-11-14T22:13:25.000Z") == ["no coffee"]
    assert found(stage, store, ann, "in=#tea;before=2023-11-14T22:13:24Z;limit=1") == ["white Tea"]
    assert found(stage, store, ann, "text=nothing") == []


def test_only_what_one_may_read(store: SqlStore) -> None:
    stage = Stage(store=store)
    ann = stage.enter("ann", CAPABILITIES, fingerprint=PRINT, rooms=["#tea"])
    bob = stage.enter("bob", CAPABILITIES, fingerprint="cd" * 32, rooms=["#tea", "#bobs"])
    eve = stage.enter("eve", CAPABILITIES, fingerprint="ef" * 32, rooms=["#eves"])
    stage.talk(bob, "PRIVMSG #bobs :secret room", "PRIVMSG ann :secret talk", "PRIVMSG #tea :no secret")
    assert found(stage, store, ann, "text=secret") == ["secret talk", "no secret"]
    assert found(stage, store, ann, "text=secret;in=bob") == ["secret talk"]
    assert found(stage, store, bob, "text=secret") == ["secret room", "secret talk", "no secret"]
    assert found(stage, store, eve, "text=secret") == []
    assert found(stage, store, eve, "text=secret;in=ann") == []
    (answer,) = messages(stage.talk(eve, "SEARCH text=secret;in=#tea"))
    assert answer.params[:3] == ("SEARCH", "INVALID_PARAMS", "in")


@pytest.mark.parametrize("line", ["SEARCH text=secret", "SEARCH text=secret;in=#tea"])
def test_rights_are_checked_again(store: SqlStore, line: str) -> None:
    stage = Stage(store=store)
    op = stage.enter("op", rooms=["#tea"])
    ann = stage.enter("ann", CAPABILITIES, rooms=["#tea"])
    stage.talk(op, "PRIVMSG #tea :secret")
    assert store.wait_until_indexed(20)
    stage.heard(ann)
    stage.send(ann, line)
    stage.send(op, "KICK #tea ann")
    stage.settle()
    assert numerics(stage.heard(ann)) == ["KICK", "BATCH", "BATCH"]


def test_corrections_and_redactions(store: SqlStore) -> None:
    stage = Stage(store=store)
    ann = stage.enter("ann", CAPABILITIES, rooms=["#tea"])
    old = stage.enter("old", f"{MODERN} desktop-chat/search", rooms=["#tea"])
    stage.heard(ann)
    msgid = parse_line(stage.talk(ann, "PRIVMSG #tea :teh tea")[0]).tags["msgid"]
    stage.talk(ann, f"@+desktop-chat/edit={msgid} PRIVMSG #tea :the tea")
    for seat in (ann, old):
        assert found(stage, store, seat, "text=the") == ["the tea"]
        assert found(stage, store, seat, "text=teh") == []
    stage.talk(ann, f"REDACT #tea {msgid}")
    assert found(stage, store, old, "text=tea") == []


@pytest.mark.parametrize(
    ("attributes", "about"),
    [
        ("nonsense=1", "nonsense"),
        ("limit=0", "limit"),
        ("limit=x", "limit"),
        ("after=yesterday", "after"),
        ("before=2026-02-30T00:00:00Z", "before"),
        ("in=#none", "in"),
    ],
)
def test_what_cannot_be_understood(attributes: str, about: str) -> None:
    stage = Stage()
    ann = stage.enter("ann", CAPABILITIES, rooms=["#tea"])
    (answer,) = messages(stage.talk(ann, f"SEARCH {attributes}"))
    assert answer.params[:3] == ("SEARCH", "INVALID_PARAMS", about)


def test_only_for_those_who_asked_for_it() -> None:
    stage = Stage()
    ann = stage.enter("ann", MODERN)
    assert numerics(stage.talk(ann, "SEARCH text=x")) == ["421"]
