"""What remembers, seen from the hub: frozen values that go in and come out, and the Store protocol. Pure.

Two numbers rule here. A *sequence* orders everything that was ever said on this server: it only grows, across
restarts and restored backups too (each run begins at `clock in ms << 10` or above). A *commit* counts the batches
of changes handed to the store in this run: what belongs to commit N may be shown once `Store.durable >= N`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Generic, Protocol, TypeVar

from desktop_chat.irc.capabilities import TAG_EDIT
from desktop_chat.irc.message import NO_TAGS
from desktop_chat.irc.names import fold_name
from desktop_chat.storage.msgid import msgid_of, place_of

MESSAGE_COMMANDS = frozenset({"PRIVMSG", "NOTICE"})
"""The commands of Entries that are words."""
TIMELINE_COMMANDS = MESSAGE_COMMANDS | {"REDACT"}
"""What stands among the words. All else that is kept happened beside them, and is read by those who ask for it."""
USER_WIDE_COMMANDS = frozenset({"QUIT", "NICK"})
"""What is kept in each room of whoever does it, and shown once: its message id names no room (0)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing said that is kept, or something that happened.

    `time` is Unix time in milliseconds and never decreases with the sequence. `source` is the author's
    `nick!user@host` at that time, `identity` who owns it ("" nobody), `target` the name it was said to as
    its author wrote it, `resend` the author's own id for it when it was sent again after a cut.
    `tags` are the client-only tags (`+...`) it carried.

    `text` of several lines is written as `irc.multiline` has it. Of anything but words it is the
    rest of the line behind the command, of JOIN in its extended form.

    `edited` (ms, 0 for never) and `current` are read with it: when it was last corrected, and to what.
    """

    room: int
    sequence: int
    time: int
    command: str
    source: str
    target: str
    text: str
    identity: str = ""
    account: str = ""
    resend: str = ""
    tags: Mapping[str, str] = NO_TAGS
    edited: int = 0
    current: str = ""

    @property
    def msgid(self) -> str:
        return msgid_of(self.room, self.sequence)

    @property
    def corrected_sequence(self) -> int:
        """The sequence of the Entry in this room that it corrects, or 0."""
        place = place_of(self.tags.get(TAG_EDIT, "")) if self.tags is not NO_TAGS else None
        return place[1] if place is not None else 0


@dataclass(frozen=True, slots=True)
class EntryRun:
    """Words of one person in one room, one line behind the other: kept as Entries (PRIVMSG), the first with `sequence`,
    each further one with the next."""

    room: int
    sequence: int
    time: int
    source: str
    target: str
    texts: tuple[str, ...]
    identity: str = ""
    account: str = ""

    @property
    def last_sequence(self) -> int:
        """The sequence of the last one."""
        return self.sequence + len(self.texts) - 1


@dataclass(frozen=True, slots=True)
class Room:
    """Where Entries stand: a channel (`a` its folded name, `b` empty) or the direct messages of two identities
    (`a` < `b`; equal when somebody writes to themselves). `sealed` rooms are kept but no longer reached by name.
    `dropped`: nothing was said in it, and it is to be forgotten."""

    id: int
    kind: str  # "channel" or "direct"
    a: str
    b: str = ""
    sealed: bool = False
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class ChannelState:
    """What a channel keeps over a restart. `roles` maps an identity to its prefix mode letters (`qaohv`), `lists`
    a list mode's letter to its (mask, set by, set at in ms) items. A `room` written again replaces the older state."""

    room: int
    name: str
    created: int
    topic: str = ""
    topic_by: str = ""
    topic_at: int = 0
    modes: str = ""
    key: str = ""
    limit: int = 0
    founder: str = ""
    roles: Mapping[str, str] = NO_TAGS
    lists: Mapping[str, tuple[tuple[str, str, int], ...]] = field(default_factory=dict)
    dropped: bool = False
    forward: str = ""


