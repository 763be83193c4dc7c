"""The text door: a chat for the smallest of programs, which only send what is typed and print what comes.

`NICK` alone, four bytes, asks for a name; nothing else is said until one has come. The first thing received is the
name. Then everything received is said in the lobby, and everybody's words come back as lines `name: text`. A line end
or a pause of 50 ms ends what somebody says, for such programs send no line ends.
"""

from __future__ import annotations

import codecs
from collections.abc import Sequence

from desktop_chat.server.codecs.guest import Guest, called
from desktop_chat.server.codecs.port import NOTHING, Item

QUESTION = b"NICK"
PAUSE = 0.05
"""Seconds of silence that end what somebody says."""
PARTIAL_PAUSE = 1.0
"""The same when it stops in the middle of a character."""
LONGEST = 8192
"""Characters without a line end that are taken as one thing said."""


class TextDoor:
    """See the module. `port` is the client's."""

    def __init__(self, lobby: str, port: int) -> None:
        self.over = ""
        self.due = 0.0
        self._guest = Guest(lobby, port)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._rest = ""
        self._answer = QUESTION
        self._heard = 0.0

    @property
    def waiting(self) -> bool:
        return bool(self._answer)

    @property
    def busy(self) -> bool:
        return self._guest.busy

    @property
    def full(self) -> bool:
        return self._guest.full

    def receive(self, data: bytes, now: float) -> Sequence[Item]:
        lines = (self._rest + self._decoder.decode(data)).split("\n")
        self._rest = lines.pop()
        items: list[Item] = []
        for line in lines:
            items += self._said(line)
        if len(self._rest) > LONGEST:
            items += self._said(self._take_rest())
        self._heard = now
        self.due = now + PAUSE if self._rest or self._partial else 0.0
        return items

    @property
    def _partial(self) -> bool:
        return bool(self._decoder.getstate()[0])

    def _take_rest(self) -> str:
        rest, self._rest = self._rest, ""
        return rest

    def _said(self, text: str) -> Sequence[Item]:
        if not self._guest.entered:
            return self._guest.enter(text)
        return self._guest.say(text)

    def elapse(self, now: float) -> Sequence[Item]:
        if not self.due or now < self.due:
            return NOTHING
        if self._partial and now < self._heard + PARTIAL_PAUSE:
            self.due = self._heard + PARTIAL_PAUSE
            return NOTHING
        return self.finish()

    def finish(self) -> Sequence[Item]:
        self.due = 0.0
        text = self._take_rest() + self._decoder.decode(b"", final=True)
        return self._said(text) if text else NOTHING

    def say(self, wire: bytes) -> Sequence[Item]:
        answers, told = self._guest.hear(wire)
        if self._guest.entered:  # before a name has come nothing is said, not even goodbye
            self._answer += "".join(f"{called(one.author)}: {one.text}\n" for one in told).encode("utf-8", "replace")
        return answers

    def outgoing(self, now: float) -> bytes:
        data, self._answer = self._answer, b""
        return data

    def farewell(self) -> bytes:
        return b""
