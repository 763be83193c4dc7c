"""The hub with people in it, and nothing else: no socket, no thread, a clock that is set by hand."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_chat.hub.hub import Hub
from desktop_chat.hub.job import Errand, HashJob, Job, Outcome, Rehash
from desktop_chat.hub.live.user import Seat
from desktop_chat.hub.settings import HubSettings
from desktop_chat.irc.message import Message, parse_line
from desktop_chat.server.password_hashing import PasswordHashing
from desktop_chat.storage.store_api import (
    MESSAGE_COMMANDS,
    Change,
    Entry,
    ResendQuery,
    Store,
    StoreAnswer,
    StoredState,
)

MODERN = "message-tags server-time echo-message labeled-response batch draft/chathistory"
PRINT = "ab" * 32
"""The fingerprint of somebody's certificate."""
NOW = 1_700_000_000_000
PASSWORDS = PasswordHashing(memory=8, passes=1, iterations=4096)
"""As quick as can be."""
SETTINGS = HubSettings(name="Desk", host="desk.example", lobby="")


class Stage:
    """`kept` is every change so far, in order. Whatever the disk has, nothing counts as durable before `sync`."""

    def __init__(
        self, settings: HubSettings = SETTINGS, *, stored: StoredState | None = None, store: Store | None = None
    ) -> None:
        self.now = NOW
        self.store = store
        self.hub = Hub(
            settings, store.load() if store is not None else stored or StoredState(), now=self.now, seed=b"stage"
        )
        self.kept: list[Change] = []
        self.durable = 0
        self.jobs: list[Job] = []
        self.hashes: list[HashJob] = []
        self.errands: list[Errand] = []
        self.rehashes: list[Rehash] = []

    def connect(self, fingerprint: str = "", address: str = "127.0.0.1") -> Seat:
        return self.hub.attach_seat(
            thread=0, address=address, port=5, secure=bool(fingerprint), fingerprint=fingerprint, now=self.now
        )

    def enter(self, nick: str, capabilities: str = "", fingerprint: str = "", rooms: Sequence[str] = ()) -> Seat:
        """Somebody who has registered, is in these rooms, and has read all about it."""
        seat = self.connect(fingerprint)
        lines = [f"CAP REQ :{capabilities}"] if capabilities else []
        lines += [f"NICK {nick}", f"USER {nick} 0 * :{nick.title()}"]
        lines += ["CAP END"] if capabilities else []
        self.send(seat, *lines, *(f"JOIN {room}" for room in rooms))
        self.settle()
        self.heard(seat)
        return seat

    def send(self, seat: Seat, *lines: str) -> Outcome:
        """One hold of the lock."""
        self.hear(seat, *lines)
        return self.take()

    def hear(self, seat: Seat, *lines: str) -> None:
        """Within a hold of the lock."""
        messages = [parse_line(line) for line in lines]
        while messages:
            used = self.hub.receive_messages(seat, messages, self.now)
            del messages[:used]
            if seat.paused or seat.closing:
                return
            assert used, "the hub goes on by itself"

    def take(self) -> Outcome:
        outcome = self.hub.take_outcome()
        self.kept.extend(outcome.changes)
        if self.store is not None and outcome.changes:
            assert self.store.submit(outcome.changes) == outcome.commit
        self.jobs.extend(outcome.jobs)
        self.hashes.extend(outcome.hashes)
        self.errands.extend(outcome.errands)
        self.rehashes.extend(outcome.rehash)
        self._commit = outcome.commit if outcome.changes else outcome.commit - 1
        return outcome

    def sync(self) -> None:
        """The disk has caught up; Jobs go on."""
        self.durable = self._commit

    def settle(self) -> None:
        """Everything is durable, and every Job has been done."""
        self.sync()
        while self.jobs or self.hashes or self.errands or self.rehashes:
            if self.rehashes:
                self.hub.rehashed(self.rehashes.pop(0), "Done.", self.now)
            elif self.errands:
                self.hub.go_on(self.errands.pop(0), self.now)
                self.take()
            elif self.jobs:
                job = self.jobs.pop(0)
                self.hub.finish_job(job, self.answer(job), self.now)
            else:
                hashing = self.hashes.pop(0)
                self.hub.finish_hash_job(hashing, PASSWORDS.run_hash_job(hashing.work), self.now)
            self.take()
        self.sync()

    def answer(self, job: Job) -> StoreAnswer:
        """What the Store reads; without one it remembers nothing."""
        if self.store is not None:
            return self.store.read(job.work)
        return None if isinstance(job.work, ResendQuery) else ()

    @property
    def said(self) -> list[Entry]:
        """The words among all that was kept."""
        return [change for change in self.kept if isinstance(change, Entry) and change.command in MESSAGE_COMMANDS]

    def heard(self, seat: Seat) -> list[str]:
        """The lines that may have left for this Seat since last time, without CR LF."""
        return seat.outbox.take(self.durable, 1 << 30).decode().split("\r\n")[:-1]

    def talk(self, seat: Seat, *lines: str) -> list[str]:
        """Say something and read what comes back, all Jobs done."""
        self.send(seat, *lines)
        self.settle()
        return self.heard(seat)


def numerics(lines: Sequence[str]) -> list[str]:
    """The commands of these lines."""
    return [parse_line(line).command for line in lines]


def messages(lines: Sequence[str]) -> list[Message]:
    return [parse_line(line) for line in lines]
