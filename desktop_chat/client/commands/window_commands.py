"""Commands that the program does, not the server: connections, the view of the room, the end. Pure; GUI thread."""

from __future__ import annotations

from desktop_chat.client.commands.command import OPTIONAL_TEXT, Run, SlashCommand
from desktop_chat.client.context import Context
from desktop_chat.client.events import ProgramCalled
from desktop_chat.client.program_wish import ProgramWish
from desktop_chat.client.shared_actions import one_line
from desktop_chat.texts import QT_TRANSLATE_NOOP


def _make_wish(wish: ProgramWish) -> Run:
    def run(c: Context, room: str, arguments: str) -> None:
        c.state.emit(ProgramCalled(room, wish, one_line(arguments)))

    return run


ROWS = (
    SlashCommand(
        "clear", "", QT_TRANSLATE_NOOP("SlashCommand", "clear the view of this room; nothing is deleted"), 0,
        _make_wish(ProgramWish.CLEAR),
    ),
    SlashCommand(
        "connect", QT_TRANSLATE_NOOP("SlashCommand", "[ADDRESS]"),
        QT_TRANSLATE_NOOP("SlashCommand", "connect to this server, or to another one"), 0,
        _make_wish(ProgramWish.CONNECT), ("server",),
    ),
    SlashCommand(
        "exit", "", QT_TRANSLATE_NOOP("SlashCommand", "close the program"), 0, _make_wish(ProgramWish.EXIT)
    ),
    SlashCommand(
        "quit", OPTIONAL_TEXT, QT_TRANSLATE_NOOP("SlashCommand", "say goodbye and disconnect from this server"), 0,
        _make_wish(ProgramWish.DISCONNECT), ("disconnect", "bye", "signoff"),
    ),
    SlashCommand(
        "reconnect", "", QT_TRANSLATE_NOOP("SlashCommand", "disconnect from this server and connect again"), 0,
        _make_wish(ProgramWish.RECONNECT),
    ),
    SlashCommand(
        "search", OPTIONAL_TEXT, QT_TRANSLATE_NOOP("SlashCommand", "search the messages of this room"), 0,
        _make_wish(ProgramWish.SEARCH), ("lastlog", "find"),
    ),
)  # fmt: skip
