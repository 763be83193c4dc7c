"""WakeList: Seats with new output after a hold of the lock. The I/O threads then write to these Seats."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from desktop_chat.hub.live.user import Seat


class WaitingSeats(NamedTuple):
    """Seats with output that needs `commit`, and no other output.

    The sequence is the hub's own list: later members of the channel may be appended, and nobody is removed.
    """

    commit: int
    seats: Sequence[Seat]


class WakeList:
    """Seats to wake. Thread: hub lock."""

    __slots__ = ("now", "waiting")

    def __init__(self) -> None:
        self.now: set[Seat] = set()
        """Seats whose outbox, `paused` or `closing` changed."""
        self.waiting: list[WaitingSeats] = []
        """Members of whole channels that wait for one commit, so that no thread checks each of them in vain."""

    def add_seat(self, seat: Seat) -> None:
        """Wake a Seat, if this process serves it."""
        if seat.here:
            self.now.add(seat)

    def add_seats(self, seats: Sequence[Seat], commit: int) -> None:
        """Wake Seats of this process with output that needs `commit` (0 for output without a commit)."""
        if commit:
            self.waiting.append(WaitingSeats(commit, seats))
        else:
            self.now.update(seats)

    def clear(self) -> None:
        self.now.clear()
        self.waiting.clear()
