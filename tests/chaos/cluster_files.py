"""Files that people send to the nodes of a cluster. Each file that a node has taken is at every node in the end."""

from __future__ import annotations

import http.client
import random
from contextlib import closing
from functools import partial
from urllib.parse import urlsplit

from tests.chaos.cluster_processes import COUNT, ClusterProcesses
from tests.e2e.programs import wait_for
from tests.irc_client import IrcClient
from tests.server.http_client import Answer, ask_on, connect

MOST_BYTES = 600_000
"""More than two chunks of the store."""
ANSWER_SECONDS = 5.0
"""Seconds after which a sender gives up: the node may stand still."""
_PATIENCE = 120.0
_FAILURES = (OSError, EOFError, http.client.HTTPException)


class ClusterFiles:
    """`sent`: how many files were taken."""

    def __init__(self, processes: ClusterProcesses, room: str) -> None:
        self._processes = processes
        self._room = room
        self._kept: dict[str, bytes] = {}
        """The bytes of the files that were taken, by path."""
        self._senders = 0

    @property
    def sent(self) -> int:
        return len(self._kept)

    def send_file(self, number: int) -> bool:
        """Send a file to a node. Return False if the node has not taken the file: it may be ill, or just gone."""
        self._senders += 1
        body = random.Random(self._senders).randbytes(self._senders * 77_777 % MOST_BYTES)
        try:
            with IrcClient(
                self._processes.nodes[number].port, host=self._processes.host_of(number), tls=True
            ) as sender:
                sender.register(f"sender{self._senders}")
                sender.join(self._room)
                sender.send(f"FILEHOST UPLOAD {self._room}")
                answer = self._ask(number, "POST", sender.until("FILEHOST")[-1].params[2], body)
                sender.leave()
        except _FAILURES:
            return False
        if answer.status == http.client.CREATED:
            self._kept[urlsplit(answer.headers["location"]).path] = body
        return answer.status == http.client.CREATED

    def require_newest(self, number: int) -> None:
        """Raises AssertionError unless a node gives the file that was sent last."""
        path = next(reversed(self._kept))
        wait_for(f"the newest file at node {number}", lambda: self._has_file(number, path), _PATIENCE)

    def require_all(self) -> None:
        """Raises AssertionError unless every node gives every file that a node has taken."""
        for path in self._kept:
            for number in range(COUNT):
                wait_for(f"{path} at node {number}", partial(self._has_file, number, path), _PATIENCE)

    def _has_file(self, number: int, path: str) -> bool:
        try:
            return self._ask(number, "GET", path).body == self._kept[path]
        except _FAILURES:
            return False

    def _ask(self, number: int, method: str, path: str, body: bytes | None = None) -> Answer:
        port, host = self._processes.nodes[number].port, self._processes.host_of(number)
        with closing(connect(port, tls=True, host=host, seconds=ANSWER_SECONDS)) as connection:
            return ask_on(connection, method, path, body)
