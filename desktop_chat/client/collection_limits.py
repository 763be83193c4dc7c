"""Limits: how much a server can make this client hold. Pure; any thread.

A chat needs a fraction of each. A server that goes beyond one is faulty or hostile: the Session says so in one sentence
and the connection ends (`Overrun`). Single texts are bounded by the length of a line (`irc.stream`), so a number of
things is a number of bytes too; what people say of themselves is cut to `TEXT`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sized

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
    "HistoryLoader._requests": ROOMS,
    "TypingStates.heard_of": ROOMS,
    "TypingStates.heard_of[]": TYPING,
    "MessageInbox._labels": 64,
    "BatchCollector._open": 64,
    "_Open.items": 16_384,
}
"""Each collection of a Session that a server fills, and how many things it holds at most. `limit_check` compares it
with its limit, or the code that fills it does, or the limit of another collection bounds it. A test walks a Session."""


def require_moderate_tokens(values: Mapping[str, str]) -> None:
    """What a server says of itself in 005, all of it.

    Raises: TooMuchError.
    """
    require_count("005", values, TOKENS)
    require_bytes("005", values, TOKEN_BYTES)


def require_count(what: str, held: Sized, most: int) -> None:
    if len(held) > most:
        raise TooMuchError(what)


def require_bytes(what: str, held: Mapping[str, str], most: int) -> None:
    if sum(map(len, held.keys())) + sum(map(len, held.values())) > most:
        raise TooMuchError(what)
