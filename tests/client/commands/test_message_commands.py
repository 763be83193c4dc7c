"""Commands that say something."""

from __future__ import annotations

import pytest

from desktop_chat.client.entry import EntryKind
from tests.client.commands.command_harness import CommandHarness, called_rooms


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("/say /me is a command", "PRIVMSG #room /me is a command"),
        ("/say **now**", "PRIVMSG #room \x02now\x02"),
        ("/action waves", "PRIVMSG #room \x01ACTION waves\x01"),
        ("/m bob hello there", "PRIVMSG bob hello there"),
        ("/q bob hello there", "PRIVMSG bob hello there"),
        ("/NS identify *a* b", "PRIVMSG NickServ identify *a* b"),
        ("/nickserv help", "PRIVMSG NickServ help"),
        ("/cs op #room bob", "PRIVMSG ChanServ op #room bob"),
        ("/ms list", "PRIVMSG MemoServ list"),
        ("/bs help", "PRIVMSG BotServ help"),
        ("/hs on", "PRIVMSG HostServ on"),
        ("/os help", "PRIVMSG OperServ help"),
        ("/ctcp bob version", "PRIVMSG bob \x01VERSION\x01"),
        ("/ping bob", "PRIVMSG bob \x01PING 5\x01"),
    ],
)
def test_command_becomes_its_line(typed: str, line: str) -> None:
    harness = CommandHarness()
    harness.type_command(typed)
    assert [sent for sent in harness.plain_lines() if sent.startswith("PRIVMSG")] == [line]


def test_service_is_answered_in_its_own_conversation() -> None:
    harness = CommandHarness()
    assert called_rooms(harness.type_command("/ns help")) == ["nickserv"]
    harness.receive(":NickServ!s@services NOTICE ann :I look after names.")
    assert [entry.text for entry in harness.entries("nickserv")] == ["help", "I look after names."]


def test_text_for_all_rooms_goes_to_each_joined_channel() -> None:
    harness = CommandHarness()
    harness.enter_room("#tea")
    harness.record(harness.session.open_direct_messages("bob"))
    harness.type_command("/amsg hello")
    assert [line for line in harness.plain_lines() if "PRIVMSG" in line] == [
        "PRIVMSG #room hello",
        "PRIVMSG #tea hello",
    ]
    harness.type_command("/ame waves")
    assert [entry.kind for entry in harness.entries("#tea")][-1] is EntryKind.ACTION
    harness.record(harness.session.note_closed("cut", 6))
    assert harness.failure("/amsg hello")


@pytest.mark.parametrize("typed", ["/say hello", "/me waves"])
def test_server_page_takes_no_text(typed: str) -> None:
    assert CommandHarness().failure(typed, "") == "Choose a room first; messages cannot be sent here."


@pytest.mark.parametrize("typed", ["/ping *!*@*", "/ctcp bob PING\x01x", "/msg #nowhere hi"])
def test_impossible_target_or_text_is_refused(typed: str) -> None:
    harness = CommandHarness()
    assert harness.failure(typed)
    assert not harness.sent
