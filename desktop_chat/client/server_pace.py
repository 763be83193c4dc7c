"""Pace: how fast a server takes lines, by its software, and whether its ERROR complains of a flood. Pure.

https://modern.ircdocs.horse/#rate-limiting (RFC 1459, 8.10: "each message will penalise the client by 2 seconds")
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from desktop_chat.irc.capabilities import RESEND
from desktop_chat.irc.message import Message, ProtocolError, encode_message
from desktop_chat.late_pattern import late_pattern
from desktop_chat.value_class import value

_UNTHROTTLED = frozenset(("CAP", "PASS", "USER", "AUTHENTICATE", "PONG", "QUIT"))
"""Commands that cost nothing: servers do not count registration, and they demand PONG."""
_DEAR = {"WHO": 2, "NICK": 2, "LIST": 3, "NAMES": 2, "WHOIS": 2}
"""Commands that servers count as several lines."""


@value
class Pace:
    """How a server counts penalties, which it forgives at 1 ms each ms."""

    burst: int
    """ms that may be spent at once."""
    line: int
    """ms that a line costs."""
    piece: int = 0
    """Bytes of a line that cost another second each time; 0 if the length does not count."""
    room: int = 0
    """ms that each room of a JOIN after the first costs."""

    def cost_of(self, size: int) -> int:
        """Return the cost in ms of a line of `size` bytes."""
        return self.line + (size // self.piece * 1_000 if self.piece else 0)

    def cost_of_messages(self, messages: Sequence[Message]) -> int:
        """Return the cost in ms of Messages that are sent together."""
        first, *rest = messages
        if first.command in _UNTHROTTLED:
            return 0
        cost = self.cost_of(_line_bytes(first)) * _DEAR.get(first.command, 1)
        if first.command == "JOIN":
            cost += first.param_at(0).count(",") * self.room
        return cost + sum(self.cost_of(_line_bytes(message)) for message in rest)

    def make_stricter(self, strictness: int) -> Pace:
        """Return the pace after `strictness` disconnections for flooding."""
        factor = 2 + strictness
        burst = max(self.line, self.burst * 2 // factor)
        return Pace(burst, self.line * factor // 2, self.piece * 2 // factor, self.room)


CAREFUL = Pace(10_000, 2_000, 100, 500)
"""For an unknown server: five short lines at once, then a line every two seconds; long lines cost more."""
_SOFTWARE = (
    ("solanum", Pace(5_000, 1_000)),
    ("charybdis", Pace(5_000, 1_000)),
    ("inspircd", Pace(8_000, 1_000, 250)),
    ("unrealircd", Pace(8_000, 1_000, 90)),
    ("ngircd", Pace(2_500, 500)),
    ("ergo", Pace(2_500, 500)),
    ("oragono", Pace(2_500, 500)),
)
"""By the beginning of the version in 004."""
_BOUNCERS = ("znc.in/", "soju.im/")
"""Beginnings of bouncers' capabilities. A bouncer takes any pace and forwards lines at its own."""


def pace_of_software(version: str) -> Pace:
    """Return the pace of a server with this version in 004."""
    name = version.lower()
    return next((pace for begins, pace in _SOFTWARE if name.startswith(begins)), CAREFUL)


def takes_any_pace(capabilities: Iterable[str]) -> bool:
    """Return True if a server with the capabilities takes lines at any pace: our own server and bouncers do."""
    return any(name == RESEND or name.startswith(_BOUNCERS) for name in capabilities)


_FLOODED = late_pattern(
    r"flood|recvq|receive queue|sending too (?:fast|much)|too many (?:lines|messages)", re.IGNORECASE
)


def is_flood(reason: str) -> bool:
    """Return True if an ERROR says that we have sent too much."""
    return _FLOODED.search(reason) is not None


_TOO_OFTEN = late_pattern(r"too fast|throttl|too many connections|too often", re.IGNORECASE)


def is_reconnect_refused(reason: str) -> bool:
    """Return True if an ERROR says that we connect too often."""
    return _TOO_OFTEN.search(reason) is not None and not is_flood(reason)


def _line_bytes(message: Message) -> int:
    try:
        return len(encode_message(message))
    except ProtocolError:
        return 0  # it will not be sent
