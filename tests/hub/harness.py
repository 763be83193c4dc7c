"""The Hub without a runtime: no socket and no thread; a test sets the clock and says when the Store has committed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from desktop_chat.hub.hub import Hub
from desktop_chat.hub.job import Errand, HashJob, Job, Outcome, Rehash
from desktop_chat.hub.live.user import Seat
from desktop_chat.hub.settings import HubSettings
from desktop_chat.irc.message import Message, parse_line
from desktop_chat.net.fingerprints import CertificateFingerprint
from desktop_chat.server.password_hashing import PasswordHashing
from desktop_chat.storage.records import MESSAGE_COMMANDS, Change, Entry, StoredState
from desktop_chat.storage.store_api import (
    Answer,
    EntryQuery,
    HistoryQuery,
    HistoryTarget,
    OwnEntriesQuery,
    ResendQuery,
    SearchQuery,
    Store,
    StoreReader,
    TargetsQuery,
)
from tests.hub.default_settings import make_hub_settings

MODERN_CAPS = "message-tags server-time echo-message labeled-response batch draft/chathistory"
FINGERPRINT = CertificateFingerprint("ab" * 32)
"""The fingerprint of a client certificate."""
NOW = 1_700_000_000_000
PASSWORDS = PasswordHashing(memory=8, passes=1, iterations=4096)
"""The cheapest parameters: a test hashes many passwords."""
SETTINGS = make_hub_settings(name="Desk", host="desk.example", lobby="")


class EmptyReader(StoreReader):
    """Reads a Store that remembers nothing."""

    def read_history_page(self, query: HistoryQuery) -> tuple[Entry, ...]:
        return ()

    def read_targets(self, query: TargetsQuery) -> tuple[HistoryTarget, ...]:
        return ()

    def find_resent(self, query: ResendQuery) -> Entry | None:
        return None

    def read_versions(self, query: EntryQuery) -> tuple[Entry, ...]:
        return ()

    def read_own_entries(self, query: OwnEntriesQuery) -> tuple[tuple[Entry, ...], ...]:
        return ()

    def search_entries(self, query: SearchQuery) -> tuple[Entry, ...]:
        return ()


class HubHarness:
    """A Hub, the clock and the Store of a test.

    `changes` holds each change so far, in order. No change counts as durable before `mark_durable`.
    """

    def __init__(
        self, settings: HubSettings = SETTINGS, *, stored: StoredState | None = None, store: Store | None = None
    ) -> None:
        self.now = NOW
        self.store = store
        self.hub = Hub(
            settings, store.load() if store is not None else stored or StoredState(), now=self.now, seed=b"harness"
        )
        self.changes: list[Change] = []
        self.durable = 0
        self.jobs: list[Job[Any]] = []
        self.hashes: list[HashJob[Any]] = []
        self.errands: list[Errand] = []
        self.rehashes: list[Rehash] = []

    def connect(self, fingerprint: str = "", address: str = "127.0.0.1", *, here: bool = True) -> Seat:
        return self.hub.attach_seat(
            thread=0,
            address=address,
            port=5,
            secure=bool(fingerprint),
            fingerprint=CertificateFingerprint(fingerprint),
            now=self.now,
            here=here,
        )

    def register(self, nick: str, capabilities: str = "", fingerprint: str = "", rooms: Sequence[str] = ()) -> Seat:
        """Connect a client, register it, join `rooms`, and read the answers."""
        seat = self.connect(fingerprint)
        lines = [f"CAP REQ :{capabilities}"] if capabilities else []
        lines += [f"NICK {nick}", f"USER {nick} 0 * :{nick.title()}"]
        lines += ["CAP END"] if capabilities else []
        self.send(seat, *lines, *(f"JOIN {room}" for room in rooms))
        self.run_until_idle()
        self.read_lines(seat)
        return seat

    def send(self, seat: Seat, *lines: str) -> Outcome:
        """Give the lines to the Hub and take the Outcome: one hold of the lock."""
        self.feed_lines(seat, *lines)
        return self.take_outcome()

    def feed_lines(self, seat: Seat, *lines: str) -> None:
        """Give the lines to the Hub, within one hold of the lock, until the Seat pauses or closes."""
        messages = [parse_line(line) for line in lines]
        while messages:
            used = self.hub.receive_messages(seat, messages, self.now)
            del messages[:used]
            if seat.paused or seat.closing:
                return
            assert used, "the hub goes on by itself"

    def take_outcome(self) -> Outcome:
        outcome = self.hub.take_outcome()
        self.changes.extend(outcome.changes)
        if self.store is not None and outcome.changes:
            assert self.store.submit(outcome.changes) == outcome.commit
        for work in (*outcome.jobs, *outcome.hashes, *outcome.rehash):
            _require_plain_data(work.then)
            _require_plain_data(work.failed)
        self.jobs.extend(outcome.jobs)
        self.hashes.extend(outcome.hashes)
        self.errands.extend(outcome.errands)
        self.rehashes.extend(outcome.rehash)
        self._commit = outcome.commit if outcome.changes else outcome.commit - 1
        return outcome

    def mark_durable(self) -> None:
        """Count all changes so far as durable."""
        self.durable = self._commit

    def run_until_idle(self) -> None:
        """Make all changes durable, and run all Jobs and Errands to their end."""
        self.mark_durable()
        while self.finish_next_work():
            pass
        self.mark_durable()

    def finish_next_work(self) -> bool:
        """Run one Job, or one portion of an Errand, and take the Outcome. Return False if there is no work."""
        if self.rehashes:
            self.hub.finish_work(self.rehashes.pop(0), "Done.", self.now)
        elif self.errands:
            self.hub.go_on(self.errands.pop(0), self.now)
        elif self.jobs:
            job = self.jobs.pop(0)
            self.hub.finish_work(job, self.read_store(job), self.now)
        elif self.hashes:
            hashing = self.hashes.pop(0)
            self.hub.finish_work(hashing, hashing.work.run(PASSWORDS), self.now)
        else:
            return False
        self.take_outcome()
        return True

    def read_store(self, job: Job[Answer]) -> Answer:
        """Answer a Job from the Store; without a Store, with an empty result."""
        return self.store.read(job.query) if self.store is not None else job.query.ask(EmptyReader())

    @property
    def kept_messages(self) -> list[Entry]:
        """The messages among the changes, without events."""
        return [change for change in self.changes if isinstance(change, Entry) and change.command in MESSAGE_COMMANDS]

    def read_lines(self, seat: Seat) -> list[str]:
        """Take the durable lines that the Hub sent to this Seat since the last call, without CR LF."""
        return seat.outbox.take(self.durable, 1 << 30).decode().split("\r\n")[:-1]

    def exchange(self, seat: Seat, *lines: str) -> list[str]:
        """Send lines, run all Jobs, and return the lines that this Seat received."""
        self.send(seat, *lines)
        self.run_until_idle()
        return self.read_lines(seat)


def _require_plain_data(continuation: Callable[..., object]) -> None:
    """Require that a continuation is no closure: what waits for an answer is plain data (test_continuations)."""
    while isinstance(continuation, partial):
        for argument in continuation.args:
            if callable(argument):
                _require_plain_data(argument)
        continuation = continuation.func
    assert "<lambda>" not in continuation.__qualname__
    assert "<locals>" not in continuation.__qualname__, "a function within a function"


def commands_of(lines: Sequence[str]) -> list[str]:
    """Return the commands of these lines: numerics and names."""
    return [parse_line(line).command for line in lines]


def parse_lines(lines: Sequence[str]) -> list[Message]:
    return [parse_line(line) for line in lines]
