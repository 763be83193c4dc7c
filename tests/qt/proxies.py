"""A proxy on loopback for one test: SOCKS5 (RFC 1928, 1929) or HTTP CONNECT, written for the tests."""

from __future__ import annotations

import base64
import socket
import struct
from contextlib import suppress
from threading import Thread

from tests.patience import SECONDS
from tests.sockets import OpenSockets


class LoopbackProxy:
    """Tunnels to loopback, whatever name is asked for. `asked`: the hosts and ports that were asked for.

    `login`: USER:PASSWORD that the proxy demands. `refusal`: the SOCKS code or HTTP status of each answer. `slowly`: an
    HTTP answer byte by byte. `eagerly`: an HTTP answer in one piece with the first words of the server.
    """

    def __init__(
        self, kind: str, *, login: str = "", refusal: int = 0, slowly: bool = False, eagerly: bool = False
    ) -> None:
        self.asked: list[tuple[str, int]] = []
        self._kind, self._login, self._refusal = kind, login, refusal
        self._slowly, self._eagerly = slowly, eagerly
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._sockets = OpenSockets(self._listening)
        self._threads = [Thread(target=self._run, name="loopback proxy")]
        self._threads[0].start()

    @property
    def port(self) -> int:
        return int(self._listening.getsockname()[1])

    def close(self) -> None:
        self._sockets.close()
        for thread in self._threads:
            thread.join(SECONDS)

    def _run(self) -> None:
        while True:
            try:
                accepted, _ = self._listening.accept()
            except OSError:
                return
            self._sockets.add(accepted)
            with suppress(OSError, EOFError):
                serve = self._serve_socks if self._kind == "socks5" else self._serve_http
                target = serve(accepted)
                if target is None:
                    accepted.close()
                    continue
                for source, sink in ((accepted, target), (target, accepted)):
                    self._threads.append(Thread(target=self._pump, args=(source, sink), name="loopback tunnel"))
                    self._threads[-1].start()

    def _serve_socks(self, client: socket.socket) -> socket.socket | None:
        _, count = _read(client, 2)
        methods = _read(client, count)
        if self._login and 2 not in methods:
            client.sendall(b"\x05\xff")
            return None
        client.sendall(b"\x05\x02" if self._login else b"\x05\x00")
        if self._login:
            user = _read(client, _read(client, 2)[1])
            password = _read(client, _read(client, 1)[0])
            good = user + b":" + password == self._login.encode()
            client.sendall(b"\x01\x00" if good else b"\x01\x01")
            if not good:
                return None
        kind = _read(client, 4)[3]
        host = (
            _read(client, _read(client, 1)[0]).decode()
            if kind == 3
            else socket.inet_ntop(
                socket.AF_INET if kind == 1 else socket.AF_INET6, _read(client, 4 if kind == 1 else 16)
            )
        )
        (port,) = struct.unpack("!H", _read(client, 2))
        target = None if self._refusal else self._connect(host, port)
        client.sendall(bytes([5, self._refusal, 0, 1, 0, 0, 0, 0, 0, 0]))
        return target

    def _serve_http(self, client: socket.socket) -> socket.socket | None:
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            head += _read(client, 1)
        first, *lines = head.decode().split("\r\n")
        host, _, port = first.split()[1].rpartition(":")
        wanted = f"proxy-authorization: basic {base64.b64encode(self._login.encode()).decode()}".lower()
        status = self._refusal or (407 if self._login and wanted not in [line.lower() for line in lines] else 200)
        target = self._connect(host.strip("[]"), int(port)) if status == 200 else None
        answer = f"HTTP/1.1 {status} Some reason\r\nVia: test\r\n\r\n".encode()
        if target is not None and self._eagerly:
            answer += target.recv(4096)
        for part in [answer[i : i + 1] for i in range(len(answer))] if self._slowly else [answer]:
            client.sendall(part)
        return target

    def _connect(self, host: str, port: int) -> socket.socket:
        self.asked.append((host, port))
        made = socket.create_connection(("127.0.0.1", port))
        self._sockets.add(made)
        return made

    @staticmethod
    def _pump(source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                sink.sendall(data)
        with suppress(OSError):
            sink.shutdown(socket.SHUT_WR)


def _read(connected: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        part = connected.recv(size - len(data))
        if not part:
            raise EOFError
        data += part
    return data
