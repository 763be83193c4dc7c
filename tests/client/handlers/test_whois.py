"""WHOIS and WHOWAS become the facts about a person."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from desktop_chat.client.collection_limits import ASKED_ABOUT, PERSON_FACTS
from desktop_chat.client.events import Event, PersonTold
from desktop_chat.client.person_facts import PersonFacts
from tests.client.session_harness import MODERN, SessionHarness


@pytest.fixture
def harness() -> SessionHarness:
    made = SessionHarness()
    made.connect(MODERN)
    made.enter_room("#tea", "@bob")
    made.events.clear()
    made.sent.clear()
    return made


def facts_in(events: Sequence[Event]) -> list[PersonFacts]:
    return [event.facts for event in events if isinstance(event, PersonTold)]


def test_whois_is_collected(harness: SessionHarness) -> None:
    harness.record(harness.session.run_command("#tea", "/whois bob", 5))
    events = harness.receive(
        ":s 311 ann Bob ~b host.example * :Bob B",
        ":s 319 ann Bob :@#tea #cake",
        ":s 312 ann Bob s.example :A server",
        ":s 301 ann Bob :at lunch",
        ":s 313 ann Bob :is an operator",
        ":s 335 ann Bob :is a bot",
        ":s 330 ann Bob bobby :is logged in as",
        ":s 671 ann Bob :is using a secure connection",
        ":s 378 ann Bob :is connecting from *@h 192.0.2.7",
        ":s 760 ann Bob status * :mending lamps",
        ":s 317 ann Bob 7300 1700000000 :seconds idle, signon time",
        ":s 318 ann bob :End of /WHOIS list",
    )
    assert events == [
        PersonTold(
            "#tea",
            PersonFacts(
                "Bob",
                online=True,
                known=True,
                realname="Bob B",
                username="~b",
                host="host.example",
                account="bobby",
                away="at lunch",
                operator=True,
                bot=True,
                secure=True,
                server="s.example",
                idle_seconds=7300,
                online_since=1_700_000_000,
                addresses=("192.0.2.7",),
                rooms=("@#tea", "#cake"),
                published=(("status", "mending lamps"),),
            ),
        )
    ]


def test_an_absent_person_was_last_seen(harness: SessionHarness) -> None:
    harness.record(harness.session.ask_about_person("#tea", "cid"))
    first = facts_in(harness.receive(":s 401 ann cid :No such nick", ":s 318 ann cid :End"))
    assert first == [PersonFacts("cid")]
    assert harness.sent == ["WHOIS cid cid", "WHOWAS cid 1"]
    lines = ":s 314 ann cid c h * :Cid", ":s 312 ann cid s.example :Fri Nov 27 18:04:12 2026", ":s 369 ann cid :End"
    (later,) = facts_in(harness.receive(*lines))
    assert (later.online, later.known, later.asked_again) == (False, True, True)
    assert (later.realname, later.last_seen, later.server) == ("Cid", "Fri Nov 27 18:04:12 2026", "")
    assert later.left_at == 1_795_802_652


def test_addresses_and_certificate_are_found_in_the_words_of_servers(harness: SessionHarness) -> None:
    harness.record(harness.session.ask_about_person("#tea", "bob"))
    harness.receive(
        ":s 311 ann bob b cloak.example * :Bob",
        ":s 378 ann bob :is connecting from *@host.example 192.0.2.7",
        ":s 338 ann bob bob@host.example 2001:db8::7 :actually using host",
        ":s 378 ann bob :is connecting from somewhere",
        ":s 276 ann bob :has client certificate fingerprint 0a1b2c",
    )
    (facts,) = facts_in(harness.receive(":s 318 ann bob :End"))
    assert facts.addresses == ("host.example", "192.0.2.7", "2001:db8::7", "is connecting from somewhere")
    assert facts.certificate == "0a1b2c"


def test_nobody_knows_the_person(harness: SessionHarness) -> None:
    harness.record(harness.session.ask_about_person("#tea", "cid"))
    harness.receive(":s 401 ann cid :No such nick", ":s 318 ann cid :End")
    (later,) = facts_in(harness.receive(":s 406 ann cid :There was no such nickname", ":s 369 ann cid :End"))
    assert not later.known
    assert harness.entries("#tea") == harness.entries("") == []


def test_a_server_without_whowas_is_not_asked_on(harness: SessionHarness) -> None:
    harness.record(harness.session.ask_about_person("#tea", "cid"))
    harness.receive(":s 401 ann cid :No such nick", ":s 318 ann cid :End", ":s 421 ann WHOWAS :Unknown command")
    assert harness.entries("") == []
    harness.receive(":s 401 ann cid :No such nick")
    assert [entry.text for entry in harness.entries("")] == ["cid: No such nick"]


def test_a_refused_message_is_not_taken_for_an_answer(harness: SessionHarness) -> None:
    harness.record(harness.session.open_direct_messages("cid"))
    harness.record(harness.session.send_text("cid", "hello?", 5))
    label = harness.last_sent("PRIVMSG").tags["label"]
    harness.record(harness.session.ask_about_person("cid", "cid"))
    harness.receive(f"@label={label} :s 401 ann cid :No such nick")
    assert [entry.state.value for entry in harness.entries("cid") if entry.own] == ["failed"]


def test_other_answers_are_lines(harness: SessionHarness) -> None:
    harness.record(harness.session.ask_about_person("#tea", "bob"))
    harness.receive(":s 311 ann eve e h * :Eve", ":s 318 ann bob :End")
    assert [entry.text for entry in harness.entries("")] == ["eve is e@h (Eve)"]


def test_what_a_server_can_add_is_limited(harness: SessionHarness) -> None:
    harness.record(harness.session.ask_about_person("#tea", "bob"))
    rooms = " ".join(f"#room{number}" for number in range(60))
    harness.receive(":s 311 ann bob b h * :Bob")
    for number in range(300):
        harness.receive(
            f":s 319 ann bob :{rooms}", f":s 760 ann bob key{number} * :v", f":s 378 ann bob :from host{number}.example"
        )
    (facts,) = facts_in(harness.receive(":s 317 ann bob many 1 :x", ":s 318 ann bob :End"))
    assert (len(facts.rooms), len(facts.published), len(facts.addresses)) == (PERSON_FACTS,) * 3
    assert facts.idle_seconds == -1
    for number in range(3 * ASKED_ABOUT):
        harness.record(harness.session.ask_about_person("#tea", f"nick{number}"))
    assert len(harness.session._context.asked_about) == ASKED_ABOUT
