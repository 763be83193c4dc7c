"""Client tags in history."""

from __future__ import annotations

from desktop_chat.irc.message import parse_line
from desktop_chat.storage.sql_store import SqlStore
from tests.hub.harness import FINGERPRINT, MODERN_CAPS, HubHarness, commands_of, parse_lines

PLAYBACK = f"{MODERN_CAPS} draft/event-playback draft/message-redaction"


def test_reactions_are_stored_and_typing_is_not(store: SqlStore) -> None:
    harness = HubHarness(store=store)
    ann = harness.register("ann", PLAYBACK, rooms=["#tea"])
    bob = harness.register("bob", MODERN_CAPS, rooms=["#tea"])
    harness.read_lines(ann)
    said = parse_line(harness.exchange(ann, "PRIVMSG #tea :news")[0]).tags["msgid"]
    lines = ["@+typing=active TAGMSG #tea", f"@+draft/reply={said};+draft/react=\U0001f389 TAGMSG #tea"]
    live = parse_lines(harness.exchange(ann, *lines))
    assert [line.command for line in live] == ["TAGMSG", "TAGMSG"]
    shown = parse_lines(harness.exchange(ann, "CHATHISTORY LATEST #tea * 9"))[1:-1]
    assert [line.command for line in shown[-2:]] == ["PRIVMSG", "TAGMSG"]
    assert "TAGMSG" not in [line.command for line in shown[:-1]]
    assert {**shown[-1].tags, "batch": ""} == {**live[-1].tags, "batch": ""}
    harness.read_lines(bob)
    assert commands_of(harness.exchange(bob, "CHATHISTORY LATEST #tea * 9")) == ["BATCH", "PRIVMSG", "BATCH"]
    assert commands_of(harness.exchange(ann, f"REDACT #tea {live[-1].tags['msgid']}")) == ["REDACT"]
    assert "TAGMSG" not in commands_of(harness.exchange(ann, "CHATHISTORY LATEST #tea * 9"))


def test_reaction_to_a_direct_message_is_stored_for_both_people(store: SqlStore) -> None:
    harness = HubHarness(store=store)
    ann = harness.register("ann", PLAYBACK, fingerprint=FINGERPRINT)
    harness.register("bob", MODERN_CAPS)
    (live,) = parse_lines(harness.exchange(ann, "@+draft/react=x TAGMSG bob"))
    shown = parse_lines(harness.exchange(ann, "CHATHISTORY LATEST bob * 9"))[1:-1]
    assert [(line.command, line.params, line.tags["msgid"]) for line in shown] == [
        ("TAGMSG", ("bob",), live.tags["msgid"])
    ]


def test_history_with_reactions_and_without_other_events(store: SqlStore) -> None:
    harness = HubHarness(store=store)
    ann = harness.register("ann", f"{MODERN_CAPS} desktop-chat/reactions", rooms=["#tea"])
    bob = harness.register("bob", MODERN_CAPS, rooms=["#tea"])
    said = parse_line(harness.exchange(bob, "PRIVMSG #tea :news")[-1]).tags["msgid"]
    harness.exchange(bob, f"@+draft/reply={said};+draft/react=x TAGMSG #tea", "TOPIC #tea :tea", "PRIVMSG #tea :more")
    harness.read_lines(ann)
    since, until = "timestamp=2000-01-01T00:00:00.000Z", "timestamp=2200-01-01T00:00:00.000Z"
    for request in ("LATEST #tea * 9", f"AFTER #tea {since} 9", f"BEFORE #tea {until} 9"):
        assert commands_of(harness.exchange(ann, f"CHATHISTORY {request}"))[1:-1] == ["PRIVMSG", "TAGMSG", "PRIVMSG"]
    assert commands_of(harness.exchange(ann, "CHATHISTORY LATEST #tea * 2"))[1:-1] == ["TAGMSG", "PRIVMSG"]
