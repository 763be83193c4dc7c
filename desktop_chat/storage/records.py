"""The records of the Store: frozen values that the hub submits as Changes and gets back as answers. Pure.

Two numbers order everything. A *sequence* orders all Entries of this server. Sequences only grow, also across restarts
and restored backups: each run begins at `clock in ms << 10` or above. A *commit* counts the batches of changes that
this run has handed to the Store. The changes of commit N may be shown once `Store.durable >= N`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop_chat.irc.capabilities import TAG_EDIT
from desktop_chat.irc.message import NO_TAGS
from desktop_chat.irc.names import fold_name
from desktop_chat.storage.msgid import msgid_of, place_of
from desktop_chat.storage.webhook_records import IncomingWebhook, OutgoingWebhook
from desktop_chat.value_class import value

MESSAGE_COMMANDS = frozenset({"PRIVMSG", "NOTICE"})
"""The commands of Entries that are messages."""
TIMELINE_COMMANDS = MESSAGE_COMMANDS | {"REDACT"}
"""The commands of Entries in the timeline. Other Entries are events, which a query reads on request."""
USER_WIDE_COMMANDS = frozenset({"QUIT", "NICK"})
"""Events that are kept in each room of the user but shown once: the message id names room 0."""


DELETED_KIND = "deleted"
"""The kind of a room whose Entries are being deleted. The record goes last."""


@value
class Entry:
    """A message or an event of a room."""

    room: int
    sequence: int
    time: int
    """Unix ms; never decreases with the sequence."""
    command: str
    source: str
    """The author's `nick!user@host` at that time."""
    target: str
    """The addressee, as the author wrote the name."""
    text: str
    """Several lines in the form of `irc.multiline`. Of an event: the parameters, of JOIN in the extended form."""
    identity: str = ""
    """The author's identity; "" if the author has none."""
    account: str = ""
    resend: str = ""
    """The author's own id of the message, under which a client sends the message again after a cut."""
    tags: Mapping[str, str] = NO_TAGS
    """Client-only tags (`+...`)."""
    edited: int = 0
    """The time of the last edit in ms, 0 if the message was never edited. Filled in by queries."""
    current: str = ""
    """The text after the last edit. Filled in by queries."""

    @property
    def msgid(self) -> str:
        return msgid_of(self.room, self.sequence)

    @property
    def corrected_sequence(self) -> int:
        """The sequence of the message in the same room that the Entry edits, or 0."""
        place = place_of(self.tags.get(TAG_EDIT, "")) if self.tags is not NO_TAGS else None
        return place[1] if place is not None else 0


@value
class EntryRun:
    """Consecutive plain messages of one user to one room. Kept as PRIVMSG Entries with sequences from `sequence` on."""

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
        """The sequence of the last message."""
        return self.sequence + len(self.texts) - 1


@dataclass(frozen=True, slots=True)
class Room:
    """A place of Entries: a channel, or the direct messages of two identities."""

    id: int
    kind: str
    """"channel", "direct" or DELETED_KIND."""
    a: str
    """The channel's folded name, or the smaller identity."""
    b: str = ""
    """The greater identity; equal to `a` for messages to oneself. Empty for a channel."""
    sealed: bool = False
    """Kept, but no longer reached by name."""
    dropped: bool = False
    """Nothing was said in the room: delete the record."""
    keep_days: int = 0
    """For how long the room keeps its Entries; 0: as the settings say."""


@dataclass(frozen=True, slots=True)
class ChannelState:
    """The state of a channel over a restart. A new value replaces the older value of the same room."""

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
    """Prefix mode letters (`qaohv`) by identity."""
    lists: Mapping[str, tuple[tuple[str, str, int], ...]] = field(default_factory=dict)
    """Items (mask, set by, set at in ms) by the letter of a list mode."""
    dropped: bool = False
    forward: str = ""


@dataclass(frozen=True, slots=True)
class ServerBan:
    """A ban from the server, or a mute. A new value replaces the older value of the same kind and mask."""

    kind: str
    """"mask" (see `hub.live.masks`), "network" (an address or a network in CIDR) or "mute" (a mask)."""
    mask: str
    reason: str
    by: str
    at: int
    """Unix ms."""
    until: int = 0
    """Unix ms; 0 for a ban without end."""
    dropped: bool = False
    """Delete the ban."""


@dataclass(frozen=True, slots=True)
class IdentitySeen:
    """A nick in use by a known identity. The nick belongs to the identity from then on."""

    identity: str
    nick: str
    user: str
    host: str
    time: int
    """Unix ms."""
    visits: int = 2
    """How often the identity has connected."""
    dropped: bool = False
    """Delete the record."""


@dataclass(frozen=True, slots=True)
class SeenMark:
    """How far an identity has been shown a room."""

    identity: str
    room: int
    upto: int
    """The last sequence shown."""
    present: bool
    """The identity is still in the room."""
    entered: int = 0
    """The sequence of the first JOIN; 0 if the identity entered before that was noted."""
    dropped: bool = False
    """Delete the record."""


