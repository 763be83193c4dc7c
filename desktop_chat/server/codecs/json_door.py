"""The JSON door: a chat for small programs that send objects with the keys type, msg, author, in and out.

What comes in may have line ends or none, and any number of objects in a packet; what is none is passed over. `author`
is the name, or the client's port where there is none; `msg` is said in the lobby; type "quit" leaves. Nothing is said
before the first object has come. Everybody's words go out as one object a send, 20 ms apart, because such programs
take what one read gives them for one object; `in` and `out` are when the words came in and went out, in Unix seconds.
Type "stop" from the author "server" is the end.
"""

from __future__ import annotations

import codecs
import json
import time
from collections import deque
from collections.abc import Callable, Sequence

from desktop_chat.server.codecs.guest import Guest, Kind, Told, called
from desktop_chat.server.codecs.port import NOTHING, Item

APART = 0.02
"""Seconds between two sends."""
LONGEST = 32768
"""Characters of an object that has not ended."""
TYPE = "msg"
"""What words are, for a client that has not shown what it calls them."""
_QUIT, _STOP = "quit", "stop"
_CUT = 8
"""Characters at the end of what has come in which a fault may just mean that the rest is missing."""


class JsonDoor:
    """See the module. `port` is the client's; `clock` is Unix time in seconds."""

    def __init__(self, lobby: str, port: int, clock: Callable[[], float] = time.time) -> None:
        self.over = ""
        self._guest = Guest(lobby, port)
        self._name = str(port)
        self._clock = clock
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._json = json.JSONDecoder()
        self._rest = ""
        self._type = TYPE
        self._packets: deque[Told] = deque()
        self._next = 0.0

    @property
    def due(self) -> float:
        return self._next if self._packets else 0.0

    @property
    def waiting(self) -> bool:
        return bool(self._packets)

    @property
    def busy(self) -> bool:
        return self._guest.busy

    @property
    def full(self) -> bool:
        return self._guest.full

    # In

    def receive(self, data: bytes, now: float) -> Sequence[Item]:
        text = self._decoder.decode(data)
        self._rest += text
        if "}" not in text and len(self._rest) <= LONGEST:
            return NOTHING  # nothing can have ended
        items: list[Item] = []
        for value in self._values():
            items += self._received(value)
        return items

    def _values(self) -> list[dict[str, object]]:
        """The objects that have ended. What comes before one, and what is none, is dropped."""
        values: list[dict[str, object]] = []
        text, at = self._rest, 0
        while (at := text.find("{", at)) >= 0:
            try:
                value, end = self._json.raw_decode(text, at)
            except json.JSONDecodeError as error:
                if _may_go_on(error, text):
                    at = at if len(text) - at <= LONGEST else -1
                    break
                at += 1
                continue
            except (RecursionError, ValueError):  # too deep, or a number too long
                at = -1
                break
            values.append(value)
            at = end
        self._rest = text[at:] if at >= 0 else ""
        return values

    def _received(self, value: dict[str, object]) -> Sequence[Item]:
        if self._guest.leaving:
            return NOTHING
        kind, words = _text(value.get("type")), _text(value.get("msg"))
        if kind.lower() == _QUIT:
            return self._guest.leave()
        items = list(self._called(_text(value.get("author")).strip()))
        if words.strip() and kind.lower() != _STOP:
            self._type = kind[:64] or TYPE
            items += self._guest.say(words)
        return items

    def _called(self, author: str) -> Sequence[Item]:
        """Who it says it is: at first, and whenever that changes."""
        if not self._guest.entered:
            return self._guest.enter(author or self._name)
        if author and author != self._guest.given and self._guest.nick:
            return self._guest.call(author)
        return NOTHING

    def elapse(self, now: float) -> Sequence[Item]:
        return NOTHING

    def finish(self) -> Sequence[Item]:
        return NOTHING

    # Out

    def say(self, wire: bytes) -> Sequence[Item]:
        answers, told = self._guest.hear(wire)
        if self._guest.entered and not self._guest.leaving:
            self._packets += [one for one in told if one.kind in (Kind.SAID, Kind.END)]
        return answers

    def outgoing(self, now: float) -> bytes:
        if not self._packets or now < self._next:
            return b""
        self._next = now + APART
        return self._encoded(self._packets.popleft())

    def _encoded(self, told: Told) -> bytes:
        left = round(self._clock(), 3)
        kind = _STOP if told.kind is Kind.END else self._type
        value = {
            "type": kind, "msg": told.text, "author": self._shown(told.author), "in": round(told.time, 3) or left,
            "out": left,
        }  # fmt: skip
        return json.dumps(value).encode() + b"\n"

    def _shown(self, nick: str) -> str:
        """Itself by the name that it gave; others as people say it."""
        return self._guest.given if nick == self._guest.nick else called(nick)

    def farewell(self) -> bytes:
        return b""


def _may_go_on(error: json.JSONDecodeError, text: str) -> bool:
    """Whether all that is wrong is that the rest has not come."""
    return error.msg.startswith("Unterminated string") or error.pos >= len(text) - _CUT


def _text(value: object) -> str:
    """Small programs write numbers where others write texts. Half a surrogate pair is no text."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).encode("utf-8", "replace").decode()
