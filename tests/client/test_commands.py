"""What a person types after a slash: the line it becomes, or the one sentence that says why not."""

from __future__ import annotations

import pytest

from desktop_chat.client.events import CommandFailed
from tests.client.script import Script


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("/join tea", "JOIN #tea"),
        ("/join #tea key", "JOIN #tea key"),
        ("/me waves", "PRIVMSG #room :\x01ACTION waves\x01"),
        ("/topic New topic", "TOPIC #room :New topic"),
        ("/nick Ann B", "NICK Ann_B"),
        ("/kick bob too loud", "KICK #room bob :too loud"),
        ("/away tea", "AWAY :tea"),
        ("/back", "AWAY"),
        ("/invite bob", "INVITE bob #room"),
        ("/whois bob", "WHOIS bob bob"),
        ("/op bob", "MODE #room +o bob"),
        ("/ban bob", "MODE #room +b bob!*@*"),
        ("/unban *!*@x", "MODE #room -b *!*@x"),
        ("/mode +m", "MODE #room +m"),
        ("/quote time", "TIME"),
        ("//slash", "PRIVMSG #room :/slash"),
    ],
)
def test_commands(typed: str, line: str) -> None:
    script = Script()
    script.connect("")
    script.enter("#room", "bob")
    script.sent.clear()
    script.do(script.session.command("#room", typed, 5))
    assert line in script.sent


@pytest.mark.parametrize(
    "typed",
    ["/", "/foo", "/join", "/kick", "/msg", "/msg bob", "/me", "/quote", "/quote :", "/whois", "/join a,b", "/nick"],
)
def test_a_command_that_cannot_be_done_is_given_back_with_the_reason(typed: str) -> None:
    script = Script()
    script.connect("")
    script.enter("#room")
    script.sent.clear()
    events = script.do(script.session.command("#room", typed, 5))
    (failed,) = events
    assert isinstance(failed, CommandFailed)
    assert (failed.room, failed.text, bool(failed.reason)) == ("#room", typed, True)
    assert failed.unknown == (typed in ("/", "/foo"))
    assert not script.sent


@pytest.mark.parametrize("typed", ["/invite :x", "/kick :x", "/away"])
def test_what_no_line_can_carry_is_given_back(typed: str) -> None:
    script = Script()
    script.connect("")
    script.enter("#room")
    events = script.do(script.session.command("#room", typed, 5))
    failed = [event for event in events if isinstance(event, CommandFailed)]
    assert [event.text for event in failed] == ([] if typed == "/away" else [typed])


def test_codes_of_italic_and_struck_words_are_no_line_breaks() -> None:
    script = Script()
    script.connect("")
    script.enter("#room")
    script.do(script.session.command("#room", "/topic \x1dfine\x1d \x1eold\x1e  \x0304red", 5))
    assert "TOPIC #room :\x1dfine\x1d \x1eold\x1e  \x0304red" in script.sent
