"""The load: sockets in one selector loop that counts bytes and parses none."""

from __future__ import annotations

import selectors
import socket
import ssl
import struct
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from tests.benchmarks.peers import Peer

CAPABILITIES = "message-tags server-time echo-message"
SILENCE = 10.0
"""Seconds in which nothing comes, after which a run has failed."""
_BUFFER = bytearray(1 << 20)
_TRUNCATE = socket.MSG_TRUNC if sys.platform == "linux" else 0
"""Of a TCP stream what comes is thrown away, and counted."""
STAMPED = sys.platform == "linux"
"""The system can tell when data came,"""
_SO_TIMESTAMPNS = 35
"""by this option, which the module `socket` does not know,"""
_TIMESPEC = struct.Struct("qq")
"""in this form."""
WINDOW = 40960
"""Bytes that a speaker in a flood is ahead of what was heard. InspIRCd, given more than it reads at once, waits for
something else to happen before it goes on, up to 0.2 s each time."""
_PIECE = 16384
"""Bytes that are sent at once."""
_AT_ONCE = 100
"""Members that are asked something together."""


class Member:
    """One connection of the load. `received` counts bytes of plain text."""

    __slots__ = ("expected", "nick", "received", "secure", "socket", "unsent")

    def __init__(self, nick: str, connection: socket.socket) -> None:
        self.nick = nick
        self.socket = connection
        self.unsent = memoryview(b"")
        self.received = 0
        self.expected = 0
        self.secure = isinstance(connection, ssl.SSLSocket)

    def fileno(self) -> int:
        return self.socket.fileno()

    def push(self, piece: int) -> int:
        """Send a piece of `unsent`: how many bytes the socket took."""
        try:
            sent = self.socket.send(self.unsent[:piece])
        except (BlockingIOError, ssl.SSLWantWriteError, ssl.SSLWantReadError):
            return 0
        self.unsent = self.unsent[sent:]
        return sent

    def skip(self) -> None:
        """Count what has come; on Linux it is not even copied, where it is not encrypted."""
        if self.secure:
            while size := self._into_buffer():
                self.received += size
            return
        try:
            size = self.socket.recv_into(_BUFFER, len(_BUFFER), _TRUNCATE)
        except BlockingIOError:
            return
        self._came(size)
        self.received += size

    def take(self) -> bytes:
        """What has come."""
        pieces = []
        while size := self._into_buffer():
            pieces.append(_BUFFER[:size])
            if not self.secure:
                break
        return b"".join(pieces)

    def stamp(self) -> None:
        """Have the system say when data came. Where it is STAMPED."""
        self.socket.setsockopt(socket.SOL_SOCKET, _SO_TIMESTAMPNS, 1)

    def take_stamped(self) -> tuple[bytes, float]:
        """What has come in plain text, and when the last of it did (Unix time)."""
        if not STAMPED:
            return self.take(), time.time()
        data, extra, _, _ = self.socket.recvmsg(1 << 16, socket.CMSG_SPACE(_TIMESPEC.size))
        self._came(len(data))
        for level, kind, content in extra:
            if (level, kind) == (socket.SOL_SOCKET, _SO_TIMESTAMPNS):
                seconds, nanoseconds = _TIMESPEC.unpack(content)
                return data, seconds + nanoseconds / 1e9
        return data, time.time()

    def _into_buffer(self) -> int:
        try:
            size = self.socket.recv_into(_BUFFER)
        except (BlockingIOError, ssl.SSLWantReadError):
            return 0
        self._came(size)
        return size

    def _came(self, size: int) -> None:
        if not size:
            raise RuntimeError(f"{self.nick} was disconnected")

    def until(self, *ends: bytes) -> bytes:
        """Read whole lines until one holds an end; answer PING meanwhile. Blocks."""
        data = bytearray()
        answered = 0
        self.socket.settimeout(SILENCE)
        while not (data.endswith(b"\n") and any(end in data for end in ends)):
            received = self.socket.recv(65536)
            if not received:
                raise RuntimeError(f"{self.nick} was disconnected: {bytes(data[-200:])!r}")
            data += received
            for line in bytes(data[answered : data.rfind(b"\n") + 1]).split(b"\n")[:-1]:
                answered += len(line) + 1
                if line.startswith(b"PING"):
                    self.socket.sendall(line.replace(b"PING", b"PONG", 1) + b"\n")
        self.socket.setblocking(False)
        return bytes(data)

    def say(self, *lines: str) -> None:
        """Send these lines. Blocks."""
        self.socket.settimeout(SILENCE)
        self.socket.sendall("".join(f"{line}\r\n" for line in lines).encode())


@dataclass(frozen=True, slots=True)
class Flow:
    """One member says so many lines to a target; `hearers` are shown each of them."""

    speaker: Member
    target: str
    hearers: Sequence[Member]
    lines: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What one run gave. `seconds` from the first byte sent to the last one received; `cpu` the server's, in s."""

    deliveries: int
    seconds: float
    cpu: float

    @property
    def rate(self) -> float:
        return self.deliveries / self.seconds

    @property
    def cost(self) -> float:
        """Microseconds of the server's processor time for one delivery."""
        return self.cpu / self.deliveries * 1e6


