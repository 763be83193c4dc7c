"""Limits of the collections that a server fills in the client. Pure; any thread.

A chat needs a fraction of each limit. A server that exceeds a limit is faulty or hostile: the Session emits `Overrun`,
and the connection ends. The length of a line bounds single texts (`irc.stream`), so a number of items bounds bytes
too; names and the like are cut to `TEXT`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sized

ROOMS = 3_000
"""Open rooms, direct messages included."""
STRANGERS = 5
"""Conversations of people to whom we never wrote; further ones become message requests."""
REQUESTS = 500
"""Message requests; beyond them the oldest is closed."""
ASKED = 20_000
"""Questions of this program that wait in the PacingQueue."""
KNOWN = 10_000
"""Closed rooms with a known end; beyond them the oldest are forgotten."""
INVITATIONS = 20
"""Invitations to rooms that are not open; beyond them the oldest is closed."""
LISTS_ASKED = 20
"""Lists of channels that were asked for and have not come whole."""
LISTED_MASKS = 2_000
"""Masks of one list; further ones are not shown."""
WATCHED = 100
"""People whose presence the server tells us."""
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
"""People of one room who are typing."""
TARGET_PAGES = 100
"""Pages of CHATHISTORY TARGETS in one connection."""
SPLIT = 10_000
"""People of one room whose return after a netsplit is recognised."""
ASKED_ABOUT = 20
"""People about whom the server was asked and has not answered yet."""
PROFILES = 20_000
"""People whose published values are known; beyond them the oldest is forgotten."""
PERSON_FACTS = 100
"""Rooms, published values or addresses of one person in the answer to WHOIS."""
TEXT_BYTES = 262_144
"""A multiline message."""
TOPIC = 400
"""Characters of a topic in the list of rooms."""
LISTED = 60_000
"""Rooms in the list of a server's rooms."""
LISTED_NAMES = 10_000
"""Rooms of the list that are offered while a person types."""
MOTD_LINES = 40
"""Lines of the message of the day that are kept for newcomers; all of them are shown on the server's page."""
TEXT = 200
"""Characters of a person's nick, address, account or real name."""


class TooMuchError(Exception):
    """A server has exceeded a limit. The text is the command or numeric that filled the collection."""


HELD: Mapping[str, int] = {
    "SessionState.rooms": ROOMS,
    "SessionState.channels": ROOMS,
    "SessionState.known": KNOWN,
    "Profiles._values": PROFILES,
    "Profiles._values[]": 10,
    "Profiles._real_names": PROFILES,
    "Profiles.changed": 16_384,
    "SessionState.changed_rooms": ROOMS + KNOWN,
    "SessionState.available": CAPABILITIES,
    "SessionState.enabled": CAPABILITIES,
    "ISupport._values": TOKENS,
    "RoomState.members": MEMBERS,
    "RoomState.arriving": MEMBERS,
    "Context.told_away": ROOMS,
    "Context.rejoins": ROOMS,
    "Context.forwarded": ROOMS,
    "RoomList.arrived": 500,
    "ListedNames._rooms": LISTED_NAMES,
    "ListedNames._sorted": LISTED_NAMES,
    "RoomState.mutes": LISTED_MASKS,
    "Context.names_heard": MEMBERS,
    "Context.who_heard": 60,
    "Context.asked_about": ASKED_ABOUT,
    "Context.lists_asked": LISTS_ASKED,
    "Context.lists_asked[]": LISTED_MASKS,
    "Context.ctcp_answers": 100,
    "Context.ctcp_traces": 100,
    "PresenceWatch._watched": WATCHED,
    "TimedBans._sent": 20,
    "PresenceWatch._online": WATCHED,
    "PresenceWatch._away": WATCHED,
    "PresenceWatch._left": WATCHED,
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
"""Each collection of a Session that a server fills, with its limit. `limit_check` compares the size with the limit, or
the code that fills the collection does, or the limit of another collection bounds it. A test walks a Session."""


def require_moderate_tokens(values: Mapping[str, str]) -> None:
    """Check the tokens of 005.

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
