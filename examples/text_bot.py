"""A bot that speaks the text gateway: it answers `!ping` in the lobby.

    python text_bot.py HOST PORT

The server asks `NICK`; the first line is the name. Then every line that is sent is said, and what others say comes as
`name: text`.
"""

from __future__ import annotations

import socket
import sys

NAME = "textbot"
QUESTION = "NICK"


def main(host: str, port: int) -> None:
    with (
        socket.create_connection((host, port)) as connection,
        connection.makefile("r", encoding="utf-8", errors="replace") as stream,
    ):
        assert stream.read(len(QUESTION)) == QUESTION
        connection.sendall(f"{NAME}\n".encode())
        for line in stream:
            name, _, text = line.rstrip("\n").partition(": ")
            if text == "!ping" and name != NAME:
                connection.sendall(b"pong\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
