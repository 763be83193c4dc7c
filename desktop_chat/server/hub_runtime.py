"""HubRuntime: the hub behind THE lock, and the store, the threads for Jobs and the I/O threads around the hub.

Every thread of the server reaches the hub through `locked_hub` only.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Protocol, TypeVar

from desktop_chat.clock import now_ms
from desktop_chat.hub.hub import Hub
from desktop_chat.hub.job import BlockingWork, Errand, HashJob, Job, MakeSecret, Outcome, Rehash, WebhookCall
from desktop_chat.hub.live.user import Seat
from desktop_chat.hub.live.wake_list import WaitingSeats
from desktop_chat.server.errors import StartError
from desktop_chat.server.fair_threads import FairThreads
from desktop_chat.server.notes import Notes
from desktop_chat.server.password_hashing import PasswordHashing
from desktop_chat.storage.store_api import OwnEntriesQuery, SearchQuery, SearchTooWide, Store, StoreError
from desktop_chat.texts import server as texts
from desktop_chat.texts import without_part

_log = logging.getLogger(__name__)
_Answer = TypeVar("_Answer")
JOB_THREADS = 4
SEARCH_THREADS = 1
"""Searches have threads of their own, so that a page of history never waits for a search."""
HASH_THREADS = 2
"""Each hash takes 19 MiB. A new secret takes ten times as long as a comparison, and has a thread of its own: a login
does not wait for a registration."""
REST_SECONDS = 0.02
"""The longest pause between two portions of Errands."""


class SeatOwner(Protocol):
    """An I/O thread, as the HubRuntime knows it. No method blocks.

    Thread: any.
    """

    def wake_seats(self, seats: Sequence[Seat]) -> None:
        """Look at Seats whose outbox or flags have changed."""

    def wait_for_commits(self, waiting: Sequence[WaitingSeats]) -> None:
        """Look at Seats once their commit is durable. Seats of other I/O threads may be among them."""

    def wake_up(self) -> None:
        """Look at the Seats whose commit has become durable."""


class Rest(Protocol):
    """A ticker that rests, as the HubRuntime knows it. Thread: hub lock."""

    def begin_hold(self, hub: Hub) -> None:
        """Let the seconds of the rest pass, before a hold of the lock."""

    def end_hold(self, hub: Hub, *, has_effect: bool) -> None:
        """End the rest if there is something to do, after a hold of the lock."""


def _reload_nothing() -> str:
    """Do nothing: there are no settings to reload."""
    return ""


def _call_nobody(calls: Sequence[WebhookCall]) -> None:
    """Drop the calls: nothing calls addresses."""


def _keep_contents(commit: int, contents: Sequence[str]) -> None:
    """Delete nothing: no files are kept."""
    del commit, contents


class HubRuntime:
    """The hub, its lock, and all threads that work for the hub."""

    def __init__(self, hub: Hub, store: Store, folder: str = "") -> None:
        """`folder`: the data folder with a separator at the end, hidden from all users but the host."""
        self._hub = hub
        self._folder = folder
        self.store = store
        self.owners: list[SeatOwner] = []
        """The I/O threads by index; filled before the server starts."""
        self.on_rehash: Callable[[], str] = _reload_nothing
        """Reloads the settings. Returns, or raises, a sentence for the operator. Thread: a Job's."""
        self.on_calls: Callable[[Sequence[WebhookCall]], None] = _call_nobody
        """Calls the addresses of outgoing webhooks. Must not block."""
        self.on_commit: list[Callable[[], None]] = []
        """Called when a commit has become durable, without the lock. Never blocks. Thread: the store's."""
        self.farewell = ""
        """Why the server stops: all that connections get that arrive during the stop. Thread: hub lock."""
        self.holds_with_effect = 0
        """How often something has come of a hold of the lock: whoever shows the chat looks again."""
        self.rest: Rest | None = None
        """The rest of the ticker. None while it calls the hub each second."""
        self.on_unused_contents: Callable[[int, Sequence[str]], None] = _keep_contents
        """Called with a commit, and the contents of files that no file has once it is durable. Thread: any."""
        self._lock = threading.Lock()
        self._jobs = FairThreads(JOB_THREADS, "job")
        self._searches = FairThreads(SEARCH_THREADS, "job-search")
        self._hashes = FairThreads(HASH_THREADS, "hash")
        self._secrets = FairThreads(1, "hash-new")
        self._errands = FairThreads(1, "errand")
        self._passwords = PasswordHashing()
        self._notes = Notes()
        store.watch_commits(self._announce_durable)

    @contextmanager
    def locked_hub(self) -> Iterator[Hub]:
        """Hold the lock and give the hub, for work that never waits. Then submit and start the hub's outcome."""
        with self._lock:
            if self.rest is not None:
                self.rest.begin_hold(self._hub)
            trouble = self.store.error_text
            self._hub.store_error = without_part(trouble, self._folder) if trouble else ""
            yield self._hub
            outcome = self._hub.take_outcome()
            if outcome.changes:
                commit = self.store.submit(outcome.changes)
                assert commit == outcome.commit, "the hub and the store count alike"
            has_effect = bool(outcome.changes or outcome.touched)
            self.holds_with_effect += has_effect
            if self.rest is not None:
                self.rest.end_hold(self._hub, has_effect=has_effect)
        self._hand_out(outcome)

    def _hand_out(self, outcome: Outcome) -> None:
        """Wake the I/O threads, and start the work of an outcome whose changes are submitted. Thread: any."""
        if outcome.touched:
            self._wake_owners(outcome.touched)
        if outcome.waiting:
            for owner in self.owners:
                owner.wait_for_commits(outcome.waiting)
        for job in outcome.jobs:
            lane = self._searches if isinstance(job.query, SearchQuery | OwnEntriesQuery) else self._jobs
            lane.submit(job.seat.neighbourhood, partial(self._read_from_store, job))
        for hashing in outcome.hashes:
            pool = self._secrets if isinstance(hashing.work, MakeSecret) else self._hashes
            pool.submit(hashing.seat.neighbourhood, partial(self._run_hash_job, hashing))
        for rehash in outcome.rehash:
            self._jobs.submit("", partial(self._rehash, rehash))
        for errand in outcome.errands:
            place = errand.seat.neighbourhood if errand.seat is not None else ""
            self._errands.submit(place, partial(self._go_on, errand))
        if outcome.calls:
            self.on_calls(outcome.calls)
        if outcome.unused_contents:
            self.on_unused_contents(outcome.commit, outcome.unused_contents)
        if outcome.notes:
            self._notes.write(outcome.notes)

    def start_job(self, work: Callable[[], None]) -> None:
        """Run work that blocks, and that no Seat waits for, on a Job's thread. The work raises nothing."""
        self._jobs.submit("", work)

    def _wake_owners(self, seats: Sequence[Seat]) -> None:
        if len(self.owners) == 1:
            self.owners[0].wake_seats(seats)
            return
        for index, owner in enumerate(self.owners):
            mine = [seat for seat in seats if seat.thread == index]
            if mine:
                owner.wake_seats(mine)

    def _read_from_store(self, job: Job[_Answer]) -> None:
        self._run_work(job, lambda: self._answer_query(job), "History could not be read: %s")

    def _answer_query(self, job: Job[_Answer]) -> _Answer:
        if job.seat.closing:
            raise StoreError(texts.CONNECTION_ENDED)
        return self.store.read(job.query)

    def _run_hash_job(self, job: HashJob[_Answer]) -> None:
        self._run_work(job, lambda: job.work.run(self._passwords), "A password could not be hashed: %s")

    def _rehash(self, job: Rehash) -> None:
        self._run_work(job, self._reload_settings)

    def _reload_settings(self) -> str:
        try:
            return self.on_rehash()
        except Exception as error:
            text = str(error)
            raise StartError(without_part(text, self._folder)) from error

    def _run_work(self, work: BlockingWork[_Answer], run: Callable[[], _Answer], complaint: str = "") -> None:
        """Run the blocking part of `work` on this thread, then continue in the hub. Log `complaint` if it fails."""
        try:
            answer = run()
        except Exception as caught:
            error = caught
            if complaint and not work.seat.closing and not isinstance(error, SearchTooWide):
                _log.warning(complaint, error)
            self._finish(work.seat, lambda hub: hub.fail_work(work, error, now_ms()))
        else:
            self._finish(work.seat, lambda hub: hub.finish_work(work, answer, now_ms()))

    def _go_on(self, errand: Errand) -> None:
        """Do one portion, then pause for as long: half of the time is left for other work."""
        began = time.perf_counter()
        self._finish(errand.seat, lambda hub: hub.go_on(errand, now_ms()))
        time.sleep(min(REST_SECONDS, time.perf_counter() - began))

    def _finish(self, seat: Seat | None, then: Callable[[Hub], None]) -> None:
        with self.locked_hub() as hub:
            try:
                then(hub)
            except Exception:
                # A fault of this program ends only the connection that waits for the answer.
                _log.exception("A request of %s could not be answered", seat.nick if seat is not None else "the server")
                if seat is not None:
                    hub.end_faulty_seat(seat, texts.INTERNAL_ERROR, now_ms())
        if seat is not None:
            self.owners[seat.thread].wake_seats([seat])

    def _announce_durable(self) -> None:
        for owner in self.owners:
            owner.wake_up()
        for call in self.on_commit:
            call()

    def end_jobs(self) -> None:
        """Start no more Jobs, and wait for the running ones."""
        for threads in (self._errands, self._hashes, self._secrets, self._searches, self._jobs):
            threads.close()
