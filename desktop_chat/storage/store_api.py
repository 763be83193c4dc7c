"""What remembers, seen from the hub: frozen values that go in and come out, and the Store protocol. Pure.

Two numbers rule here. A *sequence* orders everything that was ever said on this server: it only grows, across
restarts and restored backups too (each run begins at `clock in ms << 10` or above). A *commit* counts the batches
of changes handed to the store in this run: what belongs to commit N may be shown once `Store.durable >= N`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

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
class HistoryQuery:
    """A page of `room`, and of the `others` with it as if they were one, oldest first in the answer
    (`tuple[Entry, ...]`). Reads no sequence above `upto`.

    BEFORE and AFTER exclude the anchor; LATEST reads those after the anchor (or all, for `*`), newest `limit`;
    AROUND includes it and takes about half on each side; BETWEEN excludes both ends and is limited from the side
    of `anchor` (which may be the later one). `redactions` and `events` (joins, reactions ...) come only when asked
    for."""

    room: int
    slice: HistorySlice
    anchor: HistoryAnchor
    limit: int
    upto: int
    end: HistoryAnchor = HistoryAnchor()
    redactions: bool = False
    events: bool = False
    others: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TargetsQuery:
    """Which of `rooms` and of `identity`'s direct rooms have their newest Entry between two times (ms, exclusive,
    either order), by that Entry's time, oldest first: answered with `tuple[Target, ...]`."""

    identity: str
    rooms: tuple[int, ...]
    start: int
    end: int
    limit: int
    upto: int


@dataclass(frozen=True, slots=True)
class HistoryTarget:
    """A room and the time (ms) of its newest Entry."""

    room: Room
    time: int


@dataclass(frozen=True, slots=True)
class ResendQuery:
    """The Entry that `identity` said under the resend id `resend`, or None: answered with `Entry | None`."""

    identity: str
    resend: str


@dataclass(frozen=True, slots=True)
class EntryQuery:
    """One Entry and its corrections, oldest first; `sequence` may be that of any of them. Answered with
    `tuple[Entry, ...]`, empty when there is none."""

    room: int
    sequence: int
    upto: int


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """The words in `rooms` and in `identity`'s direct rooms that hold all words of `text` (a word that ends with `*`
    is the beginning of one), said by the nick `author`, between two times (ms, both included); what is empty or None
    is not asked for. Of more than `limit` the newest, or the oldest where only `start` is given. Answered with
    `tuple[Entry, ...]`, oldest first. What was said within the last second may not be found yet."""

    rooms: tuple[int, ...]
    identity: str
    text: str
    author: str
    start: int | None
    end: int | None
    limit: int


Query = HistoryQuery | TargetsQuery | ResendQuery | EntryQuery | SearchQuery
StoreAnswer = tuple[Entry, ...] | tuple[HistoryTarget, ...] | Entry | None


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

    def read(self, query: Query) -> StoreAnswer:
        """Answer from what is durable, waiting until sequence `upto` is. Raises StoreError."""

    def close(self) -> None:
        """Commit what is queued, sync, end the threads. Idempotent."""
