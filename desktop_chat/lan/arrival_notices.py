"""ArrivalNotices: the notices by which a chat tells a network where it is, after its addresses have changed.

Clients that are connected to an address that has gone follow in seconds. A notice goes out by multicast and broadcast,
several times, because a datagram may be lost and a new network may take a while.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from contextlib import closing, suppress

from desktop_chat.lan.beacon import ARRIVAL_PORT, ChatBeacon, encode_arrival
from desktop_chat.lan.interfaces import InterfaceAddress
from desktop_chat.lan.radio import AskingSocket

REPEATS = (0.0, 1.0, 3.0, 7.0)
"""Seconds after the change at which a notice is sent."""
MOST = 64
"""Notices that wait."""


class ArrivalNotices:
    """The notices that wait. Times are seconds of a monotonic clock."""

    def __init__(self, port: int = ARRIVAL_PORT) -> None:
        self._port = port
        self._waiting: list[tuple[float, InterfaceAddress]] = []

    @property
    def due(self) -> float:
        """When the next notice is sent; infinite if none waits."""
        return min((due for due, _ in self._waiting), default=math.inf)

    def note_arrival(self, addresses: Iterable[InterfaceAddress], now: float) -> None:
        """Plan the notices for the addresses of this computer, in place of those that wait. Beyond MOST they are
        dropped."""
        self._waiting = [(now + seconds, one) for one in addresses for seconds in REPEATS][:MOST]

    def send_due(self, beacon: ChatBeacon, now: float) -> None:
        """Send the due notices, as far as the system allows."""
        due = [one for at, one in self._waiting if at <= now]
        self._waiting = [(at, one) for at, one in self._waiting if at > now]
        for one in due:
            with suppress(OSError), closing(AskingSocket(one, self._port)) as sending:
                sending.ask_everybody(encode_arrival(beacon))
