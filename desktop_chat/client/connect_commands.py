"""Connect commands: the lines that a person wants to be run after each welcome of a network. Pure; GUI thread."""

from __future__ import annotations

from desktop_chat.client import slash_commands
from desktop_chat.client.context import Context
from desktop_chat.client.entry import EntryKind
from desktop_chat.client.events import RoomCalled
from desktop_chat.client.room_state import SERVER_ROOM
from desktop_chat.client.shared_actions import UsageError
from desktop_chat.texts import client as texts

MOST_COMMANDS = 50
_NICK = "$nick"
"""Stands for the own nick."""


def parse_commands(text: str) -> tuple[str, ...]:
    """Return the commands in a text with one command in each line."""
    lines = (line.strip() for line in text.splitlines())
    return tuple(line for line in lines if line)[:MOST_COMMANDS]


def run_connect_commands(c: Context) -> None:
    """Run the commands. A line without a slash is a line of IRC. A failed command is told by its first word only: the
    rest may be a password. No command opens a room in the window: a reconnect must not lead a reader away."""
    c.asked = SERVER_ROOM
    before = c.state.drain_events()
    for line in c.connect_commands:
        text = line.replace(_NICK, c.state.nick)
        try:
            slash_commands.run_known_command(c, SERVER_ROOM, text if text.startswith("/") else f"/quote {text}")
        except UsageError as error:
            c.state.show_notice(SERVER_ROOM, texts.CONNECT_COMMAND_FAILED(line.split()[0], str(error)), EntryKind.ERROR)
    for event in (*before, *(one for one in c.state.drain_events() if not isinstance(one, RoomCalled))):
        c.state.emit(event)
