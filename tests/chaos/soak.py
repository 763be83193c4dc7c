"""Half of full speed for a long time, while people come, go and lose their connections; what is left of it in the end.

A room in which a few speak and many listen. Beside them others knock, enter, ask for what was said, leave, are cut off
and come back, over TLS and without. Memory is taken once a second.
"""

from __future__ import annotations

import os
import random
import selectors
import socket
import statistics
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from desktop_chat.server.hub_runtime import HASH_THREADS, JOB_THREADS, SEARCH_THREADS
from tests.e2e.programs import ServerProcess
from tests.irc_client import IrcClient

ROOM = "#soak"
SETTINGS = ("limits.enabled=false", "limits.connections_per_minute=0", "limits.ping_seconds=100000")
"""Nobody is asked for a sign of life: those who listen only count."""
SPEAKERS = 4
_WITNESSES = 2
"""Those who count lines. The others take what comes and throw it away."""
_COMERS = 8
_AHEAD = 400
"""Lines that are under way when the server goes as fast as it can."""
_LINE = f"PRIVMSG {ROOM} :{'x' * 100}\r\n".encode()
_SIGN = f" PRIVMSG {ROOM} :x".encode()
_TRUNCATE = socket.MSG_TRUNC if sys.platform == "linux" else 0
_BUFFER = bytearray(1 << 20)
_FILES = 40
"""Open files at most: a few connections to each of the two databases are kept, as many as were needed at once."""
_PATIENCE = 30.0


