"""The load: plain sockets in one selector loop that counts bytes and looks at none."""

from __future__ import annotations

import selectors
import socket
import sys
import time
from dataclasses import dataclass, field

_BUFFER = bytearray(1 << 20)
_FLAGS = socket.MSG_TRUNC if sys.platform == "linux" else 0
"""Of a TCP stream what comes is thrown away, and counted."""


@dataclass(slots=True)
class Member:
    """One connection of the load."""

    nick: str
    socket: socket.socket
    unsent: bytearray = field(default_factory=bytearray)
    received: int = 0


@dataclass(frozen=True, slots=True)
class Figures:
    """What one run gave. `seconds` from the first byte sent to the last line received."""

    deliveries: int
    seconds: float

    @property
    def rate(self) -> float:
        return self.deliveries / self.seconds


def join(port: int, count: int, channel: str = "#load", capabilities: str = "") -> list[Member]:
    """`count` registered members of `channel`, none of which has anything left to read."""
    members = []
    for number in range(count):
        connection = socket.create_connection(("127.0.0.1", port), 10)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        member = Member(f"m{number:04}", connection)
        hello = f"CAP REQ :{capabilities}\r\n" if capabilities else ""
        hello += f"NICK {member.nick}\r\nUSER {member.nick} 0 * :load\r\n"
        hello += "CAP END\r\n" if capabilities else ""
        connection.sendall(hello.encode())
        _read_until(member, b" 376 ", b" 422 ")
        connection.sendall(f"JOIN {channel}\r\n".encode())
        _read_until(member, b" 366 ")
        members.append(member)
    for member in members:
        member.socket.sendall(b"PING :ready\r\n")
        _read_until(member, b"PONG")
        member.socket.setblocking(False)
    return members


def fan_out(members: list[Member], senders: int, messages: int, channel: str = "#load", size: int = 100) -> Figures:
    """`senders` of the members say `messages` lines each, all at once; everybody counts what arrives. All lines are
    equally long, so that bytes are counted: the load must not be what limits."""
    line = f"PRIVMSG {channel} :{'x' * size}\r\n".encode()
    length = _length_of(members, line)
    expected = {}
    for index, member in enumerate(members):
        member.received = 0
        own = messages if index < senders else 0
        expected[member.nick] = senders * messages - own
        member.unsent = bytearray(line * own)
    with selectors.DefaultSelector() as selector:
        for member in members:
            events = selectors.EVENT_READ | (selectors.EVENT_WRITE if member.unsent else 0)
            selector.register(member.socket, events, member)
        start = time.perf_counter()
        open_ = sum(1 for member in members if expected[member.nick])
        while open_:
            ready = selector.select(30)
            if not ready:
                raise RuntimeError(f"{open_} members still wait for lines after 30 s of silence")
            for key, events in ready:
                member = key.data
                if events & selectors.EVENT_WRITE:
                    _send(member)
                    if not member.unsent:
                        selector.modify(member.socket, selectors.EVENT_READ, member)
                if events & selectors.EVENT_READ:
                    whole = expected[member.nick] * length
                    before = member.received
                    member.received += _take(member)
                    open_ -= before < whole <= member.received
        seconds = time.perf_counter() - start
    for member in members:
        if member.received != expected[member.nick] * length:
            raise RuntimeError(f"{member.nick} received {member.received} bytes, not {expected[member.nick] * length}")
    return Figures(sum(expected.values()), seconds)


def _length_of(members: list[Member], line: bytes) -> int:
    """How long the line of one member is when it comes to the others."""
    members[0].socket.sendall(line)
    lengths = set()
    for member in members[1:]:
        member.socket.settimeout(30)
        data = b""
        while not data.endswith(b"\n"):
            data += member.socket.recv(4096)
        lengths.add(len(data))
        member.socket.setblocking(False)
    (length,) = lengths
    return length


def leave(members: list[Member]) -> None:
    """Close every connection."""
    for member in members:
        member.socket.close()


def _send(member: Member) -> None:
    try:
        sent = member.socket.send(member.unsent[:262144])
    except BlockingIOError:
        return
    del member.unsent[:sent]


def _take(member: Member) -> int:
    """How many bytes came; on Linux they are not even copied."""
    try:
        size = member.socket.recv_into(_BUFFER, len(_BUFFER), _FLAGS)
    except BlockingIOError:
        return 0
    if not size:
        raise RuntimeError(f"{member.nick} was disconnected")
    return size


def _read_until(member: Member, *ends: bytes) -> None:
    """Read whole lines until one holds an end; answer PING meanwhile."""
    data = bytearray()
    member.socket.settimeout(30)
    while True:
        received = member.socket.recv(65536)
        if not received:
            raise RuntimeError(f"{member.nick} was disconnected: {bytes(data[-200:])!r}")
        data += received
        for line in bytes(data).split(b"\n")[:-1]:
            if line.startswith(b"PING"):
                member.socket.sendall(line.replace(b"PING", b"PONG", 1) + b"\n")
        if data.endswith(b"\n") and any(end in data for end in ends):
            return
