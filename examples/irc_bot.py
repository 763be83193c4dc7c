"""A bot that speaks IRC: it enters a room and answers `!ping`.

python irc_bot.py HOST PORT [ROOM]
"""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator

NICK = "pingbot"


def read_lines(connection: socket.socket) -> Iterator[str]:
    """Yield lines without their ends until the server closes the connection."""
    with connection.makefile("r", encoding="utf-8", errors="replace", newline="\n") as stream:
        for line in stream:
            yield line.rstrip("\r\n")


def send_line(connection: socket.socket, line: str) -> None:
    connection.sendall(f"{line}\r\n".encode())


def main(host: str, port: int, room: str = "#lobby") -> None:
    with socket.create_connection((host, port)) as connection:
        send_line(connection, f"NICK {NICK}")
        send_line(connection, f"USER {NICK} 0 * :A bot that answers")
        for line in read_lines(connection):
            source, _, rest = line[1:].partition(" ") if line.startswith(":") else ("", "", line)
            command, _, parameters = rest.partition(" ")
            if command == "PING":
                send_line(connection, f"PONG {parameters}")
            elif command == "001":
                send_line(connection, f"JOIN {room}")
            elif command == "PRIVMSG":
                target, _, text = parameters.partition(" :")
                # In a room the answer goes to the room, else to the person.
                answer_to = target if target.startswith("#") else source.partition("!")[0]
                if text == "!ping":
                    send_line(connection, f"PRIVMSG {answer_to} :pong")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), *sys.argv[3:4])
