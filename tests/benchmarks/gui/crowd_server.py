"""One process: many small IRC networks. Each lets one client in, into all its rooms, and talks there at a given speed;
people come and go meanwhile. Prints its ports, and "end" when all has been said.

`python -m tests.benchmarks.gui.crowd_server NETWORKS ROOMS MEMBERS PER_SECOND SECONDS`
`PER_SECOND`: messages of all networks together. `MEMBERS`: of the first room of the first network.
"""

from __future__ import annotations

import itertools
import socket
import sys
import threading
import time
from datetime import UTC, datetime

from tests.benchmarks.gui.flood_server import let_in

SMALL = 50
"""Members of each other room."""
_SLICE = 0.05
"""Seconds between two sends of one network."""
_TALKERS = 20
_COMERS = 50
"""People of the first room who come or go each second."""


def room_name(number: int) -> str:
    return f"#room{number}"


def main() -> int:
    networks, rooms, members, speed, seconds = map(int, sys.argv[1:])
    listeners = [socket.create_server(("127.0.0.1", 0)) for _ in range(networks)]
    print(*(listener.getsockname()[1] for listener in listeners), flush=True)
    everybody_is_in = threading.Barrier(networks)
    threads = [
        threading.Thread(
            target=_serve,
            args=(listener, rooms, members if number == 0 else SMALL, speed / networks, seconds, everybody_is_in),
        )
        for number, listener in enumerate(listeners)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("end", flush=True)
    sys.stdin.read()  # the connections stay until the client is done
    return 0


def _serve(
    listener: socket.socket, rooms: int, members: int, speed: float, seconds: int, everybody_is_in: threading.Barrier
) -> None:
    with listener:
        connected, _ = listener.accept()
    people = {room_name(number): [f"nick{one}" for one in range(members if number == 0 else SMALL)]
              for number in range(rooms)}  # fmt: skip
    let_in(connected, people)
    everybody_is_in.wait()
    time.sleep(3)  # the first room is on the screen
    begin, sent, moved = time.monotonic(), 0, 0
    comers = itertools.cycle(("JOIN", "PART"))
    while (passed := time.monotonic() - begin) < seconds:
        stamp = f"@time={datetime.now(UTC):%Y-%m-%dT%H:%M:%S.%f}"[:-3] + "Z "
        said = [
            f"{stamp}:nick{number % _TALKERS}!user@host PRIVMSG {room_name(number % rooms)} :number {number}, and some "
            "words behind it, as long as what people say here\r\n"
            for number in range(sent, int(passed * speed))
        ]
        said += [
            f":guest{number // 2}!user@host {next(comers)} {room_name(0)}\r\n"
            for number in range(moved, int(passed * _COMERS))
        ]
        sent, moved = int(passed * speed), int(passed * _COMERS)
        try:
            connected.sendall("".join(said).encode())
        except OSError:
            return  # the client has seen enough
        time.sleep(_SLICE)


if __name__ == "__main__":
    sys.exit(main())
