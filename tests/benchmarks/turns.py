"""Everybody in turn: the people of many rooms say one line each, again and again, so that no two lines of one person
follow each other on their way through the server."""

from __future__ import annotations

import selectors
import time
from collections.abc import Mapping, Sequence

from tests.benchmarks.load import SILENCE, Figures, Member
from tests.benchmarks.peers import Peer

_TOGETHER = 8
"""Turns that are said before half of them were heard."""
_REST = 0.001
"""Seconds between two looks at what has come."""


def take_turns(peer: Peer, rooms: Mapping[str, Sequence[Member]], turns: int, size: int = 100) -> Figures:
    """Let each member say so many lines to all others in the room; each hearer counts the bytes that arrive."""
    lines: dict[Member, bytes] = {}
    heard: dict[Member, int] = {}
    for channel, members in rooms.items():
        line = f"PRIVMSG {channel} :{'x' * size}\r\n".encode()
        length = _length_of(line, members)
        lines.update(dict.fromkeys(members, line))
        heard.update(dict.fromkeys(members, length * (len(members) - 1)))
    cpu, start = peer.cpu(), time.perf_counter()
    with selectors.DefaultSelector() as selector:
        for member in lines:
            selector.register(member, selectors.EVENT_READ)
        for turn in range(turns):
            for member, line in lines.items():
                member.socket.send(line)
            if (turn + 1) % _TOGETHER == 0 or turn + 1 == turns:
                _hear(selector, {member: (turn - _TOGETHER // 2) * length for member, length in heard.items()})
        _hear(selector, {member: turns * length for member, length in heard.items()})
    seconds = time.perf_counter() - start
    for member, length in heard.items():
        if member.received != turns * length:
            raise RuntimeError(f"{member.nick} received {member.received} bytes, not {turns * length}")
        member.received = 0
    deliveries = turns * sum(len(members) * (len(members) - 1) for members in rooms.values())
    return Figures(deliveries, seconds, peer.cpu() - cpu)


def _hear(selector: selectors.BaseSelector, expected: Mapping[Member, int]) -> None:
    """Read until each member has so many bytes. This program sleeps meanwhile: where it reads each line by itself, it
    is slower than any server here."""
    came = time.monotonic()
    while any(member.received < length for member, length in expected.items()):
        time.sleep(_REST)
        for key, _ in selector.select(0):
            member = key.fileobj
            assert isinstance(member, Member)
            member.skip()
            came = time.monotonic()
        if time.monotonic() - came > SILENCE:
            raise RuntimeError(f"Lines did not come within {SILENCE:.0f} s")


def _length_of(line: bytes, members: Sequence[Member]) -> int:
    """Return how long the line is when it comes to the others: all names are equally long."""
    members[0].say(line.decode().removesuffix("\r\n"))
    lengths = {len(member.until(b"PRIVMSG")) for member in members[1:]}
    members[0].socket.setblocking(False)
    return lengths.pop()
