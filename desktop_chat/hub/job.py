"""Job: work that blocks, as a value, to be done off the I/O threads. Outcome: what one hold of the lock produced."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop_chat.hub.live.user import Seat
from desktop_chat.hub.live.wake_list import WaitingSeats
from desktop_chat.storage.store_api import Change, PasswordSecret, Query, StoreAnswer


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """`work` is read from the Store on a Job's thread; then `Hub.finish(job, answer, now)` under the lock.

    `then` is the hub's: what it does with the answer, or with the exception that the work raised.
    """

    seat: Seat
    work: Query
    then: Callable[[StoreAnswer | Exception], None]


@dataclass(frozen=True, slots=True)
class MakeSecret:
    """What checks this password: answered with a Secret."""

    password: str


@dataclass(frozen=True, slots=True)
class CheckPassword:
    """Whether the Secret is this password's: answered with a bool. One without a hash takes as long, and is not."""

    secret: PasswordSecret
    password: str


@dataclass(frozen=True, slots=True, eq=False)
class HashJob:
    """Arithmetic that is slow on purpose, done on threads of its own, so that nobody's history waits for it; then
    `Hub.hashed(job, result, now)` under the lock."""

    seat: Seat
    work: MakeSecret | CheckPassword
    then: Callable[[PasswordSecret | bool | Exception], None]


@dataclass(frozen=True, slots=True, eq=False)
class Rehash:
    """The settings are to be read again, for an operator; then `Hub.rehashed(job, answer, now)` under the lock.

    `then` is given a sentence for the operator, or what the reading raised, whose text is one.
    """

    seat: Seat
    then: Callable[[str | Exception], None]


@dataclass(frozen=True, slots=True, eq=False)
class Errand:
    """A long answer, or a walk over everybody, of which `go_on` does the next portion (`hub.errands`): by
    `Hub.go_on(errand, now)` under the lock, after others had their turn. `seat` None: nobody waits for it."""

    seat: Seat | None
    go_on: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """`changes` are one commit and `commit` the number that `Store.submit` must return for them; without changes
    nothing is submitted. `touched` are the Seats whose outbox, `paused` or `closing` changed, and `waiting` those who
    wait for the disk and for nothing else: wake their threads.
    `rehash`: operators asked that the settings be read again. `notes` are sentences for the host's log."""

    changes: tuple[Change, ...]
    commit: int
    jobs: tuple[Job, ...]
    touched: tuple[Seat, ...]
    waiting: tuple[WaitingSeats, ...] = ()
    rehash: tuple[Rehash, ...] = ()
    hashes: tuple[HashJob, ...] = ()
    errands: tuple[Errand, ...] = ()
    notes: tuple[str, ...] = ()
