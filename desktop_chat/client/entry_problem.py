"""EntryProblem: why the person is not in a room that is open in the sidebar. Frozen values; no Qt."""

from __future__ import annotations

from enum import Enum, auto

from desktop_chat.value_class import value


class Obstacle(Enum):
    """The kinds of problems. Each has its own words and its own help in the window."""

    PASSWORD = auto()  # the room has a password, or the given one was refused
    INVITATION = auto()
    ACCOUNT = auto()
    ENCRYPTION = auto()
    OPERATORS = auto()  # the room is for the people who run the network
    BANNED = auto()
    FULL = auto()
    UNAVAILABLE = auto()  # the server protects the name of the room for a while
    TOO_MANY_ROOMS = auto()
    NO_SUCH_ROOM = auto()
    FORWARDED = auto()  # the room leads to another one
    KICKED = auto()
    REMOVED = auto()  # by a PART that the person did not ask for


@value
class EntryProblem:
    """`by` and `reason`: who kicked, and the words. `retry_at`: when (Unix ms) the program tries again; 0 for never.

    `refused_key`: the server knows the password as wrong. `knocked`: the person has asked the moderators to be let in.
    """

    obstacle: Obstacle
    by: str = ""
    reason: str = ""
    retry_at: int = 0
    refused_key: bool = False
    knocked: bool = False
