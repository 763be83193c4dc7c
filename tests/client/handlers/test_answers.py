"""Answers and refusals are shown in the right room."""

from __future__ import annotations

import pytest

from desktop_chat.client.entry import DeliveryState, EntryKind
from desktop_chat.irc.capabilities import TAG_TEXT
from desktop_chat.texts.codes import encode_json
from desktop_chat.texts.hub import DELIVERED_LATER
from tests.client.session_harness import MODERN, SessionHarness


@pytest.fixture
def harness() -> SessionHarness:
    made = SessionHarness()
    made.connect(MODERN)
    made.enter_room("#tea", "@bob")
    made.events.clear()
    made.sent.clear()
    return made


def told(harness: SessionHarness, room: str) -> list[str]:
    return [entry.text for entry in harness.entries(room) if entry.kind in (EntryKind.NEWS, EntryKind.ERROR)]


def test_answer_is_shown_in_the_asking_room(harness: SessionHarness) -> None:
    harness.record(harness.session.run_command("#tea", "/quote WHOIS bob", 5))
    harness.receive(
        ":s 311 ann bob ~b host.example * :Bob B",
        ":s 319 ann bob :@#tea #cake",
        ":s 312 ann bob s.example :A server",
        ":s 330 ann bob bobby :is logged in as",
        ":s 671 ann bob :is using a secure connection",
        ":s 317 ann bob 7300 1700000000 :seconds idle, signon time",
        ":s 318 ann bob :End of /WHOIS list",
    )
    assert told(harness, "#tea") == [
        "bob is ~b@host.example (Bob B)",
        "bob is in @#tea #cake",
        "bob is connected to s.example",
        "bob is logged in as bobby",
        "bob is using a secure connection",
        "bob has been idle for 2 h",
    ]
    assert told(harness, "") == []


def test_unrequested_numeric_is_on_the_servers_page(harness: SessionHarness) -> None:
    harness.record(harness.session.run_command("#tea", "/quote WHOIS bob", 5))
    harness.receive(":s 372 ann :- news of the day", ":s 900 ann ann!u@h ann :You are now logged in as ann")
    assert told(harness, "") == ["\x11news of the day", "You are now logged in as ann"]
    assert told(harness, "#tea") == []


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (":s 482 ann #tea :You're not channel operator", "You're not channel operator"),
        (":s 441 ann bob #tea :They aren't on that channel", "bob: They aren't on that channel"),
        (":s 443 ann bob #tea :is already on channel", "bob: is already on channel"),
        (":s 404 ann #tea :Cannot send to channel", "Cannot send to channel"),
        (":s 478 ann #tea b :Channel list is full", "Channel list is full"),
        (":s 341 ann cid #tea", "You have invited cid."),
        (":s 328 ann #tea :https://tea.example", "About this room: https://tea.example"),
        ("FAIL TOPIC NOT_ALLOWED #tea :You may not do that", "You may not do that"),
        ("NOTE * SLOW #tea :The room is slow today", "The room is slow today"),
    ],
)
def test_error_about_a_room_is_shown_there(harness: SessionHarness, line: str, text: str) -> None:
    harness.receive(line)
    assert told(harness, "#tea") == [text]
    assert told(harness, "") == []


def test_unknown_nick_is_reported(harness: SessionHarness) -> None:
    harness.record(harness.session.run_command("#tea", "/quote WHOIS nobody", 5))
    harness.receive(":s 401 ann nobody :No such nick")
    assert told(harness, "#tea") == ["nobody: No such nick"]


def test_away_text_is_shown_once(harness: SessionHarness) -> None:
    harness.record(harness.session.open_direct_messages("bob"))
    harness.receive(":s 301 ann bob :at lunch", ":s 301 ann bob :at lunch", ":s 301 ann bob :asleep")
    assert told(harness, "bob") == ["bob is away: at lunch", "bob is away: asleep"]


