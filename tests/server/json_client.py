"""A small chat program as others write them, run as a process of its own by `test_json_client`.

It takes what one read gives it for one whole object, and makes its message of whatever keys that has: a further key, or
two objects in one read, end it with a traceback. What is typed is said; "quit" leaves.
"""

from __future__ import annotations

import json
import socket
import sys
import threading

READ = 16_384


KEYS = ("type", "msg", "author")


class Packet:
    """What is sent and received."""

    def __init__(self, **values: str) -> None:
        if sorted(values) != sorted(KEYS):
            raise TypeError(f"Packet has {KEYS} and not {tuple(values)}")
        self.values = values

    def encode(self) -> bytes:
        return json.dumps(self.values).encode()


def receive(connection: socket.socket) -> None:
    """Print everything that comes, until the server stops or the connection ends."""
    while data := connection.recv(READ):
        packet = Packet(**json.loads(data))
        print("{author}|{type}|{msg}".format(**packet.values), flush=True)
        if packet.values["type"] == "stop":
            break
    print("end", flush=True)


def main() -> None:
    connection = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
    print(connection.getsockname()[1], flush=True)
    reader = threading.Thread(target=receive, args=(connection,))
    reader.start()
    for line in sys.stdin:
        words = line.rstrip("\n")
        kind, words = ("quit", "") if words == "quit" else ("", words)
        packet = Packet(type=kind, msg=words, author="self")
        connection.sendall(packet.encode())
    reader.join()
    connection.close()


if __name__ == "__main__":
    main()
