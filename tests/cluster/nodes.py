"""Nodes with threads over a log in memory, for tests: the hub's side of a cluster, without sockets."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

from desktop_chat.cluster.applied import Applied
from desktop_chat.cluster.chain import Chain
from desktop_chat.cluster.events import Hello
from desktop_chat.cluster.host_acts import ACTS
from desktop_chat.cluster.node import ClusterNode
from desktop_chat.cluster.node_hub import NodeHub
from desktop_chat.cluster.port import Log
from desktop_chat.cluster.replica import Replica
from desktop_chat.cluster.seal import BatchSeal
from desktop_chat.hub.hub import Hub
from desktop_chat.hub.job import HashJob, Job
from desktop_chat.hub.live.user import Seat
from desktop_chat.irc.line_stream import LineStream
from desktop_chat.storage.records import StoredState
from tests.hub.harness import NOW, PASSWORDS, SETTINGS, EmptyReader
from tests.patience import SECONDS

SEAL = BatchSeal(bytes(32), "chat")


class TestNode:
    """A node, and clients that are connected to it. Everything durable is durable at once."""

    __test__ = False

    def __init__(self, name: str, log: Log, versions: str = "v") -> None:
        hub = Hub(replace(SETTINGS, lobby=""), StoredState(), now=NOW, seed=b"nodes")
        self.lock = threading.Lock()
        self.trouble = ""
        """Why nothing can be written to the node's disk."""
        self._failure = ""
        self._failed = threading.Event()
        self._changed = threading.Condition(self.lock)
        self.node = ClusterNode(
            name, log, SEAL, Replica(hub, name, "", ACTS, Chain(), NOW), self.lock,
            Hello(versions, f"{name}.example:6697"),
            apply=self._apply, fail=self._fail, read_trouble=lambda: self.trouble,
        )  # fmt: skip
        self.hub = NodeHub(hub, self.node, "Go elsewhere.")

    def _apply(self, applied: Applied) -> Callable[[], None]:
        """Do the work of the node's clients, as threads would."""
        for _, work in applied.work:
            if isinstance(work, Job):
                self.hub.finish_work(work, work.query.ask(EmptyReader()), 0)
            elif isinstance(work, HashJob):
                self.hub.finish_work(work, work.work.run(PASSWORDS), 0)
        self._changed.notify_all()
        return _do_nothing

    def _fail(self, sentence: str) -> None:
        self._failure = sentence
        self._failed.set()

    def wait_for_failure(self, text: str) -> None:
        assert self._failed.wait(SECONDS)
        assert text in self._failure

    def start(self) -> str:
        """Take part. Return the sentence if the node cannot."""
        self.node.start()
        return self.node.wait_until_member(SECONDS)

    def connect(self, nick: str) -> Seat:
        """Return the Seat of a client that has registered."""
        with self.lock:
            seat = self.hub.attach_seat(thread=0, address="10.0.0.1", port=5, secure=False, now=0)
        self.say(seat, f"NICK {nick}", f"USER {nick} 0 * :{nick}", "JOIN #tea")
        return seat

    def say(self, seat: Seat, *lines: str) -> None:
        items = LineStream().feed("".join(f"{line}\r\n" for line in lines).encode())
        with self.lock:
            self.hub.receive_messages(seat, items, 0)

    def hear(self, seat: Seat, text: str) -> str:
        """Wait until the client has heard a text. Return everything since the last call."""
        with self._changed:
            assert self._changed.wait_for(lambda: text in _waiting(seat), SECONDS), _waiting(seat)
            return seat.outbox.take(1 << 30, 1 << 30).decode()

    def wait_until(self, reached: Callable[[], bool]) -> None:
        with self._changed:
            assert self._changed.wait_for(reached, SECONDS)


def _waiting(seat: Seat) -> str:
    return b"".join(piece.data for piece in seat.outbox.pieces).decode()


def _do_nothing() -> None:
    """Do nothing: no threads of sockets wait."""
