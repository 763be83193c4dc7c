"""Three nodes in one process with a log that misbehaves: they crash, begin anew, stand still, and are restored."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from hashlib import sha256
from random import Random

from desktop_chat.cluster.applied import Applied
from desktop_chat.cluster.chain import Chain
from desktop_chat.cluster.events import (
    Attach,
    Batch,
    Detach,
    Event,
    Fail,
    Finish,
    Hello,
    Leave,
    Malformed,
    Receive,
    boot_name,
)
from desktop_chat.cluster.port import LogEntry
from desktop_chat.cluster.replica import Replica
from desktop_chat.cluster.snapshot import decode_snapshot, encode_snapshot
from desktop_chat.cluster.wire import decode_batch, encode_answer, encode_batch
from desktop_chat.hub.hub import Hub
from desktop_chat.hub.job import HashJob, Job, Rehash
from desktop_chat.irc.message import ProtocolError
from desktop_chat.irc.privmsg_runs import RunStream
from desktop_chat.storage.records import Entry, EntryRun, StoredState
from tests.cluster.memory_log import MemoryLog
from tests.hub.harness import NOW, PASSWORDS, SETTINGS, EmptyReader

NODES = ("a", "b", "c")
MOST_ROUNDS = 500
_ALL = 1 << 30
MakeReplica = Callable[[Hub, str, str, Chain], Replica]


def make_replica(hub: Hub, node: str, boot: str, chain: Chain) -> Replica:
    return Replica(hub, node, boot, {}, chain, NOW)


def make_hub() -> Hub:
    return Hub(replace(SETTINGS, lobby="#lobby"), StoredState(), now=NOW, seed=b"cluster")


def received(connection: int, data: bytes) -> Receive:
    """Return the event for whole lines of a client."""
    items = RunStream().feed(data)
    return Receive(
        connection,
        tuple(Malformed(item.code, item.command) if isinstance(item, ProtocolError) else item for item in items),
    )


class Witness:
    """Compares what the nodes decide."""

    def __init__(self) -> None:
        self._decided: dict[int, bytes] = {}
        self._said: dict[int, list[str]] = {}
        self._snapshots: dict[int, bytes] = {}

    def note(self, position: int, applied: Applied) -> None:
        """Compare the decisions of a node at a position with those of the others, and of earlier boots."""
        changes = applied.outcome.changes
        digest = sha256(repr(changes).encode()).digest()
        known = self._decided.setdefault(position, digest)
        assert known == digest, f"two nodes decide differently at {position}"
        texts: list[str] = []
        for change in changes:
            if isinstance(change, EntryRun):
                texts += change.texts
            elif isinstance(change, Entry) and change.command == "PRIVMSG":
                texts.append(change.text)
        self._said[position] = texts

    def note_snapshot(self, position: int, snapshot: bytes) -> None:
        """Compare the state of a node at a position with the state of the others, and of earlier boots."""
        assert self._snapshots.setdefault(position, snapshot) == snapshot, (
            f"two nodes know different things at {position}"
        )

    def check(self, expected: Sequence[str]) -> None:
        """Nothing is lost, nothing is doubled, and everybody's words are in order. `expected`: texts that must be
        there: those of clients whose node was never away."""
        said = [text for position in sorted(self._said) for text in self._said[position]]
        there = set(said)
        assert len(said) == len(there), "a line is doubled"
        assert [text for text in expected if text not in there] == [], "a line is lost"
        last: dict[str, int] = {}
        for text in said:
            client, number = text.split()
            assert last.get(client, 0) < int(number), "lines of one client are out of order"
            last[client] = int(number)


class Node:
    """One node: its Replica, the events that wait, and the batch under way."""

    def __init__(
        self,
        name: str,
        log: MemoryLog,
        witness: Witness,
        random: Random,
        make: MakeReplica,
        snapshots: list[bytes],
    ) -> None:
        self.name = name
        self.up = False
        self._log = log
        self._witness = witness
        self._random = random
        self._make = make
        self._boots = 0
        self._snapshots = snapshots

    def begin(self) -> None:
        """Begin a boot with an empty Hub, or with a snapshot that a node has made."""
        self._boots += 1
        boot = boot_name(self._log.last_position, f"{self._boots:04}")
        chain, hub = Chain(), make_hub()
        self.replica = self._make(hub, self.name, boot, chain)
        if self._snapshots and self._random.random() < 0.5:
            restored = decode_snapshot(self._random.choice(self._snapshots), self.name, boot, {})
            self.replica.chain = type(self.replica.chain)(restored.position, restored.chain.newest)
            vars(self.replica).update(restored.shared_state)
        self._boot = boot
        self._batch: Batch | None = None
        self._number = 0
        self._waiting: deque[Event] = deque([Hello("one version")])
        self.said: list[str] = []
        """The texts of the boot's clients that are still there: who goes may take the last words along."""
        self._clients: dict[int, int] = {}
        """By connection: how many texts the client has said."""
        self._connections = 0
        self.up = True

    def crash(self) -> None:
        self.up = False

    # Clients

    def say_something(self) -> None:
        """Let a new client come, or a client say one to three lines, or go."""
        chance = self._random.random()
        if not self._clients or (chance < 0.1 and len(self._clients) < 4):
            self._connections += 1
            number = self._connections
            self._clients[number] = 0
            nick = f"{self.name}{self._boots}n{number}"
            self._waiting.append(Attach(number, "10.0.0.1", 5))
            greeting = f"NICK {nick}\r\nUSER {nick} 0 * :{nick}\r\nJOIN #lobby\r\n"
            self._waiting.append(received(number, greeting.encode()))
            return
        number = self._random.choice(list(self._clients))
        if chance > 0.95:
            del self._clients[number]
            self.said = [text for text in self.said if not text.startswith(f"{self.name}{self._boots}n{number} ")]
            self._waiting.append(Detach(number, "Gone", lost=chance > 0.97))
            return
        lines = b""
        for _ in range(self._random.randint(1, 3)):
            self._clients[number] += 1
            text = f"{self.name}{self._boots}n{number} {self._clients[number]}"
            self.said.append(text)
            lines += f"PRIVMSG #lobby :{text}\r\n".encode()
        if self._random.random() < 0.2:
            lines += self._random.choice((b"LIST\r\n", b"NAMES #lobby\r\n", b"CHATHISTORY LATEST #lobby * 10\r\n"))
        self._waiting.append(received(number, lines))

    # The log

    def publish(self) -> None:
        """Send the batch under way again, or the next one."""
        if self._batch is None:
            events: tuple[Event, ...] = ()
            while self._waiting and len(events) < 8:
                events += (self._waiting.popleft(),)
            self._number += 1
            chain = self.replica.chain
            self._batch = Batch(self.name, self._boot, self._number, chain.position, chain.newest, events)
        self._log.append(encode_batch(self._batch))

    @property
    def is_idle(self) -> bool:
        """Whether all that the clients have said is in the log and applied."""
        return self.replica.is_member and not self._waiting and not self.replica.has_errands and self._batch is None

    def follow(self, most: int) -> None:
        """Apply the next entries. A boot that was given up makes place for the next."""
        for entry in list(self._log.follow(self.replica.position))[:most]:
            self._apply(entry)
        if not self.replica.has_errands and self._random.random() < 0.03:
            self.take_snapshot()
        if self.replica.has_ended:
            self.begin()

    def _apply(self, entry: LogEntry) -> None:
        batch = decode_batch(entry.data)
        applied = self.replica.apply_entry(entry, batch)
        self._witness.note(entry.position, applied)
        if applied.acknowledged and self._batch is not None and self._batch.number == batch.number:
            self._batch = None
        for number, work in applied.work:
            self._waiting.append(self._do(number, work))

    def _do(self, number: int, work: object) -> Event:
        match work:
            case Job():
                return Finish(number, encode_answer(work.query.ask(EmptyReader())), is_last=True)
            case HashJob():
                return Finish(number, encode_answer(work.work.run(PASSWORDS)), is_last=True)
            case Rehash():
                return Finish(number, encode_answer("Done."), is_last=True)
        return Fail(number, "Unknown work.", too_wide=False)

    def take_snapshot(self) -> None:
        """Keep the state, for boots of all nodes."""
        snapshot = encode_snapshot(self.replica)
        self._witness.note_snapshot(self.replica.position, snapshot)
        self._snapshots.append(snapshot)

    def leave(self) -> None:
        self._waiting.append(Leave())


