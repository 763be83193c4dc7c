"""A relay on loopback that cuts each connection after some bytes, as a weak network does."""

from __future__ import annotations

import selectors
import socket
from collections.abc import Iterable, Iterator
from contextlib import suppress
from threading import Thread

from tests.patience import SECONDS
from tests.sockets import OpenSockets

_LOOK_SECONDS = 0.1
"""Seconds between two looks whether the relay is closed: a selector forgets a socket that another thread closes, and
waits for ever."""


class CuttingRelay:
    """Relays to a port of this computer. The first connections are cut after so many bytes of the client each."""

    def __init__(self, port: int, cuts: Iterable[int]) -> None:
        self._port = port
        self._cuts: Iterator[int] = iter(cuts)
        self.connections = 0
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._open = OpenSockets(self._listening)
        self._is_closed = False
        self._threads = [Thread(target=self._accept, name="cutting relay")]
        self._threads[0].start()

    @property
    def port(self) -> int:
        return int(self._listening.getsockname()[1])

    def close(self) -> None:
        self._is_closed = True
        self._open.close()
        for thread in self._threads:
            thread.join(SECONDS)

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            self.connections += 1
            self._open.add(client)
            most = next(self._cuts, 1 << 60)
            self._threads.append(Thread(target=self._relay, args=(client, most), name="cut connection"))
            self._threads[-1].start()

    def _relay(self, client: socket.socket, left: int) -> None:
        with (
            suppress(OSError),
            client,
            socket.create_connection(("127.0.0.1", self._port), SECONDS) as server,
            selectors.DefaultSelector() as selector,
        ):
            selector.register(client, selectors.EVENT_READ, server)
            selector.register(server, selectors.EVENT_READ, client)
            while left > 0 and not self._is_closed:
                for key, _ in selector.select(_LOOK_SECONDS):
                    source = client if key.data is server else server
                    data = source.recv(min(65_536, max(1, left)) if source is client else 65_536)
                    if not data:
                        return
                    key.data.sendall(data)
                    left -= len(data) if source is client else 0
