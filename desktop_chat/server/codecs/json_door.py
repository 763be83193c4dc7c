"""The JSON door: a chat for small programs that send and take objects with exactly the keys type, msg and author.

What comes in may have line ends or none, and any number of objects in a packet; what is none is passed over. `author`
is the name; a client that gives none, or calls itself "self", is called by its port. `msg` is said in the lobby; type
"quit" leaves. Nothing is said before the first object has come. Everybody's words go out as one object a send: such
programs take what one read gives them for one object. So the next leaves after a pause, and not before the other end
has acknowledged the one before. Type "stop" from the author "server" with an empty msg is the end.
"""

from __future__ import annotations

import codecs
import json
from collections import deque
from collections.abc import Sequence

from desktop_chat.server.codecs.guest import SERVER, Guest, Kind, Told, called
from desktop_chat.server.codecs.objects import ObjectStream
from desktop_chat.server.codecs.port import NOTHING, Item

APART = 0.05
"""Seconds between two sends, at least."""
LONGEST = 32768
"""Characters of an object that comes in."""
LAST_WORDS = 16
"""What is still told before the end, at most: the end must be told while there is time for it."""
_QUIT, _STOP = "quit", "stop"
_SELF = "self"
"""How known programs call themselves before they have a name."""


class JsonDoor:
    """See the module. `port` is the client's."""

    def __init__(self, lobby: str, port: int) -> None:
        self.over = ""
        self._guest = Guest(lobby, port)
        self._name = str(port)
        self._own = self._name
        """What the client calls itself in its objects."""
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._objects = ObjectStream(LONGEST)
        self._type = ""
        """What the client calls words; known programs leave it empty."""
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
        items: list[Item] = []
        for value in self._objects.feed(self._decoder.decode(data)):
            items += self._received(value)
        return items

    def _received(self, value: dict[str, object]) -> Sequence[Item]:
        if self._guest.leaving:
            return NOTHING
        kind, words = _text(value.get("type")), _text(value.get("msg"))
        if kind.lower() == _QUIT:
            return self._guest.leave()
        items = list(self._called(_text(value.get("author")).strip()))
        if words.strip() and kind.lower() != _STOP:
            self._type = kind[:64]
            items += self._guest.say(words)
        return items

    def _called(self, author: str) -> Sequence[Item]:
        """Take up what the client calls itself: at first, and whenever that changes."""
        self._own = author or self._own
        name = "" if author.lower() == _SELF else author
        if not self._guest.entered:
            return self._guest.enter(name or self._name)
        if name and name != self._guest.given and self._guest.nick:
            return self._guest.call(name)
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
        if self._packets and self._packets[-1].kind is Kind.END:
            end = self._packets.pop()
            self._packets = deque([*list(self._packets)[:LAST_WORDS], end])
        return answers

    def outgoing(self, now: float) -> bytes:
        if not self._packets or now < self._next:
            return b""
        self._next = now + APART
        return self._encoded(self._packets.popleft())

    def postpone(self, now: float) -> None:
        """What was sent has not arrived yet: the next waits."""
        self._next = max(self._next, now + APART)

    def _encoded(self, told: Told) -> bytes:
        if told.kind is Kind.END:
            value = {"type": _STOP, "msg": "", "author": SERVER}
        else:
            value = {"type": self._type, "msg": told.text, "author": self._shown(told.author)}
        return json.dumps(value).encode() + b"\n"

    def _shown(self, nick: str) -> str:
        """Return the client's own name as it gave it, others' as people say them."""
        return self._own if nick == self._guest.nick else called(nick)

    def farewell(self) -> bytes:
        return b""


def _text(value: object) -> str:
    """Small programs write numbers where others write texts. Half a surrogate pair is no text."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).encode("utf-8", "replace").decode()
