"""ServerPace: how fast a server can be spoken to, as its software and its last words tell. Pure.

https://modern.ircdocs.horse/#rate-limiting (RFC 1459, 8.10: "each message will penalise the client by 2 seconds")
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from desktop_chat.irc.capabilities import RESEND
from desktop_chat.irc.message import Message, ProtocolError, encode_message
from desktop_chat.value_class import value

_UNTHROTTLED = frozenset(("CAP", "PASS", "USER", "AUTHENTICATE", "PONG", "QUIT"))
"""Servers forget what registering cost, and PONG is owed to them."""
_DEAR = {"WHO": 2, "NICK": 2, "LIST": 3, "NAMES": 2, "WHOIS": 2}
"""Commands that servers count as several lines."""


@value
class Pace:
    """How a server counts: `burst` ms of penalty may be spent at once, and 1 ms is forgiven each ms. A line costs
    `line` ms, and a second more for each whole `piece` bytes (0: however long it is); each room of a JOIN behind the
    first costs `room` ms."""

    burst: int
    line: int
    piece: int = 0
    room: int = 0

    def cost_of(self, size: int) -> int:
        """Of a line of so many bytes, in ms."""
        return self.line + (size // self.piece * 1_000 if self.piece else 0)

    def cost_of_messages(self, messages: Sequence[Message]) -> int:
        """What the server counts for messages that leave together, in ms."""
        first, *rest = messages
        if first.command in _UNTHROTTLED:
            return 0
        cost = self.cost_of(_line_bytes(first)) * _DEAR.get(first.command, 1)
        if first.command == "JOIN":
            cost += first.param_at(0).count(",") * self.room
        return cost + sum(self.cost_of(_line_bytes(message)) for message in rest)

    def make_stricter(self, strictness: int) -> Pace:
        """The same for a server that has thrown us out for flooding so many times."""
        factor = 2 + strictness
        burst = max(self.line, self.burst * 2 // factor)
        return Pace(burst, self.line * factor // 2, self.piece * 2 // factor, self.room)


CAREFUL = Pace(10_000, 2_000, 100, 500)
"""For a server of which nothing is known: five short lines, then one in two seconds, and long ones more slowly."""
_SOFTWARE = (
    ("solanum", Pace(5_000, 1_000)),
    ("charybdis", Pace(5_000, 1_000)),
    ("inspircd", Pace(8_000, 1_000, 250)),
    ("unrealircd", Pace(8_000, 1_000, 90)),
    ("ngircd", Pace(2_500, 500)),
    ("ergo", Pace(2_500, 500)),
    ("oragono", Pace(2_500, 500)),
)
"""By how the version begins that 004 names."""
_BOUNCERS = ("znc.in/", "soju.im/")
"""Bouncers keep what they are given and send it on at a pace of their own; their capabilities begin like this."""


def pace_of_software(version: str) -> Pace:
    """The pace of a server that names this version in 004."""
    name = version.lower()
    return next((pace for begins, pace in _SOFTWARE if name.startswith(begins)), CAREFUL)


def takes_any_pace(capabilities: Iterable[str]) -> bool:
    """Whether a server with these capabilities takes lines as fast as they come: our own does, and bouncers do."""
    return any(name == RESEND or name.startswith(_BOUNCERS) for name in capabilities)


_FLOODED = re.compile(r"flood|recvq|receive queue|sending too (?:fast|much)|too many (?:lines|messages)", re.IGNORECASE)


def is_flood(reason: str) -> bool:
    """Whether a server's last words say that it was sent too much at once."""
    return _FLOODED.search(reason) is not None


_TOO_OFTEN = re.compile(r"too fast|throttl|too many connections|too often", re.IGNORECASE)


def is_reconnect_refused(reason: str) -> bool:
    """Whether a server's last words say that we connect too often."""
    return _TOO_OFTEN.search(reason) is not None and not is_flood(reason)


def _line_bytes(message: Message) -> int:
    try:
        return len(encode_message(message))
    except ProtocolError:
        return 0  # it will not be sent
