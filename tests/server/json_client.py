"""A small chat program of another author, which `test_json_client` runs as a process of its own.

The program takes the bytes of one read for one object with exactly the known keys: another key, or two objects in one
read, end the program with a traceback. Each typed line is sent; "quit" leaves.
"""

from __future__ import annotations

import json
import socket
import sys
import threading

READ = 16_384


KEYS = ("type", "msg", "author")


class Packet:
    """A message, in either direction."""

    def __init__(self, **values: str) -> None:
        if sorted(values) != sorted(KEYS):
            raise TypeError(f"Packet has {KEYS} and not {tuple(values)}")
        self.values = values

    def encode(self) -> bytes:
        return json.dumps(self.values).encode()


def receive(connection: socket.socket) -> None:
    """Print all messages until the server stops or the connection ends."""
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
