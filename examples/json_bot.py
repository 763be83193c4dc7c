"""A bot that speaks the JSON gateway: it answers `!ping` in the lobby, until the server stops.

    python json_bot.py HOST PORT

An object has exactly the keys `type`, `msg` and `author`, in both directions. Each object of the server ends with a
line break: a bot that is slow finds several in one read.
"""

from __future__ import annotations

import json
import socket
import sys

NAME = "jsonbot"


def main(host: str, port: int) -> None:
    with socket.create_connection((host, port)) as connection:

        def send(text: str) -> None:
            connection.sendall(json.dumps({"type": "", "msg": text, "author": NAME}).encode())

        send("Here I am.")
        for line in connection.makefile("rb"):
            packet = json.loads(line)
            if packet["type"] == "stop":
                return
            if packet["msg"] == "!ping" and packet["author"] != NAME:
                send("pong")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
