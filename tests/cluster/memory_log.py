"""MemoryLog: a log in memory that loses, doubles, delays and reorders batches as it is told."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from desktop_chat.cluster.port import LogEntry
from tests.hub.harness import NOW


class MemoryLog:
    """The entries so far, and the batches on their way. Implements `port.Log`, and never waits."""

    def __init__(self, random: Random) -> None:
        self.entries: list[LogEntry] = []
        self.now = NOW
        """Unix ms of the log's clock; a test may set it back."""
        self._random = random
        self._under_way: list[bytes] = []

    def append(self, data: bytes) -> None:
        self._under_way.append(data)

    def follow(self, after: int) -> Iterator[LogEntry]:
        return iter(self.entries[after:])

    @property
    def last_position(self) -> int:
        return len(self.entries)

    @property
    def is_under_way(self) -> bool:
        """Whether batches may still arrive."""
        return bool(self._under_way)

    def step(self) -> None:
        """Let one of the batches under way arrive, perhaps twice, or get lost; they overtake one another."""
        if not self._under_way:
            return
        at = self._random.randrange(len(self._under_way))
        match self._random.choice(("arrive", "arrive", "arrive", "double", "late copy", "lose")):
            case "arrive":
                self._add(self._under_way.pop(at))
            case "double":
                data = self._under_way.pop(at)
                self._add(data)
                self._add(data)
            case "late copy":
                self._add(self._under_way[at])
            case "lose":
                del self._under_way[at]

    def _add(self, data: bytes) -> None:
        self.entries.append(LogEntry(self.last_position + 1, self.now, data))

    def lose_end(self, count: int) -> None:
        """Lose the newest entries, as a log without synced disks does when the power fails."""
        del self.entries[max(0, self.last_position - count) :]
