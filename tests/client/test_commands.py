"""What a person types after a slash: the line it becomes, or the one sentence that says why not."""

from __future__ import annotations

import pytest

from desktop_chat.client.entry import Kind
from desktop_chat.client.events import EntryAdded
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
def test_a_command_that_cannot_be_done_says_so_in_one_entry(typed: str) -> None:
    script = Script()
    script.connect("")
    script.enter("#room")
    script.sent.clear()
    events = script.do(script.session.command("#room", typed, 5))
    assert [event.entry.kind for event in events if isinstance(event, EntryAdded)] == [Kind.ERROR]
    assert not script.sent
