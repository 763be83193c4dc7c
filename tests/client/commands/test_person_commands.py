"""Commands about people."""

from __future__ import annotations

import pytest

from desktop_chat.client.events import BlockChanged
from tests.client.commands.command_harness import CommandHarness, answers


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("/setname Ann of Leeds", "SETNAME Ann of Leeds"),
        ("/whowas bob", "WHOWAS bob"),
        ("/wi bob", "WHOIS bob bob"),
        ("/who", "WHO #room"),
    ],
)
def test_command_becomes_its_line(typed: str, line: str) -> None:
    harness = CommandHarness()
    harness.type_command(typed)
    assert harness.plain_lines() == [line]


def test_ignored_person_is_not_heard_until_the_person_changes_their_mind() -> None:
    harness = CommandHarness()
    events = harness.type_command("/ignore bob!*@* carl")
    assert [event.name for event in events if isinstance(event, BlockChanged)] == ["bob", "carl"]
    assert answers(events)[0].startswith("You will see nothing more from bob.")
    harness.receive(":bob!b@h PRIVMSG #room :hear me")
    assert [entry.text for entry in harness.entries("#room") if entry.nick == "bob"] == []
    assert answers(harness.type_command("/ignore")) == ["You ignore: bob, carl"]
    assert answers(harness.type_command("/unignore bob")) == ["You will see messages from bob again."]
    harness.receive(":bob!b@h PRIVMSG #room :hear me")
    assert [entry.text for entry in harness.entries("#room") if entry.nick == "bob"] == ["hear me"]


def test_ignoring_reaches_the_account_behind_a_name() -> None:
    harness = CommandHarness()
    harness.receive(":bob!b@h ACCOUNT robert")
    harness.type_command("/ignore bob")
    assert harness.session.blocked == ["~a:robert"]
    harness.type_command("/unignore bob")
    assert harness.session.blocked == []


@pytest.mark.parametrize("typed", ["/ignore ann", "/ignore *!*@host", "/unignore carl"])
def test_ignoring_that_makes_no_sense_is_refused(typed: str) -> None:
    harness = CommandHarness()
    assert harness.failure(typed)
    assert harness.session.blocked == []


def test_nobody_is_ignored_at_first() -> None:
    assert answers(CommandHarness().type_command("/ignore")) == ["You ignore nobody."]


def test_people_whose_name_fits_are_listed() -> None:
    harness = CommandHarness()
    harness.type_command("/who b*")
    events = harness.receive(
        ":s 352 ann #room bob host.example s bob H :0 Bob B",
        ":s 352 ann #room carl elsewhere s carl H :0 Carl",
        ":s 315 ann #room :End",
        ":s 315 ann b* :End",
        ":s 352 ann #room bob host.example s bob H :0 Bob B",
        ":s 315 ann b* :End",
    )
    assert answers(events) == ["bob is bob@host.example (Bob B)"]
    harness.type_command("/who nobody*")
    assert answers(harness.receive(":s 315 ann nobody* :End")) == ["Nobody was found for nobody*."]


def test_list_of_people_has_a_limit() -> None:
    harness = CommandHarness()
    harness.type_command("/who *")
    events = harness.receive(*(f":s 352 ann * u host s p{number} H :0 P" for number in range(70)), ":s 315 ann * :End")
    assert (len(answers(events)), answers(events)[-1]) == (61, "There are 10 more people.")
