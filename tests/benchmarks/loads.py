"""What is measured: each load is driven at one server and gives its figures. `make bench` runs them in turn."""

from __future__ import annotations

import itertools
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.benchmarks import load
from tests.benchmarks.load import CAPABILITIES, Figures, Flow, Member
from tests.benchmarks.paced import Delays, paced
from tests.benchmarks.peers import NGIRCD, Peer
from tests.benchmarks.storm import storm
from tests.benchmarks.turns import take_turns

RATE, LINES, CPU = "deliveries/s", "lines/s", "us CPU each"
MS, SECONDS, KIB, MIB, TIMES = "ms", "s", "KiB", "MiB", "times"
"""Units. Of deliveries and lines more is better, of all else less."""
_SPEAKERS = 4
_NUMBERS = itertools.count()


@dataclass(frozen=True, slots=True)
class Figure:
    """One value measured in one run."""

    name: str
    unit: str
    value: float


@dataclass(frozen=True, slots=True)
class Load:
    """`rounds`: how often each server is started and measured; `quick` the same for a look."""

    number: int
    run: Callable[[Peer, bool], Iterator[Figure]]
    rounds: int
    quick: int


@dataclass(frozen=True, slots=True)
class _Inside:
    """Who is in a room."""

    channel: str
    members: list[Member]


def _fan_out(peer: Peer, quick: bool) -> Iterator[Figure]:
    for size, lines in ((10, 8000), (100, 4000), (500, 1200)):
        with _room(peer, size) as inside:
            flows = _speak(inside, lines if quick else 3 * lines)
            yield from rate_figures(f"fan-out to {size}", load.flood(peer, flows))
    yield Figure("memory after that", MIB, peer.memory() / 2**20)
    if peer.name == NGIRCD:
        return  # it has no capabilities
    for size, lines in ((10, 8000), (100, 3000), (500, 800)):
        with _room(peer, size, capabilities=CAPABILITIES) as inside:
            flows = _speak(inside, lines if quick else 3 * lines, echoed=True)
            yield from rate_figures(f"fan-out to {size}, with capabilities", load.flood(peer, flows))


def _paced(peer: Peer, quick: bool) -> Iterator[Figure]:
    for rate, seconds in ((100, 20.0), (500, 10.0), (1000, 5.0)):
        with _room(peer, 200) as inside:
            delays = paced(inside.members, inside.channel, rate, seconds / 4 if quick else seconds)
        yield from delay_figures(f"paced, 200 members, {rate:,} messages a second", delays)


def _rooms(peer: Peer, quick: bool) -> Iterator[Figure]:
    members = load.connect(peer, _nicks(1000))
    rooms = [members[first : first + 20] for first in range(0, 1000, 20)]
    for number, inside in enumerate(rooms):
        load.enter(inside, f"#room{number:02}")
    flows = [
        Flow(inside[0], f"#room{number:02}", inside[1:], 400 if quick else 2000) for number, inside in enumerate(rooms)
    ]
    yield from rate_figures("50 channels of 20", load.flood(peer, flows))
    load.leave(members)


def _direct(peer: Peer, quick: bool) -> Iterator[Figure]:
    members = load.connect(peer, _nicks(400))
    pairs = zip(members[::2], members[1::2], strict=True)
    flows = [Flow(one, other.nick, [other], 500 if quick else 2500) for one, other in pairs]
    yield from rate_figures("direct messages of 200 pairs", load.flood(peer, flows))
    load.leave(members)


def _secure(peer: Peer, quick: bool) -> Iterator[Figure]:
    if peer.secure_port:
        with _room(peer, 100, secure=True) as inside:
            yield from rate_figures(
                "fan-out to 100 over TLS", load.flood(peer, _speak(inside, 1500 if quick else 6000))
            )


def _storm(peer: Peer, quick: bool) -> Iterator[Figure]:
    count = 1000 if quick else 2000
    cpu = peer.cpu()
    yield Figure(f"join storm of {count:,}", SECONDS, storm(peer, count, "#storm"))
    yield Figure(f"join storm of {count:,}: CPU", SECONDS, peer.cpu() - cpu)


def _idle(peer: Peer, quick: bool) -> Iterator[Figure]:
    del quick
    yield from _at_rest(peer, min(10_000, _descriptors() - 500), secure=False)


def _idle_secure(peer: Peer, quick: bool) -> Iterator[Figure]:
    if peer.secure_port:
        yield from _at_rest(peer, 1000 if quick else min(10_000, _descriptors() - 500), secure=True)


