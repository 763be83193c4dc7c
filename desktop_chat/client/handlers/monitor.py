"""MONITOR: the numerics that tell whether watched people are online.

Spec: https://ircv3.net/specs/extensions/monitor
"""

from __future__ import annotations

from desktop_chat.client.context import Context
from desktop_chat.client.handlers import answers
from desktop_chat.irc.message import Message
from desktop_chat.irc.names import split_source
from desktop_chat.irc.numerics import RPL_MONONLINE


def handle_presence(c: Context, message: Message) -> None:
    """730 and 731: the people are online, or offline. People whom only a person's own MONITOR watches are shown."""
    online = message.command == RPL_MONONLINE
    nicks = [split_source(word).nick for word in message.param_at(1).split(",")]
    for nick in filter(None, nicks):
        if online:
            c.note_present(nick)
        else:
            c.note_absent(nick)
    known = [c.presence.note_online(nick, online=online) for nick in nicks if nick]
    if not all(known):
        answers.handle_other_numeric(c, message)


def handle_full_list(c: Context, message: Message) -> None:
    """734: the server watches no more people for us. Their presence stays unknown."""
    del c, message
