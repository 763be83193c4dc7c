"""The nodes of a cluster and the connections of their clients, as the log tells. Pure."""

from __future__ import annotations

from collections import deque

from desktop_chat.hub.live.user import Seat
from desktop_chat.irc.message import Message, ProtocolError
from desktop_chat.irc.privmsg_runs import PrivmsgRun


def seat_id(ordinal: int, connection: int) -> int:
    """Return the id of a Seat. `ordinal`: of the boot. The same on all nodes, and known before the Seat is attached."""
    return ordinal << 32 | connection


class ClusterConnection:
    """A connection of a node: the Seat, and the items of the client for the hub."""

    def __init__(self, seat: Seat) -> None:
        self.seat = seat
        self.items: deque[Message | ProtocolError | PrivmsgRun] = deque()


class ClusterMember:
    """The state of a node, as the log tells."""

    def __init__(self, boot: str, ordinal: int, ticks: int, address: str) -> None:
        self.boot = boot
        self.address = address
        self.ordinal = ordinal
        self.ended = False
        """The boot has left, or was given up. Only a later boot is heard."""
        self.number = 0
        """The number of the boot's last batch."""
        self.last_sign = ticks
        self.connections: dict[int, ClusterConnection] = {}
