"""The JSON gateway: a chat for small programs that exchange objects with exactly the keys type, msg and author.

Input: objects with or without line ends, any number in a packet; other text is skipped. `author` is the name; without a
name, or with the name "self", the client is called by its port. `msg` is sent to the lobby. Type "quit" leaves.

Output: no words before the first object of the client, then one object a send, because such programs take the bytes of
one read for one object. The next object is sent after a pause, once the other end has acknowledged the last one. Type
"stop" from the author "server" with an empty msg ends the connection. A client that is turned away or removed gets the
reason as a msg of the author "server" before the "stop".
"""

from __future__ import annotations

import codecs
import json
from collections import deque
from collections.abc import Sequence
from dataclasses import replace

from desktop_chat.server.codecs.codec_api import NOTHING, Item
from desktop_chat.server.codecs.gateway_guest import (
    SERVER,
    GuestCodec,
    GuestNotice,
    NoticeKind,
    display_name,
)
from desktop_chat.server.codecs.json_objects import JsonObjectStream

APART = 0.05
"""The least seconds between two sends."""
LONGEST = 32768
"""Characters of an object from the client."""
LAST_WORDS = 16
"""The most notices before the end, so that the end is sent in time."""
_QUIT, _STOP = "quit", "stop"
_LAST = (NoticeKind.DISMISSED, NoticeKind.END)
_SELF = "self"
"""The author of known programs before the person has given a name."""


class JsonGateway(GuestCodec):
    """The codec of one client of the JSON gateway."""

    needs_acknowledgement = True

    def __init__(self, lobby: str, port: int) -> None:
        super().__init__(lobby, port)
        self._name = str(port)
        self._own = self._name
        """The author in the client's objects."""
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._objects = JsonObjectStream(LONGEST)
        self._type = ""
        """The type of the client's messages, used in both directions; known programs leave the type empty."""
        self._packets: deque[GuestNotice] = deque()
        self._next = 0.0

    @property
    def due_at(self) -> float:
        return self._next if self._packets else 0.0

    @property
    def has_outgoing(self) -> bool:
        return bool(self._packets)

    # From the client

    def receive_bytes(self, data: bytes, now: float) -> Sequence[Item]:
        items: list[Item] = []
        for value in self._objects.feed(self._decoder.decode(data)):
            items += self._handle_object(value)
        return items

    def _handle_object(self, value: dict[str, object]) -> Sequence[Item]:
        if self._guest.leaving:
            return NOTHING
        kind, words = _text_of(value.get("type")), _text_of(value.get("msg"))
        if kind.lower() == _QUIT:
            return self._guest.leave()
        items = list(self._take_name(_text_of(value.get("author")).strip()))
        if words.strip() and kind.lower() != _STOP:
            self._type = kind[:64]
            items += self._guest.send_text(words)
        return items

    def _take_name(self, author: str) -> Sequence[Item]:
        """Use the author as name, at first and at every change."""
        self._own = author or self._own
        name = "" if author.lower() == _SELF else author
        if not self._guest.has_entered:
            return self._guest.enter_as(name or self._name)
        if name and name != self._guest.given and self._guest.nick:
            return self._guest.change_name(name)
        return NOTHING

    def advance_time(self, now: float) -> Sequence[Item]:
        return NOTHING

    def end_input(self) -> Sequence[Item]:
        return NOTHING

    # To the client

    def send_irc(self, wire: bytes) -> Sequence[Item]:
        answers, told = self._guest.receive_irc(wire)
        for notice in told if not self._guest.leaving else ():
            if notice.kind in _LAST:
                self._end_because(notice)
            elif notice.kind is NoticeKind.SAID and self._guest.has_entered:
                self._packets.append(notice)
        return answers

    def _end_because(self, notice: GuestNotice) -> None:
        """Put the end, and the reason of a dismissal, behind the first of the waiting words."""
        reasons = [replace(notice, kind=NoticeKind.SAID)] if notice.kind is NoticeKind.DISMISSED else []
        self._packets = deque([*list(self._packets)[:LAST_WORDS], *reasons, replace(notice, kind=NoticeKind.END)])

    def take_outgoing(self, now: float) -> bytes:
        if not self._packets or now < self._next:
            return b""
        self._next = now + APART
        return self._encode_notice(self._packets.popleft())

    def postpone_next(self, now: float) -> None:
        self._next = max(self._next, now + APART)

    def _encode_notice(self, told: GuestNotice) -> bytes:
        if told.kind is NoticeKind.END:
            value = {"type": _STOP, "msg": "", "author": SERVER}
        else:
            value = {"type": self._type, "msg": told.text, "author": self._name_for(told.author)}
        return json.dumps(value).encode() + b"\n"

    def _name_for(self, nick: str) -> str:
        """Return the author of a message: the client's own name unchanged, other nicks for display."""
        return self._own if nick == self._guest.nick else display_name(nick)


def _text_of(value: object) -> str:
    """Return a JSON value as text: small programs write numbers for texts. Half a surrogate pair becomes `?`."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).encode("utf-8", "replace").decode()
