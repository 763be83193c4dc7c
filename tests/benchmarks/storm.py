"""Everybody at once: so many connect, register, and enter one room, and each is told of all who come after."""

from __future__ import annotations

import selectors
import socket
import time

from tests.benchmarks.load import SILENCE, Member
from tests.benchmarks.peers import Peer

_JOIN = b" JOIN "
_NAMED = b" 366 "
_GREETED = (b" 376 ", b" 422 ")


class _Joiner(Member):
    """Counts the joins that it is told of, wherever the stream is cut."""

    __slots__ = ("_channel", "_greeted", "_rest", "named")

    def __init__(self, nick: str, connection: socket.socket, channel: str) -> None:
        super().__init__(nick, connection)
        self._channel = channel
        self._rest = b""
        self._greeted = False
        self.named = False

    def count(self) -> int:
        """How many joins came now."""
        came = self.take()
        data = self._rest + came
        if not self._greeted:
            if b"PING :" in came:
                word = came.partition(b"PING :")[2].partition(b"\r\n")[0]
                self.socket.sendall(b"PONG :" + word + b"\r\n")
            if any(numeric in data for numeric in _GREETED):
                self._greeted = True
                self.socket.sendall(f"JOIN {self._channel}\r\n".encode())
        joins = data.count(_JOIN)
        self.named = self.named or _NAMED in data
        self._rest = data[-len(_JOIN) + 1 :]
        return joins


def storm(peer: Peer, count: int, channel: str) -> float:
    """Seconds from the first connection until all have the names, and all joins after their own, and their own."""
    expected = count * (count + 1) // 2
    joiners: list[_Joiner] = []
    with selectors.DefaultSelector() as selector:
        start = time.perf_counter()
        told = named = 0
        try:
            while told < expected or named < count:
                if len(joiners) < count and len(joiners) - named < peer.together:
                    joiners.append(_dial(peer, len(joiners), channel))
                    selector.register(joiners[-1], selectors.EVENT_READ)
                    patience = 0.0
                else:
                    patience = SILENCE
                ready = selector.select(patience)
                if patience and not ready:
                    raise RuntimeError(f"{expected - told} joins were never told, {count - named} wait for the names")
                for key, _ in ready:
                    joiner = key.fileobj
                    assert isinstance(joiner, _Joiner)
                    before = joiner.named
                    told += joiner.count()
                    named += joiner.named and not before
            return time.perf_counter() - start
        finally:
            for joiner in joiners:
                joiner.socket.close()


def _dial(peer: Peer, number: int, channel: str) -> _Joiner:
    nick = f"s{number:04}"
    connection = socket.create_connection(("127.0.0.1", peer.port), SILENCE)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    connection.sendall(f"NICK {nick}\r\nUSER {nick} 0 * :load\r\n".encode())
    connection.setblocking(False)
    return _Joiner(nick, connection, channel)
