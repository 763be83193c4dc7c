"""A room with a long past on a real server, for tests of the windows."""

from __future__ import annotations

import socket
import time
from typing import BinaryIO

LOBBY = "#lobby"
_AT_ONCE = 50


def fill_lobby(port: int, texts: list[str]) -> None:
    """Say these texts in the lobby as Cid, and wait until the server has them all.

    The first text and each further piece have times of their own: the client sorts by time.
    """
    with socket.create_connection(("127.0.0.1", port), 30) as connected:
        reader = connected.makefile("rb")
        connected.sendall(f"NICK Cid\r\nUSER cid 0 * :Cid\r\nJOIN {LOBBY}\r\n".encode())
        _fence(connected, reader)
        for first in [0, *range(1, len(texts), _AT_ONCE)]:
            piece = texts[first : first + _AT_ONCE if first else 1]
            connected.sendall("".join(f"PRIVMSG {LOBBY} :{text}\r\n" for text in piece).encode())
            begun = time.time_ns() // 1_000_000
            while time.time_ns() // 1_000_000 - begun < 2:
                _fence(connected, reader)
        connected.sendall(b"QUIT\r\n")
        while reader.readline():
            pass


def _fence(connected: socket.socket, reader: BinaryIO) -> None:
    """Wait until the server has handled everything sent so far."""
    connected.sendall(b"PING :fence\r\n")
    while b" PONG " not in (line := reader.readline()):
        assert line
