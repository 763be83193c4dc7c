"""One process: an IRC server that lets one client in and talks at a given speed. Prints its port, then the time
(monotonic ns) when somebody is in, a second before the flood, and the time when the last byte has left.

`python -m tests.benchmarks.gui.flood_server COUNT PER_SECOND`
"""

from __future__ import annotations

import socket
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from tests.sockets import receive_more

ROOM = "#flood"
LAST = "that was the last one"
_SLICE = 0.01
"""Seconds between two sends."""
_NICKS = 50
_NAMES = 30
"""Names in a line."""


def main() -> int:
    count, speed = int(sys.argv[1]), int(sys.argv[2])
    with socket.create_server(("127.0.0.1", 0)) as listener:
        print(listener.getsockname()[1], flush=True)
        connected, _ = listener.accept()
    with connected:
        tagged = let_in(connected, {ROOM: [f"nick{number}" for number in range(_NICKS)]})
        print(time.monotonic_ns(), flush=True)
        _talk(connected, count, speed, tagged)
        print(time.monotonic_ns(), flush=True)
        connected.settimeout(60)
        while connected.recv(65536):
            continue  # until the client is done and goes
    return 0


def let_in(connected: socket.socket, rooms: Mapping[str, Sequence[str]]) -> bool:
    """Register whoever it is and wait for a JOIN, then put them into the rooms with these people. Return whether they
    take server-time."""
    data, nick, tagged, welcomed = b"", "", False, False
    while True:
        data += receive_more(connected)
        *lines, data = data.split(b"\n")
        for line in lines:
            words = line.decode("utf-8", "replace").split()
            match words:
                case ["CAP", "LS", *_]:
                    _say(connected, ":bench CAP * LS :message-tags server-time")
                case ["CAP", "REQ", *names]:
                    tagged = True
                    _say(connected, f":bench CAP * ACK {' '.join(names)}")
                case ["NICK", name]:
                    nick = name.removeprefix(":")
                case ["PING", token, *_]:
                    _say(connected, f":bench PONG bench {token}")
                case ["JOIN", *_]:
                    for room, people in rooms.items():
                        _say(connected, f":{nick}!u@h JOIN {room}", *_names(nick, room, people))
                    return tagged
            registering = (words[:1] == ["USER"] and not tagged) or words[:2] == ["CAP", "END"]
            if registering and nick and not welcomed:
                welcomed = True
                _say(
                    connected,
                    f":bench 001 {nick} :Welcome",
                    f":bench 005 {nick} CASEMAPPING=ascii CHANTYPES=# NETWORK=Bench :are known",
                    f":bench 422 {nick} :No welcome text",
                )


def _names(nick: str, room: str, people: Sequence[str]) -> Iterator[str]:
    for first in range(0, len(people), _NAMES):
        yield f":bench 353 {nick} = {room} :{' '.join([nick, *people[first : first + _NAMES]])}"
    yield f":bench 366 {nick} {room} :End"


def _say(connected: socket.socket, *lines: str) -> None:
    connected.sendall("".join(line + "\r\n" for line in lines).encode())


def _talk(connected: socket.socket, count: int, speed: int, tagged: bool) -> None:
    """`count` messages of about 100 bytes, evenly, each slice on its time as long as the reader keeps up."""
    time.sleep(1)  # the room is on the screen
    begin, sent = time.monotonic(), 0
    while sent < count:
        due = min(count, int((time.monotonic() - begin) * speed) + 1)
        stamp = f"@time={datetime.now(UTC):%Y-%m-%dT%H:%M:%S.%f}"[:-3] + "Z " if tagged else ""
        lines = [
            f"{stamp}:nick{number % _NICKS}!user@host.example PRIVMSG {ROOM} :{_text(number, count)}\r\n"
            for number in range(sent, due)
        ]
        connected.sendall("".join(lines).encode())
        sent = due
        time.sleep(_SLICE)


def _text(number: int, count: int) -> str:
    if number == count - 1:
        return LAST
    return f"number {number}, and some words behind it, so that it is as long as what people say here all day"[:80]


if __name__ == "__main__":
    sys.exit(main())