@dataclass(frozen=True, slots=True)
class ServerBan:
    """Who may not come here, or not speak. `kind`: `mask` (see `hub.masks`), `network` (an address or a network in
    CIDR), or `mute` (a mask). `at` and `until` are Unix ms, `until` 0 for good. One of the same kind and mask replaces
    the older value; `dropped`: it is forgotten."""

    kind: str
    mask: str
    reason: str
    by: str
    at: int
    until: int = 0
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class IdentitySeen:
    """A known identity used a nick: the nick is its own from then on. Times in ms; `visits` counts how often it has
    come in. `dropped`: it is to be forgotten."""

    identity: str
    nick: str
    user: str
    host: str
    time: int
    visits: int = 2
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class SeenMark:
    """An identity has been shown `room` up to and including `upto` (a sequence); `present` while it is still in.
    `dropped`: this is to be forgotten."""

    identity: str
    room: int
    upto: int
    present: bool
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class PasswordSecret:
    """What checks a password and does not tell it: Argon2's own text, and SCRAM-SHA-256's as RFC 5803 writes it. Both
    are empty where there is no password."""

    argon2_hash: str = ""
    scram_verifier: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """A name that a person owns for good. `identity` is what owns things for it, `certificates` are the SHA-256
    fingerprints (hex) that open it. `always_on`: it stays when it disconnects; `left` is the last sequence that it was
    shown while nobody is connected for it, 0 while a person is. `registered` is Unix ms. `dropped`: it was given up,
    and only its name is remembered. One of the same name replaces the older value."""

    name: str
    identity: str
    registered: int
    secret: PasswordSecret = PasswordSecret()
    certificates: tuple[str, ...] = ()
    always_on: bool = False
    seen_until: int = 0
    settings: Mapping[str, str] = NO_TAGS
    dropped: bool = False

    @property
    def folded_name(self) -> str:
        return fold_name(self.name)


@dataclass(frozen=True, slots=True)
class Redaction:
    """The Entry is taken back: it is gone, with all its corrections."""

    room: int
    sequence: int


@dataclass(frozen=True, slots=True)
class ReadMarker:
    """An identity has read what stands under the folded name `target` up to `time` (ms); `dropped`: forget it."""

    identity: str
    target: str
    time: int
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class MetadataValue:
    """What an owner (an identity, or a channel's folded name) says of itself under a key; `dropped`: no more."""

    owner: str
    key: str
    value: str
    dropped: bool = False


Change = (
    Entry
    | EntryRun
    | Room
    | ChannelState
    | IdentitySeen
    | SeenMark
    | Account
    | Redaction
    | ReadMarker
    | MetadataValue
    | ServerBan
)


@dataclass(frozen=True, slots=True)
class StoredState:
    """Everything that the hub needs to begin. `seen` of identities that were present when the last run died without
    a word already reaches `last_sequence`. In the rooms `silent` no words stand; `last_room` is the greatest number of
    a room of which anything is kept."""

    last_sequence: int = 0
    last_time: int = 0
    rooms: tuple[Room, ...] = ()
    silent: tuple[int, ...] = ()
    last_room: int = 0
    channels: tuple[ChannelState, ...] = ()
    identities: tuple[IdentitySeen, ...] = ()
    seen: tuple[SeenMark, ...] = ()
    accounts: tuple[Account, ...] = ()
    bans: tuple[ServerBan, ...] = ()
    markers: tuple[ReadMarker, ...] = ()
    metadata: tuple[MetadataValue, ...] = ()


Answer = TypeVar("Answer", covariant=True)


class Query(ABC, Generic[Answer]):
    """A question to the Store. `Answer` is the type of the value that `Store.read` returns for it."""

    __slots__ = ()

    @abstractmethod
    def ask(self, reader: StoreReader) -> Answer:
        """Call the method of `reader` for this kind of Query."""


