"""The message of the day, whose first lines greet newcomers.

Spec: https://modern.ircdocs.horse/#motd-message
"""

from __future__ import annotations

from desktop_chat.client.collection_limits import MOTD_LINES
from desktop_chat.client.context import Context
from desktop_chat.client.room_state import SERVER_ROOM
from desktop_chat.client.server_texts import text_of
from desktop_chat.irc.formatting import MONOSPACE
from desktop_chat.irc.message import Message

_LINE_START = "- "
"""Stands before each line, by custom."""


def handle_motd_start(c: Context, message: Message) -> None:
    """375: the message of the day begins."""
    del message
    c.state.motd = ()


def handle_motd(c: Context, message: Message) -> None:
    """372: keep a line for newcomers, and show the line on the server's page."""
    kept, line = c.state.motd, text_of(message)
    if type(line) is str:
        line = line.removeprefix(_LINE_START)
    if len(kept) < MOTD_LINES:
        c.state.motd = (*kept, line)
    is_drawn = type(line) is str and bool(line.strip())
    # many servers greet with pictures made of letters
    c.state.show_notice(SERVER_ROOM, f"{MONOSPACE}{line}" if is_drawn else line)