@dataclass(frozen=True, slots=True)
class PasswordSecret:
    """A password's hash and verifier. Both are empty if the account has no password."""

    argon2_hash: str = ""
    """In Argon2's own text form."""
    scram_verifier: str = ""
    """For SCRAM-SHA-256, in the form of RFC 5803."""


@dataclass(frozen=True, slots=True)
class Account:
    """A registered name. A new value replaces the older value of the same name."""

    name: str
    identity: str
    """The identity that owns the account's roles, rooms and messages."""
    registered: int
    """Unix ms."""
    secret: PasswordSecret = PasswordSecret()
    certificates: tuple[str, ...] = ()
    """SHA-256 fingerprints (hex) of the certificates that log in to the account."""
    always_on: bool = False
    """The user stays after the last connection has ended."""
    seen_until: int = 0
    """The last sequence shown, while the user has no connection; 0 while the user has one."""
    settings: Mapping[str, str] = NO_TAGS
    dropped: bool = False
    """Given up: only the name is remembered."""

    @property
    def folded_name(self) -> str:
        return fold_name(self.name)


@dataclass(frozen=True, slots=True)
class Redaction:
    """The deletion of an Entry with all its edits."""

    room: int
    sequence: int


@dataclass(frozen=True, slots=True)
class ReadMarker:
    """The time (ms) up to which an identity has read the room of the folded name `target`. `dropped`: delete it."""

    identity: str
    target: str
    time: int
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class MetadataValue:
    """A value that an owner (an identity, or a channel's folded name) publishes. `dropped`: delete it."""

    owner: str
    key: str
    value: str
    dropped: bool = False


EVERYBODY = "*"
"""The reader of a file that everybody may read as long as it exists."""


@dataclass(frozen=True, slots=True)
class SharedFile:
    """A file that somebody has sent. A new value replaces the older value of the same id."""

    id: str
    """Unguessable: the part of the file's address."""
    content: str
    """The SHA-256 (hex) of the bytes, under which they are kept. Files with the same bytes share them."""
    name: str
    media_type: str
    size: int
    """Bytes."""
    owner: str
    """The identity of the person who sent the file, or "guest:" and the neighbourhood; of a portrait, the owner of the
    Metadata that names it."""
    source: str
    """The person's `nick!user@host` at that time."""
    room: int
    """The room for whose members the file is; 0 for none."""
    reader: str
    """The identity of the person for whom the file is, outside of channels; EVERYBODY for a portrait; "" for none."""
    time: int
    """Unix ms."""
    link_until: int
    """Until when everybody with the address may read the file, Unix ms."""
    sequence: int = 0
    """The newest sequence when the file came; 0 if it came before that was noted."""
    dropped: bool = False
    """Delete the file."""

    @property
    def is_portrait(self) -> bool:
        """Whether the file is a picture of a person, for everybody with the address."""
        return self.reader == EVERYBODY


@dataclass(frozen=True, slots=True)
class InviteLink:
    """An invitation link. A new value replaces the older value of the same token. `dropped`: delete it."""

    token: str
    """What the link carries: who shows it may come in."""
    name: str
    made_at: int
    """Unix ms."""
    uses: int = 0
    """How many people have come in by the link."""
    used_at: int = 0
    """The last use in Unix ms, 0 for an unused link."""
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class EntryGrant:
    """An identity that was let in, for all further visits. `dropped`: delete it."""

    identity: str
    way: str
    """The token of a link, or a word for another way (`hub/records/entry_grants`)."""
    at: int
    """Unix ms."""
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class LogPosition:
    """How far a cluster's log is written to the database: part of the commit with the facts of the last entry."""

    log: str
    """The name of the log: another chat, or a log begun anew, has another name."""
    position: int
    chain: str
    """The hash of the log up to there, in hex."""


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
    | IncomingWebhook
    | OutgoingWebhook
    | SharedFile
    | InviteLink
    | EntryGrant
    | LogPosition
)


@dataclass(frozen=True, slots=True)
class StoredState:
    """Everything that the hub needs to begin."""

    last_sequence: int = 0
    last_time: int = 0
    rooms: tuple[Room, ...] = ()
    silent: tuple[int, ...] = ()
    """Rooms without messages."""
    last_room: int = 0
    """The greatest id of a room, deleted rooms included as long as anything of the room is kept."""
    channels: tuple[ChannelState, ...] = ()
    identities: tuple[IdentitySeen, ...] = ()
    seen: tuple[SeenMark, ...] = ()
    """If the last run was killed, the marks of identities that were present reach `last_sequence`."""
    accounts: tuple[Account, ...] = ()
    bans: tuple[ServerBan, ...] = ()
    markers: tuple[ReadMarker, ...] = ()
    metadata: tuple[MetadataValue, ...] = ()
    webhooks: tuple[IncomingWebhook | OutgoingWebhook, ...] = ()
    files: tuple[SharedFile, ...] = ()
    """The oldest first."""
    links: tuple[InviteLink, ...] = ()
    grants: tuple[EntryGrant, ...] = ()
