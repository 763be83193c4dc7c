"""The Store as the hub sees it: the protocol, and the Queries with their answers. Pure."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Generic, Protocol, TypeVar

from desktop_chat.storage.records import Change, Entry, Room, StoredState

Answer = TypeVar("Answer", covariant=True)


class Query(ABC, Generic[Answer]):
    """A question to the Store. `Answer` is the type of the value that `Store.read` returns for it."""

    __slots__ = ()

    @abstractmethod
    def ask(self, reader: StoreReader) -> Answer:
        """Call the method of `reader` for the kind of Query."""


class HistorySlice(Enum):
    """A part of a room's history.

    Spec: https://ircv3.net/specs/extensions/chathistory
    """

    BEFORE = "before"
    AFTER = "after"
    LATEST = "latest"
    AROUND = "around"
    BETWEEN = "between"


@dataclass(frozen=True, slots=True)
class HistoryAnchor:
    """A point in a room's history: a sequence, or a time in ms. `*` if both are None."""

    sequence: int | None = None
    time: int | None = None


@dataclass(frozen=True, slots=True)
class HistoryQuery(Query[tuple[Entry, ...]]):
    """A page of history, oldest Entry first. `room` and `others` are read as one room, up to the sequence `upto`.

    BEFORE and AFTER exclude the anchor. LATEST reads the newest `limit` Entries after the anchor, or of all for `*`.
    AROUND includes the anchor and takes half of `limit` from each side. BETWEEN excludes both ends and counts `limit`
    from `anchor`, which may be the later end. Redactions, reactions and all events (joins, reactions ...) are
    included on request. No Entry below `since` is read.
    """

    room: int
    slice: HistorySlice
    anchor: HistoryAnchor
    limit: int
    upto: int
    end: HistoryAnchor = HistoryAnchor()
    redactions: bool = False
    events: bool = False
    reactions: bool = False
    others: tuple[int, ...] = ()
    since: int = 0

    def ask(self, reader: StoreReader) -> tuple[Entry, ...]:
        return reader.read_history_page(self)


@dataclass(frozen=True, slots=True)
class HistoryTarget:
    """A room, and the time (ms) and the sequence of its newest Entry."""

    room: Room
    time: int
    sequence: int


@dataclass(frozen=True, slots=True)
class TargetsQuery(Query[tuple[HistoryTarget, ...]]):
    """The rooms among `rooms` and the direct rooms of `identity` whose newest Entry lies between two times.

    `start` and `end` are Unix ms, exclusive, in either order; `limit` counts from `start`. The answer is sorted by the
    time of the newest Entry, oldest first.
    """

    identity: str
    rooms: tuple[int, ...]
    start: int
    end: int
    limit: int
    upto: int

    def ask(self, reader: StoreReader) -> tuple[HistoryTarget, ...]:
        return reader.read_targets(self)


@dataclass(frozen=True, slots=True)
class ResendQuery(Query[Entry | None]):
    """The Entry that `identity` sent under the resend id `resend`, or None."""

    identity: str
    resend: str

    def ask(self, reader: StoreReader) -> Entry | None:
        return reader.find_resent(self)


@dataclass(frozen=True, slots=True)
class EntryQuery(Query[tuple[Entry, ...]]):
    """An Entry and its edits, oldest first; empty if the Entry does not exist.

    `sequence` may name the original or any of the edits.
    """

    room: int
    sequence: int
    upto: int

    def ask(self, reader: StoreReader) -> tuple[Entry, ...]:
        return reader.read_versions(self)


@dataclass(frozen=True, slots=True)
class OwnEntriesQuery(Query[tuple[tuple[Entry, ...], ...]]):
    """The messages of `identity` in a room, each with its edits, oldest first.

    `after` is a sequence, `since` is Unix ms, included. `limit` counts messages.
    """

    room: int
    identity: str
    after: int
    since: int
    limit: int
    upto: int

    def ask(self, reader: StoreReader) -> tuple[tuple[Entry, ...], ...]:
        return reader.read_own_entries(self)


@dataclass(frozen=True, slots=True)
class SearchQuery(Query[tuple[Entry, ...]]):
    """The messages in `rooms` and in the direct rooms of `identity` that contain all words of `text`, oldest first.

    A word that ends with `*` is a prefix. `author` is a nick, `start` and `end` are Unix ms, both included; an empty
    string or None sets no condition. If more than `limit` messages match, the answer holds the newest, or the oldest
    if only `start` is given. Messages of the last second may be missing. `since` holds the first sequence to find for
    each room of which only a part is searched.
    """

    rooms: tuple[int, ...]
    identity: str
    text: str
    author: str
    start: int | None
    end: int | None
    limit: int
    since: tuple[tuple[int, int], ...] = ()

    def ask(self, reader: StoreReader) -> tuple[Entry, ...]:
        return reader.search_entries(self)


class StoreReader(Protocol):
    """The side of a Store that answers Queries: one method for each kind."""

    def read_history_page(self, query: HistoryQuery) -> tuple[Entry, ...]: ...

    def read_targets(self, query: TargetsQuery) -> tuple[HistoryTarget, ...]: ...

    def find_resent(self, query: ResendQuery) -> Entry | None: ...

    def read_versions(self, query: EntryQuery) -> tuple[Entry, ...]: ...

    def read_own_entries(self, query: OwnEntriesQuery) -> tuple[tuple[Entry, ...], ...]: ...

    def search_entries(self, query: SearchQuery) -> tuple[Entry, ...]: ...


class StoreError(Exception):
    """The database cannot be used. The text is a sentence for the owner."""


class SearchTooWide(StoreError):
    """A search would have to look through more than anyone may ask for at once; one sentence for a person."""


class Store(Protocol):
    """Keeps the durable facts of the chat. One owner opens and closes it; `submit` and `durable` are for whoever holds
    the hub's lock and for I/O threads and never block; `read` blocks and belongs on a Job's thread."""

    def load(self) -> StoredState:
        """Return the stored state. Called once, before anything is submitted."""

    def submit(self, changes: Sequence[Change]) -> int:
        """Queue `changes` as one atomic commit and return its number (1, 2, 3 ...). Never blocks."""

    @property
    def durable(self) -> int:
        """The number of the newest commit that is on disk, synced, with all before it."""

    @property
    def error_text(self) -> str:
        """Why commits fail at present, in words for a person; "" when all is well."""

    def watch_commits(self, callback: Callable[[], None]) -> None:
        """Call `callback` from the store's thread whenever `durable` or `trouble` has changed. The function must not
        block."""

    def read(self, query: Query[Answer]) -> Answer:
        """Wait until the Entries that `query` may see are durable, then answer. Blocks.

        Raises: StoreError.
        """

    def close(self) -> None:
        """Commit what is queued, sync, end the threads. Idempotent."""
