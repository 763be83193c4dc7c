"""ClientBatch: a batch that a client is sending.

A Seat sends one batch at a time; lines, bytes and time are limited. The first fault of a batch is answered, and the
rest of the batch is ignored. Spec: https://ircv3.net/specs/extensions/client-batch
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop_chat.irc.message import NO_TAGS, Message
from desktop_chat.irc.multiline import CONCAT, Line
from desktop_chat.texts import hub as texts

BATCH_SECONDS = 60
"""How long a batch may stay open."""


class BatchError(Exception):
    """A fault of a batch, as FAIL takes it: a code, the context and the text."""

    def __init__(self, code: str, *context: str, text: str) -> None:
        super().__init__(code, *context, text)
        self.code = code
        self.context = context
        self.text = text


@dataclass(slots=True)
class ClientBatch:
    """The lines so far."""

    reference: str
    target: str = ""
    label: str = ""
    """Label of the opening line."""
    since: int = 0
    """Tick (second) of the opening line."""
    tags: Mapping[str, str] = NO_TAGS
    """Tags of the opening line."""
    command: str = ""
    """Command of all lines, "" before the first."""
    lines: list[Line] = field(default_factory=list)
    size: int = 0
    dropped: bool = False
    """True if the rest of the batch is ignored."""

    def add_line(self, message: Message, most_lines: int, most_bytes: int) -> None:
        """Add a PRIVMSG or NOTICE.

        Raises: BatchError for the first fault.
        """
        if self.dropped:
            return
        try:
            self._check_and_add(message, most_lines, most_bytes)
        except BatchError:
            self.drop_lines()
            raise

    def drop_lines(self) -> None:
        """Forget the lines and ignore the rest, because of a fault."""
        self.dropped = True
        self.lines.clear()

    def _check_and_add(self, message: Message, most_lines: int, most_bytes: int) -> None:
        target, text, goes_on = message.param_at(0), message.param_at(1), CONCAT in message.tags
        if target != self.target:
            raise BatchError("MULTILINE_INVALID_TARGET", self.target, target or "*", text=texts.LINES_NEED_ONE_TARGET)
        if self.command and message.command != self.command:
            raise BatchError("MULTILINE_INVALID", text=texts.LINES_NEED_ONE_COMMAND)
        if goes_on and not (text and self.lines):
            raise BatchError("MULTILINE_INVALID", text=texts.LINE_CONCAT_INVALID)
        if len(self.lines) >= most_lines:
            raise BatchError("MULTILINE_MAX_LINES", str(most_lines), text=texts.TOO_MANY_LINES)
        self.size += len(text.encode()) + (0 if goes_on or not self.lines else 1)
        if self.size > most_bytes:
            raise BatchError("MULTILINE_MAX_BYTES", str(most_bytes), text=texts.TOO_MANY_BYTES)
        self.command = message.command
        self.lines.append(Line(text, goes_on))
