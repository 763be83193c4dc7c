"""User: one nick in the hub. Seat: one connection, with what it can take and what waits for it.

A User has any number of Seats (a phone and a desk, say): whatever is said to the User goes to each of them. Before
registration a Seat has no User yet. Both are touched under the hub's lock only; `Seat.outbox` says for itself what
its owner may do without.
"""

from __future__ import annotations

from collections import deque
from typing import Protocol

from desktop_chat.hub.live import view_bits
from desktop_chat.hub.live.client_batch import ClientBatch
from desktop_chat.hub.live.cloak import host_text
from desktop_chat.irc.capabilities import LABELED_RESPONSE
from desktop_chat.irc.names import fold_name
from desktop_chat.net.neighbourhood import neighbourhood_of, plain_address
from desktop_chat.net.outbox import Outbox

INVITATIONS = 100
INVITED_MS = 24 * 60 * 60 * 1000
"""How long an invitation holds."""
NEVER = 1 << 62
"""Above every sequence."""


class OpenBroadcast(Protocol):
    """A channel's open run, as far as a Seat must know it."""

    def flush_to(self, seat: Seat) -> None:
        """Hand out to this one what was said, so that its next output follows it."""

    def close(self) -> None:
        """Hand out to all what was said."""


class ConnectionPlace(Protocol):
    """What a connection takes of the server's limits, as far as a Seat must know it."""

    def move_to(self, address: str) -> str:
        """Count it at another address from now on; or why it may not come from there, for its client. Never blocks."""


class Room(Protocol):
    """A channel, as far as an invitation must know it."""

    name: str
    ended: bool


class Exchange(Protocol):
    """A SASL exchange that goes on, as far as a Seat must know it."""

    mechanism: str


class Seat:
    """One connection.

    `thread` is the index of the I/O thread that owns its socket. `paused`: a Job of it runs, so it is not read.
    `closing`: nothing more is read, and the socket closes once the outbox is empty. `attached` and `heard` count
    ticks (seconds), `since` is Unix ms. `heard_sequence` is the newest sequence when the client last gave a sign of
    life: what came after may not have reached it. `account` is the name of the account that it logged in to before
    it had a User, `exchange` its SASL exchange, `failures` counts what it tried in vain; `asked` is the nick that it
    asked for last, and `wanted` the one that it may have. `away` is what this one has said of itself,
    `subscriptions` the metadata keys of which it is told. `inbound` is
    the batch that it is sending. `owed` is what its commands cost beyond their lines, in lines, and its pace has not
    paid yet. Whatever is counted or allowed by address goes by `neighbourhood`.
    """

    __slots__ = (
        "account",
        "address",
        "admission",
        "attached_tick",
        "away",
        "capabilities",
        "claimed_nick",
        "closing",
        "connected_at_ms",
        "exchange",
        "failures",
        "fingerprint",
        "heard_sequence",
        "heard_tick",
        "id",
        "inbound",
        "labels",
        "negotiating",
        "neighbourhood",
        "outbox",
        "owed",
        "password",
        "paused",
        "pinged",
        "port",
        "realname",
        "registered",
        "requested_nick",
        "run",
        "secure",
        "subscriptions",
        "thread",
        "user",
        "username",
        "version",
        "view_bits",
    )  # fmt: skip

    def __init__(self, id_: int, *, thread: int, address: str, port: int, secure: bool, fingerprint: str) -> None:
        self.id = id_
        self.thread = thread
        self.outbox = Outbox()
        self.owed = 0.0
        self.set_address(address)
        self.port = port
        self.secure = secure
        self.fingerprint = fingerprint
        self.capabilities: frozenset[str] = frozenset()
        self.view_bits = 0
        self.labels = False
        self.paused = False
        self.closing = False
        self.registered = False
        self.user: User | None = None
        self.run: OpenBroadcast | None = None
        self.account = ""
        self.exchange: Exchange | None = None
        self.subscriptions: dict[str, None] = {}
        self.inbound: ClientBatch | None = None
        self.failures = 0
        self.requested_nick = ""
        self.away = ""
        self.claimed_nick = ""
        self.username = ""
        self.realname = ""
        self.password = ""
        self.negotiating = False
        self.version = 0
        self.attached_tick = 0
        self.heard_tick = 0
        self.heard_sequence = 0
        self.pinged = False
        self.connected_at_ms = 0
        self.admission: ConnectionPlace | None = None

    @property
    def nick(self) -> str:
        """What numerics call this Seat: its User's nick, or `*` before it has one."""
        return self.user.nick if self.user is not None else self.claimed_nick or "*"

    @property
    def client_signature(self) -> str:
        """What a client that comes again is recognised by among the Seats of one User."""
        return f"{self.username}@{self.address} {self.realname}"

    def set_address(self, address: str) -> None:
        """It comes from this address, as far as anybody knows."""
        self.address = plain_address(address)
        self.neighbourhood = neighbourhood_of(address)

    def set_capabilities(self, names: frozenset[str]) -> None:
        """Replace what the client can take. The caller closes the runs that the Seat is in."""
        self.capabilities = names
        self.view_bits = view_bits.view_bits_of(names)
        self.labels = LABELED_RESPONSE in names


