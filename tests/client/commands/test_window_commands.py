"""Commands that the program does itself, with and without a connection."""

from __future__ import annotations

import pytest

from desktop_chat.client.events import ProgramCalled
from desktop_chat.client.program_wish import ProgramWish
from tests.client.commands.command_harness import CommandHarness


@pytest.mark.parametrize(
    ("typed", "wish", "argument"),
    [
        ("/connect", ProgramWish.CONNECT, ""),
        ("/server irc.example.org:6667", ProgramWish.CONNECT, "irc.example.org:6667"),
        ("/quit good night", ProgramWish.DISCONNECT, "good night"),
        ("/disconnect", ProgramWish.DISCONNECT, ""),
        ("/reconnect", ProgramWish.RECONNECT, ""),
        ("/clear", ProgramWish.CLEAR, ""),
        ("/lastlog tea", ProgramWish.SEARCH, "tea"),
        ("/exit", ProgramWish.EXIT, ""),
    ],
)
@pytest.mark.parametrize("online", [True, False])
def test_wish_reaches_the_program(typed: str, wish: ProgramWish, argument: str, online: bool) -> None:
    harness = CommandHarness()
    if not online:
        harness.record(harness.session.note_closed("cut", 6))
    assert harness.type_command(typed) == [ProgramCalled("#room", wish, argument)]
    assert not harness.sent