class HistorySlice(Enum):
    """Which part of a room's history (https://ircv3.net/specs/extensions/chathistory)."""

    BEFORE = "before"
    AFTER = "after"
    LATEST = "latest"
    AROUND = "around"
    BETWEEN = "between"


@dataclass(frozen=True, slots=True)
class HistoryAnchor:
    """A point in a room's history: a sequence, or a time in ms. Neither (both None) is `*`."""

    sequence: int | None = None
    time: int | None = None


@dataclass(frozen=True, slots=True)
class HistoryQuery(Query[tuple[Entry, ...]]):
    """A page of history, oldest Entry first. `room` and `others` are read as one room, up to the sequence `upto`.

    BEFORE and AFTER exclude the anchor. LATEST reads the newest `limit` Entries after the anchor, or of all for `*`.
    AROUND includes the anchor and takes half of `limit` from each side. BETWEEN excludes both ends and counts `limit`
    from `anchor`, which may be the later end. Redactions and events (joins, reactions ...) are included on request.
    """

    room: int
    slice: HistorySlice
    anchor: HistoryAnchor
    limit: int
    upto: int
    end: HistoryAnchor = HistoryAnchor()
    redactions: bool = False
    events: bool = False
    others: tuple[int, ...] = ()

    def ask(self, reader: StoreReader) -> tuple[Entry, ...]:
        return reader.read_history_page(self)


@dataclass(frozen=True, slots=True)
class HistoryTarget:
    """A room and the time (ms) of its newest Entry."""

    room: Room
    time: int


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
class SearchQuery(Query[tuple[Entry, ...]]):
    """The messages in `rooms` and in the direct rooms of `identity` that contain all words of `text`, oldest first.

    A word that ends with `*` is a prefix. `author` is a nick, `start` and `end` are Unix ms, both included; an empty
    string or None sets no condition. If more than `limit` messages match, the answer holds the newest, or the oldest
    if only `start` is given. Messages of the last second may be missing.
    """

    rooms: tuple[int, ...]
    identity: str
    text: str
    author: str
    start: int | None
    end: int | None
    limit: int

    def ask(self, reader: StoreReader) -> tuple[Entry, ...]:
        return reader.search_entries(self)


class StoreReader(Protocol):
    """The side of a Store that answers Queries: one method for each kind."""

    def read_history_page(self, query: HistoryQuery) -> tuple[Entry, ...]: ...

    def read_targets(self, query: TargetsQuery) -> tuple[HistoryTarget, ...]: ...

    def find_resent(self, query: ResendQuery) -> Entry | None: ...

    def read_versions(self, query: EntryQuery) -> tuple[Entry, ...]: ...

    def search_entries(self, query: SearchQuery) -> tuple[Entry, ...]: ...


class StoreError(Exception):
    """The database cannot be used; the text is one clear sentence for the owner."""


class SearchTooWide(StoreError):
    """A search would have to look through more than anyone may ask for at once; one sentence for a person."""


class Store(Protocol):
    """What remembers. One owner opens and closes it; `submit` and `durable` are for whoever holds the hub's lock and
    for I/O threads and never block; `read` blocks and belongs on a Job's thread."""

    def load(self) -> StoredState:
        """What was kept. Called once, before anything is submitted."""

    def submit(self, changes: Sequence[Change]) -> int:
        """Queue `changes` as one atomic commit and return its number (1, 2, 3 ...). Never blocks."""

    @property
    def durable(self) -> int:
        """The number of the newest commit that is on disk, synced, with all before it."""

    @property
    def error_text(self) -> str:
        """Why commits fail at present, in words for a person; "" when all is well."""

    def watch_commits(self, callback: Callable[[], None]) -> None:
        """Call `callback` from the store's thread whenever `durable` or `trouble` has changed. It must not block."""

    def read(self, query: Query[Answer]) -> Answer:
        """Wait until the Entries that `query` may see are durable, then answer. Blocks.

        Raises: StoreError.
        """

    def close(self) -> None:
        """Commit what is queued, sync, end the threads. Idempotent."""