class User:
    """One nick. `identity` owns things ("" for a guest without a certificate); `weak` is known by its looks only
    and serves nothing but replay. `account` is the name of the account it is logged in to, or "". `channels` holds
    folded names, in the order of joining. `left` maps the looks of Seats that have gone to the sequence up to which
    each was shown everything. Since the sequence `named` it goes by its nick. Times in Unix ms."""

    __slots__ = (
        "accepted",
        "account",
        "active",
        "away",
        "channels",
        "folded",
        "guest_key",
        "host",
        "identity",
        "invited",
        "modes",
        "nick",
        "nick_since",
        "operator",
        "realname",
        "recent_message_times",
        "seats",
        "seen_until",
        "since",
        "source",
        "username",
    )  # fmt: skip

    def __init__(self, seat: Seat, nick: str, *, host: str, identity: str, now: int) -> None:
        self._set_up(nick, seat.username, host, seat.realname, identity, now)
        self.guest_key = f"seat:{seat.id}"
        self.seats.append(seat)

    @classmethod
    def without_seat(cls, nick: str, *, username: str, host: str, realname: str, identity: str, now: int) -> User:
        """A person who is here although nobody is connected for them."""
        user = cls.__new__(cls)
        user._set_up(nick, username, host, realname, identity, now)
        return user

    def _set_up(self, nick: str, username: str, host: str, realname: str, identity: str, now: int) -> None:
        self.nick = nick
        self.folded = fold_name(nick)
        self.username = username
        self.realname = realname
        self.host = host
        self.identity = identity
        self.guest_key = ""
        self.account = ""
        self.source = f"{nick}!{username}@{host}"
        self.seats: list[Seat] = []
        self.seen_until: dict[str, int] = {}
        self.channels: dict[str, None] = {}
        self.invited: dict[Room, int] = {}
        self.accepted: dict[User, None] = {}
        self.nick_since = NEVER
        self.modes: set[str] = set()
        self.operator = False
        self.away = ""
        self.since = now
        self.active = now
        self.recent_message_times: deque[int] = deque(maxlen=1000)

    def show_as(self, host: str) -> None:
        """Others are shown this host in place of the address."""
        self.host = host
        self.source = f"{self.nick}!{self.username}@{host}"

    def change_nick(self, nick: str, sequence: int) -> None:
        """It goes by `nick` from this sequence on."""
        self.nick_since = sequence
        self.nick = nick
        self.folded = fold_name(nick)
        self.source = f"{nick}!{self.username}@{self.host}"

    def add_invitation(self, channel: Room, now: int) -> None:
        """A person asked this User in. The oldest of very many invitations is forgotten."""
        self.invited = {room: at for room, at in self.invited.items() if room is not channel and not room.ended}
        self.invited[channel] = now
        if len(self.invited) > INVITATIONS:
            del self.invited[next(iter(self.invited))]

    @property
    def metadata_owner(self) -> str:
        """Under what its values stand in Metadata: its identity, or that of its first connection while it is here."""
        return self.identity or self.guest_key

    def accept_sender(self, other: User) -> None:
        """Take what `other` writes, though +R would not. The oldest of very many is forgotten."""
        self.accepted.pop(other, None)
        self.accepted[other] = None
        if len(self.accepted) > INVITATIONS:
            del self.accepted[next(iter(self.accepted))]

    def is_invited(self, channel: Room, now: int) -> bool:
        """Whether an invitation to the channel still holds."""
        at = self.invited.get(channel)
        return at is not None and now < at + INVITED_MS and not channel.ended

    @property
    def fingerprints(self) -> tuple[str, ...]:
        """Of the certificates that its connections have shown."""
        return tuple(seat.fingerprint for seat in self.seats if seat.fingerprint)

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where its connections come from."""
        return tuple(dict.fromkeys(seat.address for seat in self.seats))

    @property
    def hidden_sources(self) -> tuple[str, ...]:
        """`nick!user@address` for each of its addresses that others are not shown: bans mean these too."""
        if len(self.seats) == 1 and self.seats[0].address == self.host:
            return ()  # nearly everybody in a chat that is private to a place; this is asked at every message
        hosts = {host_text(seat.address) for seat in self.seats} - {self.host}
        return tuple(f"{self.nick}!{self.username}@{host}" for host in sorted(hosts))

    @property
    def is_secure(self) -> bool:
        """Whether every one of its connections is encrypted."""
        return bool(self.seats) and all(seat.secure for seat in self.seats)

    @property
    def weak_identity(self) -> str:
        """What a returning client without a certificate is recognised by. It owns nothing."""
        return f"host:{self.folded}!{self.username}@{self.seats[0].address if self.seats else self.host}"

    @property
    def replay_identity(self) -> str:
        """Under which identity it is remembered what this User has been shown."""
        return self.identity or self.weak_identity

    def messages_per_minute(self, now: int) -> int:
        """Messages in the last minute, 1,000 at most."""
        while self.recent_message_times and self.recent_message_times[0] <= now - 60_000:
            self.recent_message_times.popleft()
        return len(self.recent_message_times)