def connect(
    peer: Peer, names: Iterable[str], *, secure: bool = False, capabilities: str = "", receive_buffer: int = 0
) -> list[Member]:
    """Registered members, with nothing left to read."""
    members: list[Member] = []
    waiting: list[Member] = []
    for name in names:
        waiting.append(Member(name, _dial(peer, secure=secure, receive_buffer=receive_buffer)))
        hello = [f"CAP REQ :{capabilities}"] if capabilities else []
        hello += [f"NICK {name}", f"USER {name} 0 * :load"]
        waiting[-1].say(*hello, *(["CAP END"] if capabilities else []))
        if len(waiting) >= peer.together:
            members += _greeted(waiting)
            waiting = []
    return members + _greeted(waiting)


def _dial(peer: Peer, *, secure: bool, receive_buffer: int) -> socket.socket:
    connection = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    connection.settimeout(SILENCE)
    if receive_buffer:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
    connection.connect(("127.0.0.1", peer.secure_port if secure else peer.port))
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if not secure:
        return connection
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context.wrap_socket(connection)


def _greeted(members: Sequence[Member]) -> list[Member]:
    for member in members:
        member.until(b" 376 ", b" 422 ")
    return list(members)


def enter(members: Sequence[Member], channel: str) -> None:
    """All of them join, and have read all about it."""
    for first in range(0, len(members), _AT_ONCE):
        joining = members[first : first + _AT_ONCE]
        for member in joining:
            member.say(f"JOIN {channel}")
        for member in joining:
            member.until(b" 366 ")
    settle(members)


def settle(members: Sequence[Member]) -> None:
    """Nobody has anything left to read: a PING's answer comes behind all that was said before, by whomever."""
    for word in ("first", "second"):
        for first in range(0, len(members), _AT_ONCE):
            for member in members[first : first + _AT_ONCE]:
                member.say(f"PING :{word}")
            for member in members[first : first + _AT_ONCE]:
                member.until(word.encode())


class _Stretch:
    """What flows to the same hearers. `gauge` is the hearer whose count tells how far the server has come."""

    def __init__(self, gauge: Member, piece: int) -> None:
        self.gauge = gauge
        self._piece = piece if gauge.secure else _PIECE
        self.speakers: list[Member] = []
        self.length = self.line = 1
        self._pushed = 0

    def push(self) -> None:
        """Let each speaker say more, but so much only that the server has work and need not leave it in its socket."""
        window = WINDOW * len(self.speakers)
        for speaker in self.speakers:
            while speaker.unsent and self._pushed - self.gauge.received // self.length * self.line < window:
                sent = speaker.push(self._piece)
                self._pushed += sent
                if not sent or self._piece == _PIECE:
                    break


def flood(peer: Peer, flows: Sequence[Flow], size: int = 100) -> Figures:
    """All speakers say their lines, WINDOW bytes ahead of what was heard; every hearer counts what arrives. All lines
    that somebody hears are equally long, so that bytes are counted: the load must not be what limits."""
    deliveries: Counter[Member] = Counter()
    stretches: dict[Member, _Stretch] = {}
    for flow in flows:
        line = f"PRIVMSG {flow.target} :{'x' * size}\r\n".encode()
        lengths = _lengths(flow, line)
        for hearer, length in lengths.items():
            hearer.expected += flow.lines * length
            deliveries[hearer] += flow.lines
        gauge = flow.hearers[-1]
        stretch = stretches.setdefault(gauge, _Stretch(gauge, peer.piece))
        stretch.length, stretch.line = lengths[gauge], len(line)
        stretch.speakers.append(flow.speaker)
        flow.speaker.unsent = memoryview(line * flow.lines)
    cpu = peer.cpu()
    seconds = _run(stretches, list(deliveries))
    for hearer in deliveries:
        if hearer.received != hearer.expected:
            raise RuntimeError(f"{hearer.nick} received {hearer.received} bytes, not {hearer.expected}")
        hearer.received = hearer.expected = 0
    return Figures(deliveries.total(), seconds, peer.cpu() - cpu)


def _run(stretches: Mapping[Member, _Stretch], hearers: Sequence[Member]) -> float:
    with selectors.DefaultSelector() as selector:
        for hearer in hearers:
            selector.register(hearer, selectors.EVENT_READ)
        start = time.perf_counter()
        for stretch in stretches.values():
            stretch.push()
        open_ = len(hearers)
        while open_:
            ready = selector.select(SILENCE)
            if not ready:
                raise RuntimeError(f"{open_} members still wait for lines after {SILENCE:.0f} s of silence")
            for key, _ in ready:
                member = key.fileobj
                assert isinstance(member, Member)
                before = member.received
                member.skip()
                open_ -= before < member.expected <= member.received
                if member in stretches:
                    stretches[member].push()
        return time.perf_counter() - start


def _lengths(flow: Flow, line: bytes) -> dict[Member, int]:
    """How long the line is when it comes to each hearer."""
    flow.speaker.say(line.decode().removesuffix("\r\n"))
    lengths = {hearer: len(hearer.until(b"PRIVMSG")) for hearer in flow.hearers}
    flow.speaker.socket.setblocking(False)
    return lengths


def leave(members: Iterable[Member]) -> None:
    """Close every connection."""
    for member in members:
        with suppress(OSError):
            member.socket.close()
