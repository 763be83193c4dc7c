"""Bare tags: which of them stand in the history, and for whom."""

from __future__ import annotations

from desktop_chat.irc.message import parse_line
from desktop_chat.storage.sql_store import SqlStore
from tests.hub.stage import MODERN, PRINT, Stage, messages, numerics

PLAYBACK = f"{MODERN} draft/event-playback draft/message-redaction"


def test_reactions_are_kept_and_typing_is_not(store: SqlStore) -> None:
    stage = Stage(store=store)
    ann = stage.enter("ann", PLAYBACK, rooms=["#tea"])
    bob = stage.enter("bob", MODERN, rooms=["#tea"])
    stage.heard(ann)
    said = parse_line(stage.talk(ann, "PRIVMSG #tea :news")[0]).tags["msgid"]
    lines = ["@+typing=active TAGMSG #tea", f"@+draft/reply={said};+draft/react=\U0001f389 TAGMSG #tea"]
    live = messages(stage.talk(ann, *lines))
    assert [line.command for line in live] == ["TAGMSG", "TAGMSG"]
    shown = messages(stage.talk(ann, "CHATHISTORY LATEST #tea * 9"))[1:-1]
    assert [line.command for line in shown[-2:]] == ["PRIVMSG", "TAGMSG"]
    assert "TAGMSG" not in [line.command for line in shown[:-1]]
    assert {**shown[-1].tags, "batch": ""} == {**live[-1].tags, "batch": ""}
    stage.heard(bob)
    assert numerics(stage.talk(bob, "CHATHISTORY LATEST #tea * 9")) == ["BATCH", "PRIVMSG", "BATCH"]
    assert numerics(stage.talk(ann, f"REDACT #tea {live[-1].tags['msgid']}")) == ["REDACT"]
    assert "TAGMSG" not in numerics(stage.talk(ann, "CHATHISTORY LATEST #tea * 9"))


def test_reactions_to_a_person_are_kept_for_both(store: SqlStore) -> None:
    stage = Stage(store=store)
    ann = stage.enter("ann", PLAYBACK, fingerprint=PRINT)
    stage.enter("bob", MODERN)
    (live,) = messages(stage.talk(ann, "@+draft/react=x TAGMSG bob"))
    shown = messages(stage.talk(ann, "CHATHISTORY LATEST bob * 9"))[1:-1]
    assert [(line.command, line.params, line.tags["msgid"]) for line in shown] == [
        ("TAGMSG", ("bob",), live.tags["msgid"])
    ]
