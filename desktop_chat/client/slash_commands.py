"""The table of slash commands, and how a command runs. The composer and `/help` read it too. Pure; GUI thread."""

from __future__ import annotations

from desktop_chat.client.commands import (
    message_commands,
    moderation_commands,
    person_commands,
    room_commands,
    server_commands,
    window_commands,
)
from desktop_chat.client.commands.command import SlashCommand
from desktop_chat.client.context import Context
from desktop_chat.client.events import CommandFailed
from desktop_chat.client.shared_actions import UsageError, encodable_text
from desktop_chat.client.wire_encoding import encoding_refusal
from desktop_chat.texts import QT_TRANSLATE_NOOP, CodedText
from desktop_chat.texts import client as texts


class UnknownCommandError(UsageError):
    """A command that does not exist."""


def run_command(c: Context, room: str, text: str) -> None:
    """Run `/name arguments`. `room` is the room of the composer. CommandFailed gives the text back after a failure or
    after a refusal by the server."""
    state, queued, dropped = c.state, c.state.pacing.queued_since, c.state.dropped
    c.asked = room
    try:
        run_known_command(c, room, text)
        if state.dropped > dropped:
            raise UsageError(encoding_refusal(text, state.encoding) or texts.LINE_CANNOT_CARRY)
    except UsageError as error:
        state.emit(CommandFailed(room, text, str(error), isinstance(error, UnknownCommandError)))
    state.pacing.change_newest(queued, lambda messages: c.typed.note_sent(room, text, messages))


def run_known_command(c: Context, room: str, text: str) -> None:
    """Run `/name arguments` in a room.

    Raises: UsageError.
    """
    name, _, arguments = encodable_text(text)[1:].partition(" ")
    command = find_command(name)
    if command is None:
        raise UnknownCommandError(_unknown_command(name))
    arguments = arguments.strip(" ")  # formatting codes, which Python counts as spaces, stay
    command.require_arguments(arguments)
    command.run(c, room, arguments)


def find_command(name: str) -> SlashCommand | None:
    """Return the command of a name or an alias in any case, without its slash."""
    name = name.lower()
    return COMMANDS.get(ALIASES.get(name, name))


def _unknown_command(name: str) -> CodedText:
    import difflib  # for typing errors only; it takes a while

    near = difflib.get_close_matches(name.lower(), (*COMMANDS, *ALIASES), 1)
    return texts.UNKNOWN_COMMAND_LIKE(name, near[0]) if near else texts.UNKNOWN_COMMAND(name)


def _run_help(c: Context, room: str, arguments: str) -> None:
    wanted = arguments.lstrip("/")
    command = find_command(wanted)
    if wanted and command is None:
        raise UsageError(_unknown_command(wanted))
    for shown in [command] if command is not None else COMMANDS.values():
        c.state.show_answer(room, texts.COMMAND_HELP(shown.usage, shown.help))


_HELP = SlashCommand(
    "help",
    QT_TRANSLATE_NOOP("SlashCommand", "[COMMAND]"),
    QT_TRANSLATE_NOOP("SlashCommand", "list the commands"),
    0,
    _run_help,
    ("commands",),
)
_ALL = (
    *message_commands.ROWS,
    *moderation_commands.ROWS,
    *person_commands.ROWS,
    *room_commands.ROWS,
    *server_commands.ROWS,
    *window_commands.ROWS,
    _HELP,
)
COMMANDS = {command.name: command for command in sorted(_ALL, key=lambda command: command.name)}
"""The commands by name, sorted."""
ALIASES = {alias: command.name for command in COMMANDS.values() for alias in command.aliases}
"""Other names of commands."""
