"""How long words take: so many a second into one room, and the time until each member has each of them.

People do not speak in time with each other: the pauses are random, so that now and then two speak at once. They are the
same pauses for every server.
"""

from __future__ import annotations

import random
import selectors
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass

from tests.benchmarks.load import SILENCE, Member

_MARK = b"^"
"""Stands once in each line, and nowhere else: counted, wherever the stream is cut."""
_SPEAKERS = 10
_WARM = 20
"""Lines at the beginning whose times are not counted."""


@dataclass(frozen=True, slots=True)
class Delays:
    """From the moment before a line is sent to the moment after it was received, in ms."""

    p50: float
    p99: float
    worst: float


def paced(members: Sequence[Member], channel: str, per_second: int, seconds: float, size: int = 100) -> Delays:
    """The first of the members speak in turn, all others hear them and are measured. Whoever else is in the channel
    takes no part."""
    speakers, hearers = members[:_SPEAKERS], members[_SPEAKERS:]
    line = f"PRIVMSG {channel} :{_MARK.decode()}{'x' * (size - 1)}\r\n".encode()
    sent: list[float] = []
    heard = dict.fromkeys(hearers, 0)
    delays: list[float] = []
    total = int(per_second * seconds) + _WARM
    chance = random.Random(per_second)
    with selectors.DefaultSelector() as selector:
        for each in members:
            selector.register(each, selectors.EVENT_READ)
        due = time.perf_counter()
        missing = total * len(hearers)
        silent = time.perf_counter() + SILENCE
        while missing:
            now = time.perf_counter()
            if len(sent) < total and now >= due:
                due += chance.expovariate(per_second)
                sent.append(time.perf_counter())
                speakers[len(sent) % len(speakers)].socket.sendall(line)
            elif now > silent:
                raise RuntimeError(f"{missing} deliveries are missing after {SILENCE:.0f} s of silence")
            patience = max(0.0, due - time.perf_counter()) if len(sent) < total else SILENCE
            for key, _ in selector.select(patience):
                member = key.fileobj
                assert isinstance(member, Member)
                count = member.take().count(_MARK)
                now = time.perf_counter()
                if member in heard and count:
                    first = heard[member]
                    delays += [now - sent[index] for index in range(max(first, _WARM), first + count)]
                    heard[member] = first + count
                    missing -= count
                    silent = now + SILENCE
    delays.sort()
    return Delays(
        statistics.median(delays) * 1e3, delays[int(len(delays) * 0.99)] * 1e3, delays[-1] * 1e3
    )  # fmt: skip
