"""How long words take: so many a second into one room, and the time until each member has each of them.

People do not speak in time with each other: the pauses are random, so that now and then two speak at once. They are the
same pauses for every server.

A line has arrived when the system has put it into the member's socket. On Linux the system says when that was, so that
this program need not hurry: it sleeps while the server sends, takes nothing of its time, and reads every half ms.
Where it woke for each line it was slower than any server here, and what it measured was itself.
"""

from __future__ import annotations

import math
import random
import selectors
import statistics
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from tests.benchmarks.load import SILENCE, STAMPED, Member

_MARK = b"^"
"""Stands once in each line, and nowhere else: counted, wherever the stream is cut."""
_SPEAKERS = 10
_WARM = 20
"""Lines at the beginning whose times are not counted."""
_READ_SECONDS = 0.0005


@dataclass(frozen=True, slots=True)
class Delays:
    """From the moment before a line is sent to the moment at which a member has it, in ms. `whole`: until the last of
    them has it, the median of all lines."""

    p50: float
    p99: float
    worst: float
    whole: float


class _Lines:
    """What was said, and who has heard how much of it. Nobody is shown their own."""

    def __init__(self, members: Sequence[Member], speakers: int, total: int) -> None:
        """The first so many members speak, one after the other."""
        self.sent: list[float] = []
        order = [index % speakers for index in range(total)]
        self._to_come = {
            member: deque(index for index in range(total) if order[index] != place)
            for place, member in enumerate(members)
        }
        self.speakers = [members[place] for place in order]
        self.missing = sum(map(len, self._to_come.values()))
        self._delays: list[float] = []
        self._whole: list[float] = [0.0] * total

    def came(self, member: Member, count: int, at: float) -> None:
        """The next so many lines have come to a member."""
        self.missing -= count
        for _ in range(count):
            index = self._to_come[member].popleft()
            delay = at - self.sent[index]
            if index >= _WARM:
                self._delays.append(delay)
                self._whole[index] = max(self._whole[index], delay)

    def delays(self) -> Delays:
        found = sorted(self._delays)
        p50, p99, worst = statistics.median(found), found[int(len(found) * 0.99)], found[-1]
        return Delays(p50 * 1e3, p99 * 1e3, worst * 1e3, statistics.median(self._whole[_WARM:]) * 1e3)


def paced(members: Sequence[Member], channel: str, per_second: int, seconds: float, size: int = 100) -> Delays:
    """The first of the members speak in turn, and all are measured. Whoever else is in the channel takes no part."""
    line = f"PRIVMSG {channel} :{_MARK.decode()}{'x' * (size - 1)}\r\n".encode()
    lines = _Lines(members, min(_SPEAKERS, len(members)), int(per_second * seconds) + _WARM)
    chance = random.Random(per_second)
    with selectors.DefaultSelector() as selector:
        for each in members:
            selector.register(each, selectors.EVENT_READ)
            if STAMPED:
                each.stamp()
        due = silent = time.time()
        while lines.missing:
            now = time.time()
            if now >= due:
                due += chance.expovariate(per_second)
                speaker = lines.speakers[len(lines.sent)]
                lines.sent.append(time.time())
                speaker.socket.sendall(line)
                silent = now
                if len(lines.sent) == len(lines.speakers):
                    due = math.inf
            elif now > silent + SILENCE:
                raise RuntimeError(f"{lines.missing} deliveries are missing after {SILENCE:.0f} s of silence")
            for member in _ready(selector, max(0.0, min(SILENCE, due - time.time()))):
                data, at = member.take_stamped()
                lines.came(member, data.count(_MARK), at)
                silent = now
    return lines.delays()


def _ready(selector: selectors.BaseSelector, patience: float) -> list[Member]:
    """Who has something to read, after this time at most."""
    if STAMPED:
        time.sleep(min(_READ_SECONDS, patience))
        patience = 0.0
    return [key.fileobj for key, _ in selector.select(patience) if isinstance(key.fileobj, Member)]