class Simulation:
    """The nodes and the log. `play` does random steps, `settle` ends the faults and lets everybody catch up."""

    def __init__(self, seed: int, make: MakeReplica = make_replica) -> None:
        self._random = Random(seed)
        self.log = MemoryLog(self._random)
        self.witness = Witness()
        snapshots: list[bytes] = []
        self.nodes = [Node(name, self.log, self.witness, self._random, make, snapshots) for name in NODES]
        for node in self.nodes:
            node.begin()

    def play(self, steps: int) -> None:
        for _ in range(steps):
            self._step()

    def _step(self) -> None:
        node = self._random.choice(self.nodes)
        chance = self._random.random()
        if not node.up:
            if chance < 0.2:
                node.begin()
        elif chance < 0.3:
            node.say_something()
        elif chance < 0.55:
            node.publish()
        elif chance < 0.75:
            node.follow(self._random.randint(1, 20))
        elif chance < 0.76:
            node.crash()
        elif chance < 0.765:
            node.leave()
        if chance > 0.8:
            self.log.step()
        if self._random.random() < 0.05:
            self.log.now += self._random.choice((-5_000, 100, 1_000, 30_000))

    def settle(self) -> None:
        """Let all nodes apply all entries, and get their own batches through."""
        for node in self.nodes:
            if not node.up:
                node.begin()
        for _ in range(MOST_ROUNDS):
            if all(node.is_idle for node in self.nodes):
                break
            for node in self.nodes:
                node.publish()
                self.log.step()
                self.log.step()
                node.follow(_ALL)
        assert all(node.is_idle for node in self.nodes), "a node stands still"
        while self.log.is_under_way:
            self.log.step()
        for node in self.nodes:
            node.follow(_ALL)
            node.take_snapshot()
        self.witness.check([text for node in self.nodes for text in node.said])