@dataclass(slots=True)
class Soaked:
    """What happened. `full` and `pace` in lines a second, `memory` in bytes, one a second; `lag` is the longest time
    (s) for which the room was behind what was said."""

    members: int = 0
    full: float = 0.0
    pace: float = 0.0
    said: int = 0
    acts: int = 0
    lag: float = 0.0
    memory: list[int] = field(default_factory=list)

    @property
    def early(self) -> float:
        """The median of minute 6, or of as early a part of a shorter run."""
        count = len(self.memory)
        begin = min(300, count // 3)
        return statistics.median(self.memory[begin : begin + max(1, min(60, count // 6))])

    @property
    def late(self) -> float:
        """The median of the last five minutes, or of the last third."""
        return statistics.median(self.memory[-max(1, min(300, len(self.memory) // 3)) :])

    @property
    def growth(self) -> float:
        return self.late / self.early


class _Member:
    """One connection in the room that stays."""

    def __init__(self, port: int, nick: str, *, counts: bool) -> None:
        client = IrcClient(port)
        client.register(nick)
        client.join(ROOM)
        self.socket = client.release()
        self.socket.setblocking(False)
        self.unsent = b""
        self.seen = 0
        self._counts = counts
        self._rest = b""

    def read(self) -> None:
        with suppress(BlockingIOError):
            if not self._counts:
                size = self.socket.recv_into(_BUFFER, len(_BUFFER), _TRUNCATE)
            else:
                data = self.socket.recv(1 << 18)
                size = len(data)
                data = self._rest + data
                self.seen += data.count(_SIGN)
                self._rest = data[-len(_SIGN) + 1 :]
            assert size, "somebody in the room was disconnected"

    def push(self) -> None:
        if self.unsent:
            with suppress(BlockingIOError):
                self.unsent = self.unsent[self.socket.send(self.unsent) :]


class _Room:
    """Everybody who stays. One thread."""

    def __init__(self, port: int, listeners: int) -> None:
        self.speakers = [_Member(port, f"speaker{number}", counts=False) for number in range(SPEAKERS)]
        self.witnesses = [_Member(port, f"witness{number}", counts=True) for number in range(_WITNESSES)]
        others = [_Member(port, f"listener{number}", counts=False) for number in range(listeners)]
        self._members = [*self.speakers, *self.witnesses, *others]
        self.said = 0
        self._selector = selectors.DefaultSelector()
        for member in self._members:
            self._selector.register(member.socket, selectors.EVENT_READ, member)

    def __len__(self) -> int:
        return len(self._members)

    @property
    def behind(self) -> int:
        """Lines that the first witness has not seen."""
        return self.said - self.witnesses[0].seen

    def say(self, lines: int) -> None:
        for number in range(lines):
            self.speakers[(self.said + number) % SPEAKERS].unsent += _LINE
        self.said += lines

    def turn(self, seconds: float) -> None:
        for speaker in self.speakers:
            speaker.push()
        for key, _ in self._selector.select(seconds):
            key.data.read()

    def settle(self) -> None:
        """Until every witness has seen every line."""
        end = time.monotonic() + _PATIENCE
        while any(witness.seen < self.said for witness in self.witnesses):
            assert time.monotonic() < end, f"lost: {[self.said - witness.seen for witness in self.witnesses]} lines"
            self.turn(0.05)
        assert {witness.seen for witness in self.witnesses} == {self.said}

    def close(self) -> None:
        self._selector.close()
        for member in self._members:
            member.socket.close()


class _Comers(threading.Thread):
    """Those who come and go. A thread of the load's own; what went wrong in it is in `failure`."""

    def __init__(self, port: int, seed: int, seconds: float) -> None:
        """`seconds`: the time between two acts."""
        super().__init__(name="comers")
        self._port, self._choice, self._pause = port, random.Random(seed), seconds
        self._inside: list[IrcClient] = []
        self._numbers = iter(range(1 << 30))
        self.ended = threading.Event()
        self.acts = 0
        self.failure: BaseException | None = None

    def run(self) -> None:
        try:
            while not self.ended.wait(self._pause):
                self._act()
                self.acts += 1
        except (OSError, EOFError, AssertionError) as error:
            self.failure = error
        finally:
            for client in self._inside:
                client.close()

    def _act(self) -> None:
        if len(self._inside) < _COMERS:
            self._come()
            return
        client = self._choice.choice(self._inside)
        match self._choice.randrange(6):
            case 0:
                self._inside.remove(client)
                client.reset()
            case 1:
                self._inside.remove(client)
                client.send("QUIT :enough")
                client.close()
            case 2:
                client.join(ROOM)
                client.send(f"CHATHISTORY LATEST {ROOM} * 50", f"PART {ROOM}")
                client.fence()
            case 3:
                client.send(f"JOIN #side{self._choice.randrange(20)}", "TOPIC #side0 :elsewhere", "WHO #side0")
                client.fence()
            case 4:
                client.send("JOIN 0", f"NICK comer{next(self._numbers)}")
                client.fence()
            case _:
                room = f"#side{self._choice.randrange(20)}"
                client.send(f"JOIN {room}", f"PRIVMSG {room} :hello", f"PRIVMSG {room} :again")
                client.fence()

    def _come(self) -> None:
        client = IrcClient(self._port, tls=self._choice.random() < 0.5)
        self._inside.append(client)
        client.register(f"comer{next(self._numbers)}", "batch draft/chathistory server-time message-tags")


def soak(folder: Path, seconds: float, *, listeners: int = 200, seed: int = 1, pause: float = 0.05) -> Soaked:
    """Raises AssertionError when anything is lost or left over. What is said of memory is for the caller to judge."""
    temporary = folder / "tmp"
    temporary.mkdir()
    server = ServerProcess(folder / "data", *SETTINGS, environment=os.environ | {"TMPDIR": str(temporary)})
    server.start()
    try:
        process = psutil.Process(server.pid)
        with IrcClient(server.port) as first:
            first.register("first")
            first.join("#side0")
        at_rest = _held(process)
        soaked = _soak(server, process, seconds, listeners, seed, pause)
        _check_nothing_left(process, at_rest)
        assert server.stop() == 0
        assert "Traceback" not in server.log
        assert list(temporary.iterdir()) == [], "files left over"
        names = {file.name for file in server.data.iterdir()}
        assert names == {"chat.db", "chat.search.db", "cloak.key", "files", "lock", "server.crt", "server.key"}, names
        assert [path for path in (server.data / "files").rglob("*") if path.is_file()] == [], "no file was sent"
    finally:
        server.end()
    return soaked


def _soak(
    server: ServerProcess, process: psutil.Process, seconds: float, listeners: int, seed: int, pause: float
) -> Soaked:
    room = _Room(server.port, listeners)
    try:
        soaked = Soaked(len(room), full=_full_speed(room, min(5.0, seconds / 10)))
        soaked.pace = soaked.full / 2
        comers = _Comers(server.port, seed, pause)
        comers.start()
        try:
            _keep_pace(room, soaked, process, seconds)
        finally:
            comers.ended.set()
            comers.join()
        assert comers.failure is None, repr(comers.failure)
        room.settle()
        soaked.said, soaked.acts = room.said, comers.acts
    finally:
        room.close()
    return soaked


def _full_speed(room: _Room, seconds: float) -> float:
    """Lines a second when there is always more to say."""
    begin = time.perf_counter()
    while time.perf_counter() - begin < seconds:
        if room.behind < _AHEAD:
            room.say(_AHEAD // 2)
        room.turn(0.05)
    room.settle()
    return room.said / (time.perf_counter() - begin)


def _keep_pace(room: _Room, soaked: Soaked, process: psutil.Process, seconds: float) -> None:
    begin, before, abreast = time.perf_counter(), room.said, time.perf_counter()
    while (now := time.perf_counter()) - begin < seconds:
        due = int((now - begin) * soaked.pace) - (room.said - before)
        if room.behind < _AHEAD:
            abreast = now
        if due > 0:
            room.say(min(due, _AHEAD))
        soaked.lag = max(soaked.lag, now - abreast)
        if len(soaked.memory) < now - begin:
            soaked.memory.append(process.memory_info().rss)
        room.turn(0.005)


_POOLED = JOB_THREADS + SEARCH_THREADS + HASH_THREADS
"""Threads that the server's pools may have started meanwhile. They stay."""


def _held(process: psutil.Process) -> tuple[int, int]:
    """Threads, and descriptors that are no files, once they have come to rest."""
    seen: list[tuple[int, int]] = []
    while len(seen) < 5 or len(set(seen[-5:])) > 1:
        files = process.open_files()
        assert len(files) <= _FILES, files
        seen.append((process.num_threads(), process.num_fds() - len(files)))
        time.sleep(0.1)
    return seen[-1]


def _check_nothing_left(process: psutil.Process, before: tuple[int, int]) -> None:
    end = time.monotonic() + _PATIENCE
    allowed = (before[0] + _POOLED, before[1])
    while any(now > most for now, most in zip(_held(process), allowed, strict=True)):
        assert time.monotonic() < end, f"threads and descriptors: {_held(process)}, and {before} before"
