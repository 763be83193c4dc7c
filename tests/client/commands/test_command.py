"""What commands require: words, a channel, a connection."""

from __future__ import annotations

import pytest

from desktop_chat.client.commands.command import SlashCommand, split_channel
from desktop_chat.client.context import Context
from desktop_chat.client.shared_actions import UsageError
from tests.client.commands.command_harness import CommandHarness


def _ignore(_c: Context, _room: str, _arguments: str) -> None:
    """Do nothing."""


def test_command_with_too_few_words_tells_its_usage() -> None:
    command = SlashCommand("kick", "NAME [REASON]", "kick somebody", 1, _ignore)
    command.require_arguments("bob")
    with pytest.raises(UsageError, match=r"^Type /kick NAME \[REASON\]$"):
        command.require_arguments("  ")


@pytest.mark.parametrize(
    ("room", "arguments", "channel", "rest"),
    [
        ("#room", "bob too loud", "#room", "bob too loud"),
        ("#room", "#TEA bob", "#tea", "bob"),
        ("", "#tea", "#tea", ""),
        ("#room", "#elsewhere bob", "#room", "#elsewhere bob"),
    ],
)
def test_open_channel_in_front_of_the_arguments_takes_the_place_of_the_shown_one(
    room: str, arguments: str, channel: str, rest: str
) -> None:
    harness = CommandHarness()
    harness.enter_room("#tea")
    state, left = split_channel(harness.session._context, room, arguments)
    assert (state.name, left) == (channel, rest)


@pytest.mark.parametrize("typed", ["/kick bob", "/topic", "/op bob", "/ban bob", "/quiet bob", "/cycle", "/names"])
def test_command_about_a_room_needs_one(typed: str) -> None:
    assert CommandHarness().failure(typed, "") == "This works only in a room."


@pytest.mark.parametrize(
    "typed", ["/kick bob", "/op bob", "/whois bob", "/motd", "/knock #tea", "/cycle", "/who", "/umode", "/bans"]
)
def test_question_to_the_server_needs_a_connection(typed: str) -> None:
    harness = CommandHarness()
    harness.record(harness.session.note_closed("cut", 6))
    assert harness.failure(typed) == "This works only while you are connected."
    assert not harness.sent


@pytest.mark.parametrize("typed", ["/kick #room", "/op #room", "/kickban #room"])
def test_room_alone_is_no_name(typed: str) -> None:
    assert CommandHarness().failure(typed) == "Please enter a name."
