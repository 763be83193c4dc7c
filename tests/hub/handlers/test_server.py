"""Questions about the server."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_chat.hub.commands import COMMANDS
from desktop_chat.hub.handlers.help_text import GUIDE
from tests.hub.harness import SETTINGS, HubHarness, commands_of, parse_lines


@pytest.mark.parametrize(
    ("line", "answers"),
    [
        ("MOTD", ["422"]), ("LUSERS", ["251", "252", "253", "254", "255", "265", "266"]), ("VERSION", ["351", "005"]),
        ("TIME", ["391"]), ("INFO", ["371", "371", "374"]), ("ADMIN", ["256", "257", "258", "259"]),
        ("HELP", ["704", "705", "706"]), ("HELP join", ["704", "706"]), ("LINKS", ["365"]),
        ("STATS u", ["242", "219"]), ("STATS x", ["219"]), ("TIME desk.example", ["391"]), ("TIME d*", ["391"]),
        ("TIME ann", ["391"]), ("ADMIN other.example", ["402"]), ("STATS", ["461"]),
    ],
)  # fmt: skip
def test_answers(line: str, answers: list[str]) -> None:
    harness = HubHarness()
    assert list(dict.fromkeys(commands_of(harness.exchange(harness.register("ann"), line)))) == list(
        dict.fromkeys(answers)
    )


def test_words_of_welcome_are_cut_and_in_order() -> None:
    harness = HubHarness(replace(SETTINGS, welcome="Hello.\n" + "long " * 200))
    lines = parse_lines(harness.exchange(harness.register("ann"), "MOTD"))
    assert [line.command for line in lines] == ["375", "372", "372", "376"]
    assert lines[1].params[1] == "- Hello."


def test_contact_of_the_host_stands_below_the_welcome() -> None:
    harness = HubHarness(replace(SETTINGS, welcome="", admin="room 12"))
    lines = parse_lines(harness.exchange(harness.register("ann"), "MOTD"))
    assert [line.command for line in lines] == ["375", "372", "376"]
    assert lines[1].params[1] == "How to reach the host: room 12"


def test_people_are_counted() -> None:
    harness = HubHarness(replace(SETTINGS, oper_name="root", oper_password="key"))
    ann = harness.register("ann", rooms=["#tea"])
    harness.register("bob")
    harness.connect()
    harness.exchange(ann, "OPER root key", "MODE ann +i")
    lines = {line.command: line.params for line in parse_lines(harness.exchange(ann, "LUSERS"))}
    assert lines["251"][1] == "There are 1 users and 1 invisible on 1 servers"
    assert (lines["252"][1], lines["253"][1], lines["254"][1]) == ("1", "1", "1")
    assert lines["265"][1:3] == ("2", "2")


def test_every_command_is_explained() -> None:
    assert set(GUIDE) == set(COMMANDS)
    assert all(text.startswith(command) for command, text in GUIDE.items())
