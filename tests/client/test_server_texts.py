"""Texts of servers are understood by their code or their numeric, and are otherwise shown as they are."""

from __future__ import annotations

import pytest

from desktop_chat.client.entry import Entry
from desktop_chat.client.server_texts import NUMERICS, quit_reason_of, text_of
from desktop_chat.hub.reply import format_text_tag
from desktop_chat.irc.message import parse_line
from desktop_chat.texts import CodedText
from desktop_chat.texts import client as client_texts
from desktop_chat.texts import command_help as help_texts
from desktop_chat.texts import hub as hub_texts
from desktop_chat.texts import services as hub_service_texts
from tests.client.memory_hub import MemoryHub, SimulatedClient, settle_clients


def test_code_makes_the_text() -> None:
    text = hub_texts.BANNED_FOR_BECAUSE(hub_texts.TWO_UNITS(hub_texts.DAYS(2), hub_texts.HOURS(3)), "no; \\ spam")
    found = text_of(parse_line(f"@{format_text_tag(text)} :desk.example 465 ann :{text}"))
    assert isinstance(found, CodedText)
    assert (found, found.template, found.arguments) == (text, text.template, text.arguments)


@pytest.mark.parametrize("data", ["", "x", "[", "[]", "{}", '["NO_SUCH_CODE"]', '["BANNED_FOR"]', "[" * 3_000])
def test_words_stay_without_a_known_code(data: str) -> None:
    message = parse_line(f"@desktop-chat/text={data} :desk.example NOTICE ann :Any words")
    assert text_of(message) == "Any words"
    assert not isinstance(text_of(message), CodedText)


def test_standard_numeric_has_a_text() -> None:
    found = text_of(parse_line(":irc.example 442 ann #tea :You're not on that channel"))
    assert found is hub_texts.NOT_ON_CHANNEL


def test_own_words_of_a_server_stand_behind_the_translation() -> None:
    found = text_of(parse_line(":irc.example 401 ann bob :No such nick/channel"))
    assert isinstance(found, CodedText)
    assert found == "No such nick/channel"
    assert found.arguments == (hub_texts.NO_SUCH_NICK, "No such nick/channel")


def test_other_numeric_of_another_server_stays() -> None:
    assert not isinstance(text_of(parse_line(":irc.example 499 ann :Whatever")), CodedText)


def test_texts_of_numerics_have_no_places() -> None:
    assert [text for text in NUMERICS.values() if text.count_places()] == []


@pytest.mark.parametrize(
    ("typed", "template"),
    [
        ("/quote NS IDENTIFY", hub_service_texts.ORDER_USAGE.template),
        ("/quote HELP KICK", help_texts.HELP_KICK.template),
        ("/quote KICK #lobby nobody", client_texts.ABOUT.template),
        ("/quote SETNAME :", hub_texts.REALNAME_INVALID.template),
    ],
)
def test_texts_of_our_server_arrive_with_their_codes(typed: str, template: str) -> None:
    hub = MemoryHub()
    ann = SimulatedClient(hub, "ann")
    ann.connect()
    settle_clients(ann)
    ann.apply_events(ann.session.run_command("#lobby", typed, hub.now))
    settle_clients(ann)
    shown = [entry.text for room in list(ann.logs) for entry in all_entries(ann, room)]
    assert template in [text.template for text in shown if isinstance(text, CodedText)]


def all_entries(client: SimulatedClient, room: str) -> list[Entry]:
    log = client.log_of(room)
    return [log.entry_at(index) for index in range(len(log))]


@pytest.mark.parametrize(
    ("reason", "shown"),
    [
        ("Quit", ""),
        ("Quit: ", ""),
        ("Quit: off to lunch", "off to lunch"),
        ("Quitting time", "Quitting time"),
        ("Ping timeout: soon", "Ping timeout: soon"),
        ("Ping timeout: x seconds", "Ping timeout: x seconds"),
        ("bye", "bye"),
        ("", ""),
    ],
)
def test_reason_of_a_person_stays(reason: str, shown: str) -> None:
    found = quit_reason_of(reason)
    assert found == shown
    assert not isinstance(found, CodedText)


@pytest.mark.parametrize("reason", ["Ping timeout: 120 seconds", "Connection closed", "Connection reset", "Banned"])
def test_reason_of_a_server_is_a_coded_text(reason: str) -> None:
    found = quit_reason_of(reason)
    assert isinstance(found, CodedText)
    assert found == reason
