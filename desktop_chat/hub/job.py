"""Work for other threads, as values; and Outcome, the result of a hold of the lock."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from desktop_chat.hub.live.user import Seat
from desktop_chat.hub.live.wake_list import WaitingSeats
from desktop_chat.storage.records import Change, PasswordSecret
from desktop_chat.storage.store_api import Query
from desktop_chat.texts import CodedText
from desktop_chat.value_class import value

_Answer = TypeVar("_Answer")
_Result = TypeVar("_Result", covariant=True)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class BlockingWork(Generic[_Answer]):
    """Work for another thread, on behalf of a Seat.

    When the work has ended, `Hub.finish_work` calls `then` with the answer, or `Hub.fail_work` calls `failed` with the
    exception; both under the lock. Both are functions of a module with their arguments, or methods: plain data.
    """

    seat: Seat
    then: Callable[[_Answer], None]
    failed: Callable[[Exception], None]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Job(BlockingWork[_Answer]):
    """A Query for the Store, read on a Job's thread."""

    query: Query[_Answer]


class PasswordHasher(Protocol):
    """Makes and compares password hashes. Both methods block for 20 to 150 ms."""

    def make_secret(self, password: str) -> PasswordSecret:
        """Return the secret that checks `password`."""

    def is_right_password(self, secret: PasswordSecret, password: str) -> bool:
        """Return whether `password` belongs to `secret`. A secret without a hash takes as long, and is never right."""


class HashWork(ABC, Generic[_Result]):
    """A computation of a PasswordHasher, with a result of type `_Result`."""

    __slots__ = ()

    @abstractmethod
    def run(self, hasher: PasswordHasher) -> _Result:
        """Call the method of `hasher` for the kind of work."""


@dataclass(frozen=True, slots=True)
class MakeSecret(HashWork[PasswordSecret]):
    """Make the secret for a password."""

    password: str

    def run(self, hasher: PasswordHasher) -> PasswordSecret:
        return hasher.make_secret(self.password)


@dataclass(frozen=True, slots=True)
class CheckPassword(HashWork[bool]):
    """Compare a password with a secret."""

    secret: PasswordSecret
    password: str

    def run(self, hasher: PasswordHasher) -> bool:
        return hasher.is_right_password(self.secret, self.password)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class HashJob(BlockingWork[_Answer]):
    """A computation that is slow on purpose. Hash threads do the work, so reading history never waits."""

    work: HashWork[_Answer]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Rehash(BlockingWork[str]):
    """An operator's request to read the settings again. The answer, or the exception's text, is for the operator."""


@dataclass(frozen=True, slots=True, eq=False)
class Errand:
    """The rest of a long answer, or of a walk over all Users (`hub.errands`).

    `Hub.go_on` does the next portion under the lock, after other Seats had their turn. `seat` is None if no Seat waits.
    """

    seat: Seat | None
    go_on: Callable[[], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookCall:
    """A message that the address of an outgoing webhook is to be told, once the commit of the Outcome is durable."""

    webhook: int
    address: str
    secret: str
    msgid: str
    room: str
    nick: str
    account: str
    text: str
    word: str
    """The word that the message begins with, or ""."""
    time: int
    """Unix ms."""


@value
class Outcome:
    """The work for other threads after a hold of the lock."""

    changes: tuple[Change, ...]
    """One commit for the Store. Without changes there is no commit."""
    commit: int
    """The number that `Store.submit` must return for `changes`."""
    touched: tuple[Seat, ...]
    """Seats whose outbox, `paused` or `closing` changed. The caller wakes their threads."""
    waiting: tuple[WaitingSeats, ...] = ()
    """Seats that only wait for a commit. The caller wakes their threads."""
    jobs: tuple[Job[Any], ...] = ()
    hashes: tuple[HashJob[Any], ...] = ()
    rehash: tuple[Rehash, ...] = ()
    errands: tuple[Errand, ...] = ()
    calls: tuple[WebhookCall, ...] = ()
    notes: tuple[CodedText, ...] = ()
    """Sentences for the host's log."""
    unused_contents: tuple[str, ...] = ()
    """Contents of files that no file has any more; they go from the disk once the commit is durable."""
