"""Commands that ask the server, or send a line to the server. Pure; GUI thread."""

from __future__ import annotations

from desktop_chat.client.commands.command import NAME_REASON, OPTIONAL_NAME, TEXT, Run, SlashCommand, require_connection
from desktop_chat.client.context import Context
from desktop_chat.client.events import ProgramCalled, RoomCalled
from desktop_chat.client.pacing import Rank
from desktop_chat.client.program_wish import ProgramWish
from desktop_chat.client.room_state import SERVER_ROOM
from desktop_chat.client.shared_actions import UsageError, one_line
from desktop_chat.irc.message import Message, ProtocolError, encode_message, parse_line
from desktop_chat.texts import QT_TRANSLATE_NOOP
from desktop_chat.texts import client as texts


def _run_quote(c: Context, room: str, arguments: str) -> None:
    require_connection(c)
    try:
        message: Message = parse_line(one_line(arguments))
        encode_message(message)
    except ProtocolError as error:
        raise UsageError(texts.NOT_AN_IRC_LINE) from error
    if message.command == "LIST":  # its answer is no lines in a room
        c.state.emit(ProgramCalled(room, ProgramWish.LIST_ROOMS, message.param_at(0)))
    else:
        c.state.send(message.command, *message.params, tags=message.tags, rank=Rank.COMMAND)


def _make_question(command: str) -> Run:
    """Return the function of a command with words as arguments. The room of the command shows the answer."""

    def run(c: Context, _room: str, arguments: str) -> None:
        require_connection(c)
        c.state.send(command, *arguments.split())

    return run


def _run_motd(c: Context, _room: str, arguments: str) -> None:
    require_connection(c)
    c.state.send("MOTD", *arguments.split()[:1])
    c.state.emit(RoomCalled(SERVER_ROOM))  # where the server's own texts stand


def _run_wallops(c: Context, _room: str, arguments: str) -> None:
    require_connection(c)
    c.state.send("WALLOPS", one_line(arguments))


def _run_kill(c: Context, _room: str, arguments: str) -> None:
    require_connection(c)
    nick, _, reason = one_line(arguments).partition(" ")
    c.state.send("KILL", nick, reason or nick)


def _run_umode(c: Context, _room: str, arguments: str) -> None:
    require_connection(c)
    if not arguments:
        c.modes_asked.add(c.state.fold_name(c.state.nick))
    c.state.send("MODE", c.state.nick, *arguments.split())


ROWS = (
    SlashCommand(
        "accept", OPTIONAL_NAME,
        QT_TRANSLATE_NOOP("SlashCommand", "let somebody write to you although strangers cannot"), 0,
        _make_question("ACCEPT"),
    ),
    SlashCommand(
        "admin", "", QT_TRANSLATE_NOOP("SlashCommand", "see who runs the server"), 0, _make_question("ADMIN")
    ),
    SlashCommand("info", "", QT_TRANSLATE_NOOP("SlashCommand", "see what the server is"), 0, _make_question("INFO")),
    SlashCommand(
        "kill", NAME_REASON,
        QT_TRANSLATE_NOOP("SlashCommand", "disconnect somebody from the server (operators only)"), 1, _run_kill,
    ),
    SlashCommand(
        "links", "", QT_TRANSLATE_NOOP("SlashCommand", "list the servers of the network"), 0, _make_question("LINKS")
    ),
    SlashCommand("motd", "", QT_TRANSLATE_NOOP("SlashCommand", "see the server's message of the day"), 0, _run_motd),
    SlashCommand(
        "oper", QT_TRANSLATE_NOOP("SlashCommand", "NAME PASSWORD"),
        QT_TRANSLATE_NOOP("SlashCommand", "become an operator of the server"), 2, _make_question("OPER"),
    ),
    SlashCommand(
        "quote", QT_TRANSLATE_NOOP("SlashCommand", "LINE"),
        QT_TRANSLATE_NOOP("SlashCommand", "send a line of IRC as it is"), 1, _run_quote, ("raw",),
    ),
    SlashCommand(
        "stats", QT_TRANSLATE_NOOP("SlashCommand", "LETTER"),
        QT_TRANSLATE_NOOP("SlashCommand", "see figures of the server"), 1, _make_question("STATS"),
    ),
    SlashCommand("time", "", QT_TRANSLATE_NOOP("SlashCommand", "see the server's time"), 0, _make_question("TIME")),
    SlashCommand(
        "umode", QT_TRANSLATE_NOOP("SlashCommand", "[MODES]"),
        QT_TRANSLATE_NOOP("SlashCommand", "see or change your own modes"), 0, _run_umode,
    ),
    SlashCommand(
        "version", "", QT_TRANSLATE_NOOP("SlashCommand", "see the server's version"), 0, _make_question("VERSION")
    ),
    SlashCommand(
        "wallops", TEXT, QT_TRANSLATE_NOOP("SlashCommand", "write to all operators (operators only)"), 1, _run_wallops
    ),
)  # fmt: skip
