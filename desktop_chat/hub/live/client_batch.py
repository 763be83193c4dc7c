"""Inbound: a batch that a client is sending. https://ircv3.net/specs/extensions/client-batch

One for each Seat at a time, and bounded in lines, bytes and time. Once something was wrong with it, that is said once,
and whatever else belongs to it is thrown away without a word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop_chat.irc.message import NO_TAGS, Message
from desktop_chat.irc.multiline import CONCAT, Line

BATCH_SECONDS = 60
"""How long a batch may stay open."""


class BatchError(Exception):
    """What is wrong with a batch: a code, its context, and the sentence."""

    def __init__(self, *words: str) -> None:
        super().__init__(*words)
        self.words = words


@dataclass(slots=True)
class ClientBatch:
    """What has come so far. `since` counts ticks (seconds), `label` is that of the opening line, as are `tags`.
    `command` is what its lines are, "" before the first. `dropped`: the rest of it is not looked at."""

    reference: str
    target: str = ""
    label: str = ""
    since: int = 0
    tags: Mapping[str, str] = NO_TAGS
    command: str = ""
    lines: list[Line] = field(default_factory=list)
    size: int = 0
    dropped: bool = False

    def add_line(self, message: Message, most_lines: int, most_bytes: int) -> None:
        """One PRIVMSG or NOTICE of it. Raises BatchError, once."""
        if self.dropped:
            return
        try:
            self._check_and_add(message, most_lines, most_bytes)
        except BatchError:
            self.drop_lines()
            raise

    def drop_lines(self) -> None:
        """Something is wrong with it: forget what has come."""
        self.dropped = True
        self.lines.clear()

    def _check_and_add(self, message: Message, most_lines: int, most_bytes: int) -> None:
        target, text, goes_on = message.param_at(0), message.param_at(1), CONCAT in message.tags
        if target != self.target:
            raise BatchError("MULTILINE_INVALID_TARGET", self.target, target or "*", "All lines go to one target")
        if self.command and message.command != self.command:
            raise BatchError("MULTILINE_INVALID", "All lines are of one kind")
        if goes_on and not (text and self.lines):
            raise BatchError("MULTILINE_INVALID", "A line that goes on is not blank, and not the first")
        if len(self.lines) >= most_lines:
            raise BatchError("MULTILINE_MAX_LINES", str(most_lines), "These are too many lines")
        self.size += len(text.encode()) + (0 if goes_on or not self.lines else 1)
        if self.size > most_bytes:
            raise BatchError("MULTILINE_MAX_BYTES", str(most_bytes), "These are too many bytes")
        self.command = message.command
        self.lines.append(Line(text, goes_on))
