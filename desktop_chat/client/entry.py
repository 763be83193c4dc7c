"""Entry: a thing said (or a notice of the room) that the client keeps and paints. Pure values."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from desktop_chat.irc.message import NO_TAGS
from desktop_chat.values import value


class Kind(StrEnum):
    """What an Entry is."""

    MESSAGE = "message"
    ACTION = "action"
    NOTICE = "notice"
    JOIN = "join"
    PART = "part"
    QUIT = "quit"
    KICK = "kick"
    NICK = "nick"
    TOPIC = "topic"
    MODE = "mode"
    NEWS = "news"  # the server or this program speaks: connected, welcome text, an answer to a command
    ERROR = "error"  # something was refused or went wrong


SPOKEN = frozenset({Kind.MESSAGE, Kind.ACTION, Kind.NOTICE})
"""The kinds that count as unread and are grouped by their author."""


class State(StrEnum):
    """How far an own Entry has come. Others' are RECEIVED."""

    RECEIVED = "received"
    PENDING = "pending"
    SENT = "sent"
    FAILED = "failed"  # refused; may be retried by hand
    UNSURE = "unsure"  # maybe sent: the link broke, and the server cannot tell doubles; ask


@value
class Entry:
    """One painted thing.

    `id` is unique in one archive and never reused, `time` is Unix time in ms, `text` may hold IRC formatting
    codes, `target` is the second name of a notice (who was kicked, the new nick). `resend` is the own id
    (128 random bits in hex) under which an own Entry may be sent again without being doubled.
    """

    id: int
    kind: Kind
    time: int
    nick: str
    text: str
    msgid: str = ""
    own: bool = False
    state: State = State.RECEIVED
    target: str = ""
    account: str = ""
    resend: str = ""
    tags: Mapping[str, str] = NO_TAGS
