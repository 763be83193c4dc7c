"""FILEHOST: the answers about files.

Spec: docs/specifications/filehost.md
"""

from __future__ import annotations

from desktop_chat.client.connection_events import FileTokenTold
from desktop_chat.client.context import Context
from desktop_chat.irc.message import Message


def handle_filehost(c: Context, message: Message) -> None:
    """Hand on a token for downloads, or an address for an upload."""
    if message.param_at(0).upper() == "AVATAR":
        c.portrait.handle_answer(message)
    elif message.param_at(0).upper() != "TOKEN":
        c.uploads.handle_answer(message)
    elif message.param_at(1):
        c.state.emit(FileTokenTold(message.param_at(1)))
