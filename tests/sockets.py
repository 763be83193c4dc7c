"""Sockets of the servers that tests run on threads: reading that ends, and closing that misses none."""

from __future__ import annotations

import socket
from contextlib import suppress
from threading import Lock


def receive_more(connected: socket.socket, most: int = 65_536) -> bytes:
    """Return what comes next: 1 to `most` bytes.

    A loop that waits for a word would turn for ever on the empty answer of a connection that the other side has closed.

    Raises: EOFError where the other side has closed.
    """
    data = connected.recv(most)
    if not data:
        raise EOFError("The other side has closed.")
    return data


class OpenSockets:
    """The sockets that a server's thread waits on. After `close` a socket that is added is closed at once: a connection
    that is accepted in the moment of the close would otherwise be read for ever.

    Thread: any.
    """

    def __init__(self, *sockets: socket.socket) -> None:
        self._lock, self._closed = Lock(), False
        self._sockets = list(sockets)

    def add(self, opened: socket.socket) -> None:
        with self._lock:
            self._sockets.append(opened)
            closed = self._closed
        if closed:
            self.close()

    def close(self) -> None:
        """Close all of them; a thread that reads or accepts there goes on with an error or with the end."""
        with self._lock:
            self._closed = True
            sockets, self._sockets = self._sockets, []
        for opened in sockets:
            with suppress(OSError):
                opened.shutdown(socket.SHUT_RDWR)
            opened.close()
