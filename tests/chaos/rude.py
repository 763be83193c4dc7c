"""Rude connections of every kind at once, and what that is to people who talk beside them."""

from __future__ import annotations

import selectors
import socket
import time
from contextlib import suppress
from dataclasses import dataclass, field

import psutil

from tests.chaos.owner import Group
from tests.e2e.programs import ServerProcess
from tests.irc_client import IrcClient

SETTINGS = (
    "limits.registration_seconds=2",
    "limits.ping_seconds=5",
    "limits.outbox_bytes=65536",
    "limits.connections_per_address=0",
    "limits.connections_per_minute=0",
    "limits.burst=100000",
    "limits.per_second=100000",
)
_HELLO = bytes.fromhex("16030100c8010000c40303")
"""How a TLS handshake begins."""
_LONGEST = 60.0
_SPARE = 12
"""Threads, and connections of the database, that the server makes when it first needs them."""


@dataclass(slots=True)
class Rude:
    """`quiet` and `alone`: the seconds in which a line came to the other, with and without all that; `others` how many
    were rude, `seconds` until the last of them was gone."""

    others: int = 0
    seconds: float = 0.0
    alone: list[float] = field(default_factory=list)
    beside: list[float] = field(default_factory=list)


def p99(times: list[float]) -> float:
    """In ms."""
    return sorted(times)[int(len(times) * 0.99)] * 1000 if times else 0.0


def be_rude(process: ServerProcess, silent: int, shakes: int, *, lines: int = 200, patient: bool = False) -> Rude:
    """So many connections that say nothing, and TLS handshakes that never end; beside them somebody who reads nothing,
    with `patient` (40 s) somebody who answers nothing, and lines that are cut off. Raises AssertionError unless all of
    them are gone in the end and nobody else lost anything."""
    found = Rude(silent + shakes)
    program = psutil.Process(process.pid)
    with Group(process.port) as group:
        before = program.num_fds() + _SPARE, program.num_threads() + _SPARE
        found.alone = [_said_in(group, f"before {number}") for number in range(lines)]
        mob = _Mob(process.port)
        begin = time.monotonic()
        try:
            for _ in range(silent):
                mob.add(b"")
            for _ in range(shakes):
                mob.add(_HELLO)
            rude = [_deaf(process.port), *([_dead(process.port)] if patient else [])]
            names = ["deaf", *(["dead"] if patient else [])]
            for number in range(20):
                _cut_off(process.port, number)
            number = 0
            while len(mob) or not all(_is_gone(group, name) for name in names):
                assert time.monotonic() - begin < _LONGEST, f"{len(mob)} are there still"
                number += 1
                found.beside.append(_said_in(group, f"beside {number}"))
                mob.look()
            found.seconds = time.monotonic() - begin
            for client in rude:
                client.close()
        finally:
            mob.close()
        end = time.monotonic() + 10
        while (now := (program.num_fds(), program.num_threads())) > before:
            assert time.monotonic() < end, f"descriptors and threads left over: {now}, {before} at most before"
            group.say("still here")
        assert not any("cut off" in text for text in group.shown)
    return found


def _said_in(group: Group, text: str) -> float:
    for _ in range(20):
        group.post("x" * 400)  # so much that the deaf one's share is full one day
    begin = time.perf_counter()
    assert group.say(text)
    return time.perf_counter() - begin


def _is_gone(group: Group, nick: str) -> bool:
    group.ann.send(f"ISON {nick}")
    return not next(one.params[-1] for one in group.ann.fence() if one.command == "303").strip()


def _deaf(port: int) -> IrcClient:
    """In the room, and reads nothing."""
    client = IrcClient(port)
    client.register("deaf")
    client.join("#tea")
    return client


def _dead(port: int) -> IrcClient:
    """Entered and then fell silent, as a computer whose cable was pulled: it answers no PING."""
    client = IrcClient(port)
    client.register("dead")
    return client


def _cut_off(port: int, number: int) -> None:
    """In the room, and reset in the middle of a line."""
    client = IrcClient(port)
    client.register(f"cut{number}")
    client.join("#tea")
    client.send_bytes(b"PRIVMSG #tea :cut off in the mid")
    client.reset()


class _Mob:
    """Connections that wait to be thrown out."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._selector = selectors.DefaultSelector()

    def __len__(self) -> int:
        return len(self._selector.get_map())

    def add(self, first: bytes) -> None:
        connection = socket.create_connection(("127.0.0.1", self._port), 20)
        if first:
            connection.sendall(first)
        self._selector.register(connection, selectors.EVENT_READ)

    def look(self) -> None:
        """Let go of those whom the server has thrown out."""
        for key, _ in self._selector.select(0):
            connection = key.fileobj
            assert isinstance(connection, socket.socket)
            heard = b""
            with suppress(ConnectionResetError):
                heard = connection.recv(4096)
            if not heard:
                self._selector.unregister(connection)
                connection.close()

    def close(self) -> None:
        for key in list(self._selector.get_map().values()):
            assert isinstance(key.fileobj, socket.socket)
            key.fileobj.close()
        self._selector.close()
