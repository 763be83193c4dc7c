"""What the server says of itself is what the client reads."""

from __future__ import annotations

from desktop_chat.hub.support import CAPABILITIES, isupport_lines
from desktop_chat.irc.capabilities import BY_NAME, usable
from desktop_chat.irc.isupport import ISupport, parse
from tests.hub.stage import SETTINGS


def test_every_capability_is_known_and_has_what_it_needs() -> None:
    assert set(CAPABILITIES) <= set(BY_NAME)
    assert usable(CAPABILITIES, CAPABILITIES) == CAPABILITIES


def test_tokens_are_understood() -> None:
    said: dict[str, str | None] = {}
    for line in isupport_lines(SETTINGS):
        assert len(line) <= 13
        said |= parse(("nick", *line, "are supported by this server"))
    ours = ISupport({name: value for name, value in said.items() if value is not None})
    assert ours.network == SETTINGS.name
    assert ours.casemapping == "ascii"
    assert (ours.prefix_modes, ours.prefixes) == ("qaohv", "~&@%+")
    assert ours.chanmodes == ("beI", "k", "fl", "CMNPRSTUcimnrstuz")
    assert ours.chathistory == SETTINGS.page
    assert ours.bot == "B"
    assert ours.lobby == ""
