"""A room as a bot has it: what people say there, and a way to answer. The other bots here are built on it."""

from __future__ import annotations

import socket
import time
from types import TracebackType
from typing import NamedTuple

LONGEST = 400
"""Bytes of text in one line: 512 less the source, the command and the room."""


class Said(NamedTuple):
    """A text that somebody said in the room."""

    nick: str
    text: str


class IrcRoom:
    """A connection that is in one room. It answers PING whenever the bot reads.

    It connects in plain text, which a server accepts from its own computer. From elsewhere wrap the socket by `ssl`.
    """

    def __init__(self, host: str, port: int, nick: str, room: str) -> None:
        self.nick = nick
        self.room = room
        self.is_inside = False
        """True once the bot has entered the room: what it says before is lost."""
        self.is_closed = False
        self._socket = socket.create_connection((host, port))
        self._unread = b""
        self._send_line(f"NICK {nick}")
        self._send_line(f"USER {nick} 0 * :A bot")

    def __enter__(self) -> IrcRoom:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._socket.close()

    def say(self, text: str) -> None:
        """Send a text of any length to the room, without its line breaks."""
        data = " ".join(text.split()).encode()
        while data:
            piece = data[:LONGEST].decode("utf-8", "ignore").encode()  # a cut never parts the bytes of a character
            self._send_line(f"PRIVMSG {self.room} :{piece.decode()}")
            data = data[len(piece) :]

    def read_said(self, seconds: float) -> list[Said]:
        """Return what was said within these seconds, and earlier than that once something was said.

        After the server has ended, the list is empty and `is_closed` is true.
        """
        until = time.monotonic() + seconds
        said: list[Said] = []
        while not said and not self.is_closed and (rest := until - time.monotonic()) > 0:
            for line in self._read_lines(rest):
                said += self._handle_line(line)
        return said

    def _read_lines(self, seconds: float) -> list[str]:
        self._socket.settimeout(seconds)
        try:
            data = self._socket.recv(65536)
        except TimeoutError:
            return []
        except ConnectionError:
            data = b""
        self.is_closed = not data
        *lines, self._unread = (self._unread + data).split(b"\n")
        return [line.rstrip(b"\r").decode("utf-8", "replace") for line in lines]

    def _handle_line(self, line: str) -> list[Said]:
        source, _, rest = line[1:].partition(" ") if line.startswith(":") else ("", "", line)
        command, _, parameters = rest.partition(" ")
        if command == "PING":
            self._send_line(f"PONG {parameters}")
        elif command == "001":
            self._send_line(f"MODE {self.nick} +B")  # other programs then know that this is a bot
            self._send_line(f"JOIN {self.room}")
        elif command == "JOIN" and source.partition("!")[0] == self.nick:
            self.is_inside = True
        elif command == "433":
            self.nick += "_"
            self._send_line(f"NICK {self.nick}")
        elif command == "PRIVMSG":
            target, _, text = parameters.partition(" :")
            return [Said(source.partition("!")[0], text)] if target.lower() == self.room.lower() else []
        return []

    def _send_line(self, line: str) -> None:
        self._socket.settimeout(None)
        try:
            self._socket.sendall(f"{line}\r\n".encode())
        except ConnectionError:
            self.is_closed = True
