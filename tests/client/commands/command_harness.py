"""A Session in a room, in which a test types commands."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_chat.client.events import AnswerAdded, CommandFailed, Event, RoomCalled
from desktop_chat.irc.message import parse_line
from tests.client.session_harness import SessionHarness

SUPPORT = (
    ":s 005 ann PREFIX=(ohv)@%+ STATUSMSG=@+ CHANTYPES=# CHANMODES=beI,k,l,imnst EXCEPTS INVEX EXTBAN=,m :are supported"
)


class CommandHarness(SessionHarness):
    """Ann is in #room with Bob. `type_command` returns the Events of one command."""

    def __init__(self, support: str = SUPPORT) -> None:
        super().__init__()
        self.connect("", support)
        self.enter_room("#room", "bob")
        self.sent.clear()

    def type_command(self, text: str, room: str = "#room") -> list[Event]:
        self.sent.clear()
        return self.record(self.session.run_command(room, text, 5))

    def plain_lines(self) -> list[str]:
        """Return what was sent: each command with its parameters, without the colon of the last one."""
        return [" ".join((message.command, *message.params)) for message in map(parse_line, self.sent)]

    def failure(self, text: str, room: str = "#room") -> str:
        """Type a command that fails. Return the reason."""
        (failed,) = [event for event in self.type_command(text, room) if isinstance(event, CommandFailed)]
        assert failed.text == text
        return failed.reason


def answers(events: Sequence[Event]) -> list[str]:
    return [event.entry.text for event in events if isinstance(event, AnswerAdded)]


def called_rooms(events: Sequence[Event]) -> list[str]:
    return [event.room for event in events if isinstance(event, RoomCalled)]
