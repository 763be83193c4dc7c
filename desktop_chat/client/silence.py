"""Silence: why the person may not speak in a room in which the person is. Values; no Qt."""

from __future__ import annotations

from enum import Enum, auto

from desktop_chat.value_class import value


class SilenceReason(Enum):
    """The kinds of silence. Each has its own words in the window."""

    MODERATED = auto()  # only people with a role may speak
    BANNED = auto()
    MUTED = auto()
    ACCOUNT = auto()  # only people with an account may speak
    REFUSED = auto()  # the server gave no reason that we know


@value
class Silence:
    """`by`: the nick of the moderator, "" if unknown. `minutes`: the term, 0 without."""

    reason: SilenceReason
    by: str = ""
    minutes: int = 0
    mask: str = ""
