"""Touched: for whom a hold of the lock made something, so that the threads that own their sockets look after them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from desktop_chat.hub.live.user import Seat


class WaitingSeats(NamedTuple):
    """These Seats were given something that leaves once `commit` is durable: before that there is nothing to do for
    them. The sequence is the hub's own: whoever joins the room later may be added to it, and nobody is taken out."""

    commit: int
    seats: Sequence[Seat]


class WakeList:
    """`now`: those whose outbox, `paused` or `closing` changed. `waiting`: whole rooms of which it is known for what
    they wait, so that nobody looks at each of their members in vain. Under the lock only."""

    __slots__ = ("now", "waiting")

    def __init__(self) -> None:
        self.now: set[Seat] = set()
        self.waiting: list[WaitingSeats] = []

    def add_seat(self, seat: Seat) -> None:
        """Something about this one has changed."""
        self.now.add(seat)

    def add_seats(self, seats: Sequence[Seat], commit: int) -> None:
        """All of these were given a piece that needs `commit`; 0 for none."""
        if commit:
            self.waiting.append(WaitingSeats(commit, seats))
        else:
            self.now.update(seats)

    def clear(self) -> None:
        self.now.clear()
        self.waiting.clear()
