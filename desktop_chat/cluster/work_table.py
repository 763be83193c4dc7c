"""WorkTable: the blocking work of all nodes that has not ended, numbered alike on all nodes. Pure."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import Any

from desktop_chat.cluster.events import Fail, Finish
from desktop_chat.hub.job import BlockingWork
from desktop_chat.hub.live.user import Seat

MOST_ANSWER = 1 << 24
"""Bytes of one answer."""


class WorkTable:
    """The work by number, and the parts of answers that have come so far."""

    def __init__(self) -> None:
        self._last = 0
        self._work: dict[int, BlockingWork[Any]] = {}
        self._parts: dict[int, bytearray] = {}

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of all work, the oldest first."""
        return tuple(self._work)

    def add_all(self, works: Iterable[BlockingWork[Any]]) -> tuple[tuple[int, BlockingWork[Any]], ...]:
        """Number new work. Return the work of Seats that are served here, each with its number."""
        mine = []
        for work in works:
            self._last += 1
            self._work[self._last] = work
            if work.seat.here:
                mine.append((self._last, work))
        return tuple(mine)

    def take_part(self, event: Finish) -> bytes | Fail | None:
        """Add a part of an answer. Return the whole answer, the failure of an answer that is too long, or None."""
        if event.work not in self._work:
            return None
        parts = self._parts.setdefault(event.work, bytearray())
        parts += event.part
        if len(parts) > MOST_ANSWER:
            return Fail(event.work, "The answer is too long.", too_wide=False)
        return bytes(parts) if event.is_last else None

    def end_work(self, number: int) -> BlockingWork[Any] | None:
        """Forget the work with a number. Return the work; None if it has ended."""
        self._parts.pop(number, None)
        return self._work.pop(number, None)

    def keep_work_of(self, seats: Container[Seat]) -> None:
        """Forget the work of all other Seats."""
        self._work = {number: work for number, work in self._work.items() if work.seat in seats}
        self._parts = {number: parts for number, parts in self._parts.items() if number in self._work}
