"""Edits: permission, form for each client, history."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_chat.hub.live.user import Seat
from desktop_chat.irc.message import Message, parse_line
from desktop_chat.storage.sql_store import SqlStore
from tests.hub.conftest import Open
from tests.hub.harness import FINGERPRINT, MODERN_CAPS, SETTINGS, HubHarness, commands_of, parse_lines

CAPABILITIES = f"{MODERN_CAPS} desktop-chat/edit draft/message-redaction draft/multiline"


def say(harness: HubHarness, seat: Seat, text: str = "teh tea", tags: str = "", target: str = "#tea") -> Message:
    harness.read_lines(seat)
    return parse_line(harness.exchange(seat, f"{tags}PRIVMSG {target} :{text}")[0])


def correct(harness: HubHarness, seat: Seat, msgid: str, text: str, target: str = "#tea") -> Message:
    return say(harness, seat, text, f"@+desktop-chat/edit={msgid} ", target)


def shown(harness: HubHarness, seat: Seat) -> list[tuple[str, str]]:
    """What history shows: the text, and whether it is marked as corrected."""
    harness.read_lines(seat)
    lines = parse_lines(harness.exchange(seat, "CHATHISTORY LATEST #tea * 9"))[1:-1]
    return [(line.params[1], "edited" if "desktop-chat/edited" in line.tags else "") for line in lines]


def test_edit_reaches_each_client_in_a_form_it_knows(store: SqlStore) -> None:
    harness = HubHarness(store=store)
    ann = harness.register("ann", CAPABILITIES, rooms=["#tea"])
    bob = harness.register("bob", CAPABILITIES, rooms=["#tea"])
    old = harness.register("old", MODERN_CAPS, rooms=["#tea"])
    msgid = say(harness, ann).tags["msgid"]
    for seat in (bob, old):
        harness.read_lines(seat)
    echo = correct(harness, ann, msgid, "the tea")
    assert (echo.params[1], echo.tags["+desktop-chat/edit"]) == ("the tea", msgid)
    (line,) = parse_lines(harness.read_lines(bob))
    assert (line.params[1], line.tags["+desktop-chat/edit"]) == ("the tea", msgid)
    assert [line.params[1] for line in parse_lines(harness.read_lines(old))] == ["* the tea"]
    assert shown(harness, bob) == [("the tea", "edited"), ("the tea", "")]
    assert shown(harness, old) == [("the tea", ""), ("* the tea", "")]
    correct(harness, ann, echo.tags["msgid"], "a tea")
    assert shown(harness, bob)[0] == ("a tea", "edited")


def test_edit_is_stored_and_redacted_with_its_original(open_store: Open) -> None:
    harness = HubHarness(store=open_store())
    ann = harness.register("ann", CAPABILITIES, fingerprint=FINGERPRINT, rooms=["#tea"])
    msgid = say(harness, ann).tags["msgid"]
    harness = HubHarness(store=open_store())
    ann = harness.register("ann", CAPABILITIES, fingerprint=FINGERPRINT, rooms=["#tea"])
    later = correct(harness, ann, msgid, "the tea").tags["msgid"]
    assert shown(harness, ann)[0] == ("the tea", "edited")
    gone = parse_lines(harness.exchange(ann, f"REDACT #tea {later}"))
    assert [line.params[1] for line in gone] == [msgid, later]
    assert [text for text, _ in shown(harness, ann)] == [msgid, later]
    assert correct(harness, ann, msgid, "again").params[1] == "UNKNOWN_MSGID"


def test_action_and_multiline_message_can_be_edited(store: SqlStore) -> None:
    harness = HubHarness(store=store)
    ann = harness.register("ann", CAPABILITIES, rooms=["#tea"])
    old = harness.register("old", rooms=["#tea"])
    action = say(harness, ann, "\x01ACTION wavs\x01").tags["msgid"]
    harness.read_lines(old)
    correct(harness, ann, action, "\x01ACTION waves\x01")
    assert parse_line(harness.read_lines(old)[0]).params[1] == "\x01ACTION * waves\x01"
    lines = [f"@+desktop-chat/edit={action} BATCH +1 draft/multiline #tea", *["@batch=1 PRIVMSG #tea :x"] * 2]
    harness.exchange(ann, *lines, "BATCH -1")
    assert [parse_line(line).params[1] for line in harness.read_lines(old)] == ["* x", "x"]
    page = parse_lines(harness.exchange(ann, "CHATHISTORY LATEST #tea * 3"))[1:-1]
    assert [line.command for line in page[:4]] == ["BATCH", "PRIVMSG", "PRIVMSG", "BATCH"]
    assert "desktop-chat/edited" in page[0].tags
    assert page[0].tags["msgid"] == action


@pytest.mark.parametrize(
    ("target", "msgid", "code"),
    [
        ("#tea", "theirs", "CANNOT_EDIT"),
        ("#else", "mine", "CANNOT_EDIT"),
        ("#none", "mine", "CANNOT_EDIT"),
        ("bob", "mine", "CANNOT_EDIT"),
        ("@#tea", "mine", "CANNOT_EDIT"),
        ("#tea,#b", "mine", "CANNOT_EDIT"),
        ("#tea", "nonsense", "UNKNOWN_MSGID"),
        ("#tea", "", "UNKNOWN_MSGID"),
        ("#tea", "1-1", "UNKNOWN_MSGID"),
    ],
)
def test_wrong_edit_is_refused_with_its_code(store: SqlStore, target: str, msgid: str, code: str) -> None:
    harness = HubHarness(store=store)
    ann = harness.register("ann", CAPABILITIES, rooms=["#tea"])
    bob = harness.register("bob", CAPABILITIES, rooms=["#tea", "#else"])
    known = {"theirs": say(harness, bob).tags["msgid"], "mine": say(harness, ann).tags["msgid"]}
    harness.read_lines(bob)
    answer = correct(harness, ann, known.get(msgid, msgid), "x", target)
    assert (answer.command, *answer.params[:2]) == ("FAIL", "PRIVMSG", code)
    assert harness.read_lines(bob) == []


def test_number_and_time_of_edits_are_limited(store: SqlStore) -> None:
    harness = HubHarness(replace(SETTINGS, edit_minutes=1), store=store)
    ann = harness.register("ann", CAPABILITIES, rooms=["#tea"])
    msgid = say(harness, ann).tags["msgid"]
    for number in range(30):
        assert correct(harness, ann, msgid, str(number)).command == "PRIVMSG"
    assert correct(harness, ann, msgid, "more").params[1] == "CANNOT_EDIT"
    msgid = say(harness, ann).tags["msgid"]
    harness.now += 61_000
    assert correct(harness, ann, msgid, "late").params[1] == "EDIT_WINDOW_EXPIRED"


def test_tagmsg_with_edit_tag_edits_nothing(store: SqlStore) -> None:
    harness = HubHarness(store=store)
    ann = harness.register("ann", CAPABILITIES, rooms=["#tea"])
    msgid = say(harness, ann).tags["msgid"]
    (line,) = parse_lines(harness.exchange(ann, f"@+desktop-chat/edit={msgid};+draft/react=x TAGMSG #tea"))
    assert "+desktop-chat/edit" not in line.tags
    assert commands_of(harness.exchange(ann, "PING x")) == ["PONG"]
