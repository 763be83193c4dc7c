"""Limits: how much a server can make this client hold. Pure; any thread.

A chat needs a fraction of each. A server that goes beyond one is faulty or hostile: the Session says so in one sentence
and the connection ends (`Overrun`). Single texts are bounded by the length of a line (`irc.stream`), so a number of
things is a number of bytes too; what people say of themselves is cut to `TEXT`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sized
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop_chat.client.context import Context

ROOMS = 3_000
"""Rooms that are open, direct messages counted too."""
STRANGERS = 5
"""Conversations begun by people to whom we never wrote that stand among the others; further ones are requests."""
REQUESTS = 500
"""Of more the oldest is closed."""
ASKED = 20_000
"""What this program asks a server by itself, because of what that said, and what waits for its turn."""
KNOWN = 10_000
"""Rooms that were closed and of which is known how far they were read; of more the oldest are forgotten."""
MEMBERS = 50_000
"""People in one room."""
ALL_MEMBERS = 250_000
"""People in all rooms together."""
CAPABILITIES = 500
CAPABILITY_BYTES = 65_536
CAPABILITY_LINES = 500
TOKENS = 1_000
"""Words of 005."""
TOKEN_BYTES = 65_536
TYPING = 100
"""People of one room who are known to write something just now."""
TARGET_PAGES = 100
"""Answers to who wrote while one was away."""
SPLIT = 10_000
"""People of one room who are out of reach, as far as their return is told as that."""
TEXT_BYTES = 262_144
"""One message of several lines."""
TEXT = 200
"""Characters of a name, an address or a real name that are kept of somebody."""


class TooMuchError(Exception):
    """A limit was reached; the text is the wire's word for what there was too much of."""


HELD: Mapping[str, int] = {
    "SessionState.rooms": ROOMS,
    "SessionState.known": KNOWN,
    "SessionState.available": CAPABILITIES,
    "SessionState.enabled": CAPABILITIES,
    "ISupport._values": TOKENS,
    "RoomState.members": MEMBERS,
    "RoomState.arriving": MEMBERS,
    "Context.told_away": ROOMS,
    "Context.rejoins": ROOMS,
    "Context.forwarded": ROOMS,
    "Context.listing": 100,
    "Context.names_heard": MEMBERS,
    "Context.ctcp_answers": 100,
    "Context.ctcp_traces": 100,
    "Netsplits._splits": ROOMS,
    "Netsplits._changed": ROOMS,
    "_Split.gone": SPLIT,
    "_Told.nicks": 12,
    "History._requests": ROOMS,
    "TypingNews.heard_of": ROOMS,
    "TypingNews.heard_of[]": TYPING,
    "Inbox._labels": 64,
    "Batches._open": 64,
    "_Open.items": 16_384,
}
"""Each collection of a Session that a server fills, and how many things it holds at most: what is checked by
`require_moderate`, bounded where it is filled, or bounded by another one. A test walks a Session and compares."""


def require_moderate(c: Context) -> None:
    """Look at what a server has filled since the last time.

    Raises: TooMuchError.
    """
    state = c.state
    _require("JOIN", state.rooms, ROOMS)
    _require("CAP", state.available, CAPABILITIES)
    _require_bytes("CAP", state.available, CAPABILITY_BYTES)
    _require("NAMES", c.names_heard, MEMBERS)
    if state.pacing.questions > ASKED:
        raise TooMuchError("JOIN")
    if state.people_changed:
        state.people_changed = False
        people = 0
        for room in state.rooms.values():
            count = max(len(room.members), len(room.arriving or ()))
            if count > MEMBERS:
                raise TooMuchError("NAMES")
            people += count
        if people > ALL_MEMBERS:
            raise TooMuchError("NAMES")
    for forgettable, most in ((c.told_away, ROOMS), (c.rejoins, ROOMS), (c.forwarded, ROOMS), (state.known, KNOWN)):
        while len(forgettable) > most:
            del forgettable[next(iter(forgettable))]


def require_moderate_tokens(values: Mapping[str, str]) -> None:
    """What a server says of itself in 005, all of it.

    Raises: TooMuchError.
    """
    _require("005", values, TOKENS)
    _require_bytes("005", values, TOKEN_BYTES)


def _require(what: str, held: Sized, most: int) -> None:
    if len(held) > most:
        raise TooMuchError(what)


def _require_bytes(what: str, held: Mapping[str, str], most: int) -> None:
    if sum(map(len, held.keys())) + sum(map(len, held.values())) > most:
        raise TooMuchError(what)
