"""A random chat in one hub with a real database: everything that leaves the hub is written to standard output.

`python -m tests.hub.recorded_chat FOLDER SEED STEPS KIND` needs no clock and no chance but its seed, so that two
processes must write the same bytes. Kinds: "plain"; "restored": after each step, with Jobs on their way, the hub
becomes bytes and a new hub; "elsewhere": another process serves every second connection; "remote": other processes
serve all; "snapshots": likewise, and after each step the hub becomes a snapshot of a cluster and a new hub.
"""

from __future__ import annotations

import os
import pickle
import random
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from argon2 import PasswordHasher

from desktop_chat.cluster.snapshot import decode_graph, encode_graph
from desktop_chat.hub.job import Outcome
from desktop_chat.hub.live.user import Seat
from desktop_chat.irc.capabilities import OFFERED
from desktop_chat.irc.line_stream import LineStream
from desktop_chat.irc.sasl import make_verifier, prepare_password
from desktop_chat.server.password_hashing import PasswordHashing
from desktop_chat.storage.records import PasswordSecret
from desktop_chat.storage.sql_store import SqlStore
from desktop_chat.storage.store_api import SearchQuery
from tests.fuzz.choices import Choices
from tests.fuzz.words import NICKS, line
from tests.hub.harness import MODERN_CAPS, NOW, SETTINGS, HubHarness
from tests.hub.live.test_census import assert_counted_right

_MOST_SEATS = 25
_BANNED_TOGETHER = 12
"""People who take a banned nick within one hold of the lock."""
_ALL_BYTES = 1 << 30
_SALT = b"sixteen bytes..."
_ITERATIONS = 4096


class _RepeatableHashing(PasswordHashing):
    """Makes the same secret of the same password: salts are an input of the hub, as the clock is."""

    def __init__(self) -> None:
        super().__init__(memory=8, passes=1, iterations=_ITERATIONS)

    def make_secret(self, password: str) -> PasswordSecret:
        argon2 = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
        scram = make_verifier(password, _SALT, _ITERATIONS)
        return PasswordSecret(argon2.hash(prepare_password(password), salt=_SALT), str(scram))