ABSENT = f"@{TAG_TEXT}={encode_json(DELIVERED_LATER)} :s 301 ann bob :{DELIVERED_LATER}"
DELIVERED = "bob is not here now. Your messages will be delivered when they are back."


def test_absence_is_told_once_until_the_person_was_here_again(harness: SessionHarness) -> None:
    harness.record(harness.session.open_direct_messages("bob"))
    harness.receive(ABSENT, ABSENT)
    assert told(harness, "bob") == [DELIVERED]
    harness.receive(":bob!b@h PRIVMSG ann :thank you", ABSENT)
    assert told(harness, "bob") == [DELIVERED, DELIVERED]


def test_absent_person_is_not_away(harness: SessionHarness) -> None:
    harness.receive(":s 005 ann MONITOR=50 :are supported")
    harness.record(harness.session.open_direct_messages("bob"))
    harness.receive(ABSENT)
    assert harness.session.away_text_of("bob") == ""
    harness.receive(":s 301 ann bob :at lunch")
    assert harness.session.away_text_of("bob") == "at lunch"


def test_same_words_of_another_server_are_an_away_text(harness: SessionHarness) -> None:
    harness.record(harness.session.open_direct_messages("bob"))
    harness.receive(ABSENT.partition(" ")[2])
    assert told(harness, "bob") == ["bob is away: Not here now; your message will be delivered later"]


def test_names_answers_in_the_asking_room(harness: SessionHarness) -> None:
    harness.record(harness.session.run_command("#tea", "/names #cake", 5))
    harness.receive(":s 353 ann = #cake :@cid dan", ":s 353 ann = #cake :eve", ":s 366 ann #cake :End")
    assert told(harness, "#tea") == ["In #cake: @cid, dan, eve"]
    harness.receive(":s 353 ann = #tea :ann @bob", ":s 366 ann #tea :End")
    assert len(told(harness, "#tea")) == 1


def test_refusal_of_another_command_fails_no_message() -> None:
    """Without labels only refusals of words are about words."""
    harness = SessionHarness()
    harness.connect()
    harness.enter_room("#tea")
    harness.record(harness.session.send_text("#tea", "hello", 5))
    harness.receive(":s 482 ann #tea :You're not channel operator")
    assert [entry.state for entry in harness.entries("#tea") if entry.own] == [DeliveryState.PENDING]
    harness.receive(":s 404 ann #tea :Cannot send to channel")
    assert [entry.state for entry in harness.entries("#tea") if entry.own] == [DeliveryState.FAILED]


def test_standard_reply_fails_the_message(harness: SessionHarness) -> None:
    harness.record(harness.session.send_text("#tea", "hello", 5))
    label = harness.last_sent("PRIVMSG").tags["label"]
    harness.receive(f"@label={label} :s FAIL PRIVMSG CANNOT_KEEP #tea :It cannot be kept now")
    assert [entry.state for entry in harness.entries("#tea") if entry.own] == [DeliveryState.FAILED]
    assert told(harness, "#tea") == ["It cannot be kept now"]


def test_refused_direct_message_says_that_nobody_is_there() -> None:
    harness = SessionHarness()
    harness.connect("")
    harness.record(harness.session.open_direct_messages("bob"))
    harness.record(harness.session.send_text("bob", "tea?", 1000))
    harness.receive(":s 401 ann bob :No such nick or channel name")
    said = [entry.text for entry in harness.entries("bob") if entry.kind is EntryKind.ERROR]
    assert said == ["Nobody called bob is here now, so the message was not delivered."]


@pytest.mark.parametrize(("number", "again"), [("473", False), ("474", False), ("471", True), ("470", False)])
def test_refused_join_is_explained(harness: SessionHarness, number: str, again: bool) -> None:
    harness.record(harness.session.join_channel("#cake"))
    harness.record(harness.session.send_text("#cake", "anybody?", 5))
    harness.receive(f":s {number} ann #cake :no")
    room = harness.session.rooms["#cake"]
    assert room.wanted is again
    assert [entry.state for entry in harness.entries("#cake") if entry.own] == [DeliveryState.FAILED]
