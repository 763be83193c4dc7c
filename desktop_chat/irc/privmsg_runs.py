"""Runs of plain messages to one target, read as one value. Pure; one owner, no lock.

A client that pastes, relays or floods sends little else, and a line in a run costs a tenth of a Message.

Spec: https://modern.ircdocs.horse/#privmsg-message
"""

from __future__ import annotations

import re

from desktop_chat.irc.line_stream import SERVER_BODY_LIMIT, LineStream
from desktop_chat.irc.message import Message, ProtocolError
from desktop_chat.value_class import value

_RUN = re.compile(
    rb"^PRIVMSG ([^\0\r\n ,:][^\0\r\n ,]*+) :[^\0\x01\r\n][^\0\r\n]*+\r\n"
    rb"(?:PRIVMSG \1 :[^\0\x01\r\n][^\0\r\n]*+\r\n)++",
    re.MULTILINE,
)
"""Matches two or more lines that differ in their texts only. The texts are not empty and no CTCP."""
_COMMAND = b"PRIVMSG "


@value
class PrivmsgRun:
    """The texts of consecutive `PRIVMSG target :text`, at least two."""

    target: str
    texts: tuple[str, ...]

    def to_messages(self) -> list[Message]:
        """Return a Message for each text."""
        return [Message("PRIVMSG", (self.target, text)) for text in self.texts]


class RunStream:
    """A LineStream for servers that returns a PrivmsgRun in place of Messages where possible."""

    __slots__ = ("_stream",)

    def __init__(self) -> None:
        self._stream = LineStream()

    def feed(self, data: bytes) -> list[Message | ProtocolError | PrivmsgRun]:
        """Return the Messages, runs and errors that `data` completes, in order. Raises nothing."""
        items: list[Message | ProtocolError | PrivmsgRun] = []
        if data.count(_COMMAND) < 2:
            items += self._stream.feed(data)
            return items
        done = 0
        for found in _RUN.finditer(data, 0 if self._stream.is_between_lines else data.find(b"\n") + 1):
            lines = _make_run(found[1], found[0])
            if lines is not None:
                if done < found.start():
                    items += self._stream.feed(data[done : found.start()])
                items.append(lines)
                done = found.end()
        if done < len(data):
            items += self._stream.feed(data[done:])
        return items


def _make_run(target: bytes, run: bytes) -> PrivmsgRun | None:
    """Return the run; None if a line is too long or not UTF-8."""
    start = b"PRIVMSG %b :" % target
    try:
        texts = tuple(run[len(start) : -2].decode().split(f"\r\n{start.decode()}"))
    except UnicodeDecodeError:
        return None
    longest = max(map(len, texts)) if run.isascii() else max(len(text.encode()) for text in texts)
    return PrivmsgRun(target.decode(), texts) if len(start) + longest <= SERVER_BODY_LIMIT - 2 else None