class RecordedChat:
    """People who say nearly right lines, several of them within one hold of the lock. `write` gets each fact."""

    def __init__(self, store: SqlStore, seed: int, write: Callable[[str], object], kind: str = "plain") -> None:
        self._random = random.Random(seed)
        self._kind = kind
        self._seats = 0
        self._write = write
        self._store = store
        settings = replace(SETTINGS, lobby="#lobby", oper_name="boss", oper_password="secretsecret")
        self._harness = HubHarness(settings, store=store)
        self._hashing = _RepeatableHashing()
        self._clients: dict[Seat, LineStream] = {}
        self._ballast: list[object] = []

    def play(self, steps: int) -> None:
        for number in range(3):
            self._enter(NICKS[number], MODERN_CAPS)
        for step in range(steps):
            self._ballast.append(bytearray(os.urandom(1)[0]))  # addresses differ in each process
            self._step()
            self._take_outcome()
            if self._kind in ("restored", "snapshots") and not self._harness.errands:
                self._restore_hub()
            self._finish_work()
            self._hear_all()
            assert_counted_right(self._harness.hub._state)
            if step % 100 == 50:
                self._take_banned_nicks_together()

    def _step(self) -> None:
        chance = self._random.random()
        if len(self._clients) < 2 or (chance < 0.1 and len(self._clients) < _MOST_SEATS):
            nick = self._random.choice((*NICKS, f"guest{self._random.randrange(30)}"))
            self._enter(nick, self._random.choice((MODERN_CAPS, "", "echo-message", " ".join(OFFERED))))
        elif chance < 0.14:
            self._detach(self._random.choice(list(self._clients)), lost=self._random.random() < 0.5)
        elif chance < 0.2:
            self._harness.now += self._random.randrange(100_000)
            self._harness.hub.advance_second(self._harness.now)
        else:
            for seat in self._random.sample(list(self._clients), min(len(self._clients), self._random.randint(1, 4))):
                self._say(seat, self._random_lines())

    def _random_lines(self) -> bytes:
        choices = Choices(self._random.randbytes(400))
        return b"".join(line(choices) + b"\r\n" for _ in range(self._random.randint(1, 5)))

    def _connect(self) -> Seat:
        fingerprint = self._random.choice(("", "", "ab" * 32, "cd" * 32))
        address = self._random.choice(("127.0.0.1", "10.0.0.1", "2001:db8::1"))
        self._seats += 1
        is_here = self._kind not in ("remote", "snapshots") and (self._kind != "elsewhere" or self._seats % 2 == 0)
        seat = self._harness.connect(fingerprint, address, here=is_here)
        self._clients[seat] = LineStream()
        return seat

    def _enter(self, nick: str, capabilities: str) -> Seat:
        seat = self._connect()
        lines = (f"CAP REQ :{capabilities}", f"NICK {nick}", f"USER {nick} 0 * :{nick}", "CAP END", "JOIN #tea,#lobby")
        self._say(seat, "".join(f"{text}\r\n" for text in lines).encode())
        return seat

    def _take_banned_nicks_together(self) -> None:
        """Many people take a banned nick within one hold: the order of their QUITs gives sequences and message ids."""
        people = [self._enter(f"good{number}", MODERN_CAPS) for number in range(_BANNED_TOGETHER)]
        self._take_outcome()
        self._finish_work()
        ban = self._harness.hub.host.ban_person
        ban(self._harness.now, nick="", address="", mask="evil*!*@*", seconds=0, reason="Evil")
        for number, seat in enumerate(people):
            self._say(seat, f"NICK evil{number}\r\n".encode())
        self._take_outcome()
        self._finish_work()
        self._hear_all()

    def _say(self, seat: Seat, data: bytes) -> None:
        items = list(self._clients[seat].feed(data))
        while items and not seat.closing:
            used = self._harness.hub.receive_messages(seat, items, self._harness.now)
            del items[:used]
            if not used:
                self._take_outcome()
                self._finish_work()

    def _detach(self, seat: Seat, *, lost: bool) -> None:
        self._harness.hub.detach_seat(seat, "Gone", self._harness.now, lost=lost)
        self._take_outcome()
        self._hear(seat)
        del self._clients[seat]

    def _take_outcome(self) -> None:
        outcome = self._harness.take_outcome()
        self._write_outcome(outcome)
        self._harness.mark_durable()

    def _restore_hub(self) -> None:
        """Make bytes of the hub with its Jobs, and a new hub of the bytes. Errands are generators, and end by
        themselves."""
        harness = self._harness
        whole = (harness.hub, self._clients, harness.jobs, harness.hashes, harness.rehashes)
        self._write(f"restored with {len(harness.jobs)} jobs, {len(harness.hashes)} hashes\n")
        restored = decode_graph(encode_graph(whole)) if self._kind == "snapshots" else pickle.loads(pickle.dumps(whole))
        harness.hub, self._clients, harness.jobs, harness.hashes, harness.rehashes = restored

    def _write_outcome(self, outcome: Outcome) -> None:
        if outcome.changes:
            self._write(f"commit {outcome.commit}\n")
        for change in outcome.changes:
            self._write(f"change {change!r}\n")
        for note in outcome.notes:
            self._write(f"note {note!r}\n")
        for waiting in outcome.waiting:
            self._write(f"waiting {waiting.commit} {[seat.id for seat in waiting.seats]}\n")
        self._write(f"touched {sorted(seat.id for seat in outcome.touched)}\n")

    def _finish_work(self) -> None:
        """Finish Jobs, hashes and Errands in a random order."""
        harness, hub = self._harness, self._harness.hub
        while harness.jobs or harness.hashes or harness.errands or harness.rehashes:
            kind = self._random.choice(
                [work for work in (harness.jobs, harness.hashes, harness.errands, harness.rehashes) if work]
            )
            at = self._random.randrange(len(kind))
            if kind is harness.jobs:
                job = harness.jobs.pop(at)
                if isinstance(job.query, SearchQuery):
                    self._store.wait_until_indexed()
                try:
                    answer = harness.read_store(job)
                except Exception as error:  # what a thread of Jobs does
                    hub.fail_work(job, error, harness.now)
                else:
                    hub.finish_work(job, answer, harness.now)
            elif kind is harness.hashes:
                hashing = harness.hashes.pop(at)
                hub.finish_work(hashing, hashing.work.run(self._hashing), harness.now)
            elif kind is harness.errands:
                hub.go_on(harness.errands.pop(0), harness.now)
            else:
                hub.finish_work(harness.rehashes.pop(at), "Done.", harness.now)
            self._take_outcome()

    def _hear_all(self) -> None:
        for seat in list(self._clients):
            self._hear(seat)
            if seat.closing:
                self._detach(seat, lost=False)

    def _hear(self, seat: Seat) -> None:
        data = seat.outbox.take(self._harness.durable, _ALL_BYTES)
        if data:
            self._write(f"seat {seat.id} {bytes(data)!r}\n")


def main() -> None:
    folder, seed, steps, kind = sys.argv[1:]
    store = SqlStore.open(Path(folder) / "chat.sqlite", now=NOW)
    try:
        RecordedChat(store, int(seed), sys.stdout.write, kind).play(int(steps))
    finally:
        store.close()


if __name__ == "__main__":
    main()
