"""A relay on loopback between a client and a server, for tests that cut connections."""

from __future__ import annotations

import socket
from contextlib import suppress
from threading import Thread

from tests.patience import SECONDS


class _Tunnel:
    """One connection through the relay."""

    def __init__(self, client: socket.socket, server: socket.socket) -> None:
        self.is_dead = False
        """Bytes are swallowed in both directions, and neither side is told."""
        self.sockets = (client, server)
        self.threads = [
            Thread(target=self._pump, args=pair, name="relay") for pair in ((client, server), (server, client))
        ]
        for thread in self.threads:
            thread.start()

    def _pump(self, source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(1 << 16):
                if not self.is_dead:
                    sink.sendall(data)
            if not self.is_dead:
                sink.shutdown(socket.SHUT_WR)

    def close(self) -> None:
        for one in self.sockets:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        for thread in self.threads:
            thread.join(SECONDS)


class Relay:
    """Forwards connections to a port of loopback."""

    def __init__(self, port: int) -> None:
        self._to = port
        self._tunnels: list[_Tunnel] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self._thread = Thread(target=self._run, name="relay")
        self._thread.start()

    def _run(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            try:
                server = socket.create_connection(("127.0.0.1", self._to))
            except OSError:
                client.close()  # the server is away: the client learns it as from any network
                continue
            self._tunnels.append(_Tunnel(client, server))

    def cut(self) -> None:
        """Close all connections; new ones are forwarded."""
        tunnels, self._tunnels = self._tunnels, []
        for tunnel in tunnels:
            tunnel.close()

    def let_die(self) -> None:
        """Swallow all further bytes of the connections, as a network does that is out of reach. New ones work."""
        for tunnel in self._tunnels:
            tunnel.is_dead = True

    def close(self) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join(SECONDS)  # before the cut: a connection that was accepted in this moment is cut as well
        self.cut()
