"""Commands that ask the server."""

from __future__ import annotations

import pytest

from tests.client.commands.command_harness import CommandHarness, answers, called_rooms


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("/raw privmsg bob :hi", "PRIVMSG bob hi"),
        ("/version", "VERSION"),
        ("/time", "TIME"),
        ("/info", "INFO"),
        ("/admin", "ADMIN"),
        ("/links", "LINKS"),
        ("/stats u", "STATS u"),
        ("/oper ann secret", "OPER ann secret"),
        ("/kill bob spam and more", "KILL bob spam and more"),
        ("/wallops all well?", "WALLOPS all well?"),
        ("/accept bob", "ACCEPT bob"),
        ("/umode +i", "MODE ann +i"),
        ("/motd", "MOTD"),
    ],
)
def test_command_becomes_its_line(typed: str, line: str) -> None:
    harness = CommandHarness()
    harness.type_command(typed)
    assert harness.plain_lines() == [line]


def test_message_of_the_day_is_shown_on_the_page_of_the_server() -> None:
    harness = CommandHarness()
    assert called_rooms(harness.type_command("/motd")) == [""]
    harness.receive(":s 375 ann :- s -", ":s 372 ann :- Be kind.", ":s 376 ann :End")
    assert [entry.text for entry in harness.entries("")] == ["\x11Be kind."]


def test_own_modes_are_shown() -> None:
    harness = CommandHarness()
    harness.type_command("/umode")
    assert answers(harness.receive(":s 221 ann +iw")) == ["The modes of ann are: +iw"]


@pytest.mark.parametrize("typed", ["/quote :", "/raw \x00"])
def test_text_that_is_no_line_is_refused(typed: str) -> None:
    assert CommandHarness().failure(typed)