def _at_rest(peer: Peer, count: int, *, secure: bool) -> Iterator[Figure]:
    kind = " over TLS" if secure else ""
    before = peer.memory()
    members = load.connect(peer, _nicks(count), secure=secure)
    yield Figure(f"{count:,} idle connections{kind}, each", KIB, (peer.memory() - before) / count / 1024)
    if not secure:
        inside = _Inside("#idle", members[:1000])
        load.enter(inside.members, inside.channel)
        yield from rate_figures(f"fan-out to 1,000 of {count:,}", load.flood(peer, _speak(inside, 400)))
    load.leave(members)


def _slow(peer: Peer, quick: bool) -> Iterator[Figure]:
    seconds = 4 if quick else 12
    with _room(peer, 50) as inside:
        load.flood(peer, _speak(inside, 3000))  # what a flood leaves to be done is left to both
        alone = paced(inside.members, inside.channel, 100, seconds)
        deaf = load.connect(peer, _nicks(50), receive_buffer=4096)
        for member in deaf:
            member.say(f"JOIN {inside.channel}")
        for member in deaf:
            member.until(b" 366 ")
        load.settle(inside.members)
        load.flood(peer, _speak(inside, 3000))  # 1.5 MB for each, which fills what the system holds for the deaf
        beside = paced(inside.members, inside.channel, 100, seconds)
        load.leave(deaf)
    yield Figure("50 members, paced: p99", MS, alone.p99)
    yield Figure("50 members beside 50 that read nothing: p99", MS, beside.p99)
    yield Figure("the second by the first", TIMES, beside.p99 / alone.p99)


def _in_turn(peer: Peer, quick: bool) -> Iterator[Figure]:
    members = load.connect(peer, _nicks(200))
    turns = take_turns(peer, turn_rooms(members), 50 if quick else 200)
    yield from rate_figures("200 people in 20 rooms, in turn", turns)
    load.leave(members)


def turn_rooms(members: list[Member]) -> dict[str, list[Member]]:
    """Let ten people each enter a room of their own. Return the members by room."""
    rooms = {f"#turn{first // 10:02}": members[first : first + 10] for first in range(0, len(members), 10)}
    for channel, inside in rooms.items():
        load.enter(inside, channel)
    return rooms


ALL = (
    Load(1, _fan_out, 5, 3),
    Load(2, _paced, 3, 3),
    Load(3, _rooms, 5, 3),
    Load(4, _direct, 5, 3),
    Load(5, _secure, 5, 3),
    Load(6, _storm, 3, 2),
    Load(7, _idle, 1, 1),
    Load(7, _idle_secure, 1, 1),
    Load(8, _slow, 3, 1),
    Load(10, _in_turn, 5, 3),
)


@contextmanager
def _room(peer: Peer, size: int, *, secure: bool = False, capabilities: str = "") -> Iterator[_Inside]:
    """So many members of a room of their own, who leave afterwards."""
    members = load.connect(peer, _nicks(size), secure=secure, capabilities=capabilities)
    channel = f"#load{next(_NUMBERS):06}"
    load.enter(members, channel)
    yield _Inside(channel, members)
    load.leave(members)


def _nicks(count: int) -> list[str]:
    """New ones, equally long: those who left before may not be gone yet."""
    return [f"m{next(_NUMBERS):06}" for _ in range(count)]


def _speak(inside: _Inside, lines: int, *, echoed: bool = False) -> list[Flow]:
    """The first members each say so many lines to all others, and to themselves where that is echoed."""
    members = inside.members
    return [
        Flow(speaker, inside.channel, [member for member in members if echoed or member is not speaker], lines)
        for speaker in members[:_SPEAKERS]
    ]


def rate_figures(name: str, figures: Figures) -> Iterator[Figure]:
    """Yield speed and cost of a flood."""
    yield Figure(name, RATE, figures.rate)
    yield Figure(name, CPU, figures.cost)


def delay_figures(name: str, delays: Delays) -> Iterator[Figure]:
    """Yield how long paced lines took."""
    yield Figure(f"{name}: p50", MS, delays.p50)
    yield Figure(f"{name}: p99", MS, delays.p99)
    yield Figure(f"{name}: worst", MS, delays.worst)
    yield Figure(f"{name}: until all have it", MS, delays.whole)


def _descriptors() -> int:
    """Files that this process may open, after it asked for as many as it may have."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 65536 if hard == resource.RLIM_INFINITY else min(hard, 65536)
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return wanted
