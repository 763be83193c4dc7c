"""A small IRC client for tests: blocking, on loopback, fenced by PING and PONG instead of by waiting."""

from __future__ import annotations

import itertools
import socket
import ssl
import struct
from pathlib import Path
from types import TracebackType

from desktop_chat.irc.message import Message, parse_line
from tests.patience import SECONDS


class IrcClient:
    """Connected when it is made. Use as a context manager; lines have no CR LF."""

    _tokens = itertools.count(1)

    def __init__(
        self, port: int, *, tls: bool = False, certificate: tuple[Path, Path] | None = None, host: str = "127.0.0.1"
    ) -> None:
        self._begin(socket.create_connection((host, port), SECONDS), tls=tls, certificate=certificate)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    @classmethod
    def over(cls, connection: socket.socket, *, tls: bool = False) -> IrcClient:
        """A client at the end of a socket that is connected already."""
        client = cls.__new__(cls)
        connection.settimeout(SECONDS)
        client._begin(connection, tls=tls)
        return client

    def _begin(self, connection: socket.socket, *, tls: bool, certificate: tuple[Path, Path] | None = None) -> None:
        self._socket = connection
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
            if certificate is not None:
                context.load_cert_chain(*certificate)
            self._socket = context.wrap_socket(self._socket)
        self._buffer = b""

    def __enter__(self) -> IrcClient:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._socket.close()

    def send(self, *lines: str) -> None:
        self.send_bytes("".join(f"{line}\r\n" for line in lines).encode())

    def send_bytes(self, data: bytes) -> None:
        self._socket.sendall(data)

    def line(self, seconds: float = SECONDS) -> str:
        """The next line. Raises TimeoutError, and EOFError when the server has closed."""
        self._socket.settimeout(seconds)
        while b"\n" not in self._buffer:
            data = self._socket.recv(65536)
            if not data:
                raise EOFError
            self._buffer += data
        line, _, self._buffer = self._buffer.partition(b"\n")
        return line.rstrip(b"\r").decode()

    def has_heard(self, seconds: float) -> bool:
        """Whether something has come, or the end, within this time."""
        self._socket.settimeout(seconds)
        try:
            self._buffer += self._socket.recv(65536)
        except TimeoutError:
            return False
        return True

    def until(self, command: str) -> list[Message]:
        """All that comes up to and with the first message of this command."""
        heard: list[Message] = []
        while not heard or heard[-1].command != command:
            heard.append(parse_line(self.line()))
        return heard

    def fence(self) -> list[Message]:
        """All that was sent to us before the server has handled what we sent."""
        token = f"fence-{next(self._tokens)}"
        self.send(f"PING {token}")
        heard: list[Message] = []
        while True:
            message = parse_line(self.line())
            if message.command == "PONG" and message.params[-1] == token:
                return heard
            heard.append(message)

    def register(self, nick: str, capabilities: str = "") -> list[Message]:
        """Become `nick`; what the server said, up to the end of its greeting."""
        if capabilities:
            self.send(f"CAP REQ :{capabilities}")
        self.send(f"NICK {nick}", f"USER {nick} 0 * :{nick}")
        if capabilities:
            self.send("CAP END")
        return self.fence()

    def join(self, room: str) -> list[Message]:
        self.send(f"JOIN {room}")
        return self.fence()

    def rest(self) -> list[str]:
        """Every line up to the end of the connection."""
        lines: list[str] = []
        while True:
            try:
                lines.append(self.line())
            except (EOFError, ConnectionError):
                return lines

    def leave(self) -> None:
        """Quit, and wait until the server has let go of the nick: the next client can have it."""
        self.send("QUIT")
        self.rest()

    def reset(self) -> None:
        """Break the connection off: what was on its way to us is lost."""
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._socket.close()

    def release(self) -> socket.socket:
        """Return the bare socket at the beginning of a line. Lines that have come are dropped."""
        while self._buffer:
            self.line()
        return self._socket

    def shut(self) -> None:
        """Say that we send no more."""
        self._socket.shutdown(socket.SHUT_WR)
