"""ProgramWish: what a slash command wants of the program around the Session. Pure."""

from __future__ import annotations

from enum import Enum


class ProgramWish(Enum):
    """Each value is done by the windows. Some take an argument."""

    CONNECT = "connect"
    """Connect to this server, or (argument: an address or a link) to another one."""
    RECONNECT = "reconnect"
    DISCONNECT = "disconnect"
    """Say goodbye (argument: the words) and stay disconnected."""
    CLEAR = "clear"
    """Hide what the room has shown so far."""
    SEARCH = "search"
    """Search this room (argument: the words)."""
    LIST_ROOMS = "list rooms"
    """Show the rooms of the server (argument: conditions, as LIST takes them)."""
    EXIT = "exit"
    """Close the program."""
