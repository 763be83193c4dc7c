"""The text gateway: a chat for the smallest programs, which only send typed text and print received text.

The server first sends `NICK`, four bytes, and then nothing until a name has come. The first text from the client is the
name. Each later text is sent to the lobby, and all messages come back as lines `name: text`. A line end or a pause of
50 ms ends a text, because such programs send no line ends. A client that is turned away at once gets the reason in
place of `NICK`.
"""

from __future__ import annotations

import codecs
from collections.abc import Sequence

from desktop_chat.server.codecs.codec_api import NOTHING, Item
from desktop_chat.server.codecs.gateway_guest import GuestCodec, display_name

QUESTION = b"NICK"
PAUSE = 0.05
"""Seconds of silence that end a text."""
PARTIAL_PAUSE = 1.0
"""The same if the text stops in the middle of a character."""
LONGEST = 8192
"""Characters without a line end that count as one text."""


class TextGateway(GuestCodec):
    """The codec of one client of the text gateway."""

    def __init__(self, lobby: str, port: int) -> None:
        super().__init__(lobby, port)
        self.due_at = 0.0
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._rest = ""
        self._answer = QUESTION
        self._heard = 0.0

    @property
    def has_outgoing(self) -> bool:
        return bool(self._answer)

    def receive_bytes(self, data: bytes, now: float) -> Sequence[Item]:
        lines = (self._rest + self._decoder.decode(data)).split("\n")
        self._rest = lines.pop()
        items: list[Item] = []
        for line in lines:
            items += self._handle_line(line)
        if len(self._rest) > LONGEST:
            items += self._handle_line(self._take_rest())
        self._heard = now
        self.due_at = now + PAUSE if self._rest or self._flush_partial else 0.0
        return items

    @property
    def _flush_partial(self) -> bool:
        return bool(self._decoder.getstate()[0])

    def _take_rest(self) -> str:
        rest, self._rest = self._rest, ""
        return rest

    def _handle_line(self, text: str) -> Sequence[Item]:
        if not self._guest.has_entered:
            return self._guest.enter_as(text)
        return self._guest.send_text(text)

    def advance_time(self, now: float) -> Sequence[Item]:
        if not self.due_at or now < self.due_at:
            return NOTHING
        if self._flush_partial and now < self._heard + PARTIAL_PAUSE:
            self.due_at = self._heard + PARTIAL_PAUSE
            return NOTHING
        return self.end_input()

    def end_input(self) -> Sequence[Item]:
        self.due_at = 0.0
        text = self._take_rest() + self._decoder.decode(b"", final=True)
        return self._handle_line(text) if text else NOTHING

    def send_irc(self, wire: bytes) -> Sequence[Item]:
        answers, told = self._guest.receive_irc(wire)
        shown = "".join(f"{display_name(one.author)}: {one.text}\n" for one in told).encode("utf-8", "replace")
        if self._guest.has_entered:
            self._answer += shown
        elif self._answer == QUESTION and shown:  # after the question the client takes everything for an answer to it
            self._answer = shown
        return answers

    def take_outgoing(self, now: float) -> bytes:
        data, self._answer = self._answer, b""
        return data
