"""Expected: who waits for the disk, by the commit, so that nobody is looked at before there is something to send."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from desktop_chat.hub.live.user import Seat
from desktop_chat.hub.live.wake_list import WaitingSeats


class CommitWaiters:
    """Seats of several I/O threads may be among them. Of one I/O thread, without a lock."""

    __slots__ = ("_rooms", "_single")

    def __init__(self) -> None:
        self._rooms: dict[int, dict[int, Sequence[Seat]]] = {}
        self._single: dict[int, dict[Seat, None]] = {}

    def add(self, waiting: WaitingSeats) -> None:
        """A room waits, however much was said in it since the last commit."""
        self._rooms.setdefault(waiting.commit, {})[id(waiting.seats)] = waiting.seats

    def add_one(self, commit: int, seat: Seat) -> None:
        self._single.setdefault(commit, {})[seat] = None

    def take_durable(self, durable: int) -> Iterator[Seat]:
        """Those whose commit is on disk; a person who is in two rooms comes twice."""
        rooms: dict[int, Sequence[Seat]] = {}
        for commit in [commit for commit in self._rooms if commit <= durable]:
            rooms.update(self._rooms.pop(commit))
        single = [self._single.pop(commit) for commit in [commit for commit in self._single if commit <= durable]]
        return chain(*rooms.values(), *single)

    def __iter__(self) -> Iterator[Seat]:
        """All who wait."""
        rooms = {key: seats for found in self._rooms.values() for key, seats in found.items()}
        return chain(*rooms.values(), *self._single.values())
