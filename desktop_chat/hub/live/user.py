"""User: a nick in the hub. Seat: a connection, with capabilities and an outbox.

A User has any number of Seats (a phone and a desktop, for example); each Seat gets the User's messages. A Seat without
registration has no User. Thread: hub lock; `net.outbox` says what the I/O thread may do without the lock.
"""

from __future__ import annotations

from typing import Protocol

from desktop_chat.hub.live import view_bits
from desktop_chat.hub.live.client_batch import ClientBatch
from desktop_chat.hub.live.cloak import host_text
from desktop_chat.hub.rate_meter import RateMeter
from desktop_chat.irc.capabilities import LABELED_RESPONSE
from desktop_chat.irc.names import fold_name
from desktop_chat.net.fingerprints import NO_CERTIFICATE, CertificateFingerprint
from desktop_chat.net.neighbourhood import neighbourhood_of, plain_address
from desktop_chat.net.outbox import Outbox

INVITATIONS = 100
INVITED_MS = 24 * 60 * 60 * 1000
"""How long an invitation is valid."""
NEVER = 1 << 62
"""Greater than every sequence."""


class OpenBroadcast(Protocol):
    """An open CoalescingBroadcast, as a Seat uses the broadcast."""

    def flush_to(self, seat: Seat) -> None:
        """Send the lines so far to a Seat, before other output."""

    def close(self) -> None:
        """Send the lines so far to all members."""


class ConnectionPlace(Protocol):
    """A Seat's share of the server's connection limits."""

    def move_to(self, address: str) -> str:
        """Count the connection at another address. Return why it may not connect from there, or "". Never blocks."""


class InvitingChannel(Protocol):
    """A channel, as part of an invitation."""

    name: str
    ended: bool


class OpenExchange(Protocol):
    """A SASL exchange of a Seat."""

    mechanism: str


class Seat:
    """A connection; a User's after registration. Ticks are seconds of the server's life."""

    __slots__ = (
        "accepted",
        "account",
        "address",
        "admission",
        "attached_tick",
        "away",
        "batches",
        "capabilities",
        "claimed_nick",
        "closing",
        "connected_at_ms",
        "exchange",
        "failures",
        "fingerprint",
        "heard_sequence",
        "heard_tick",
        "here",
        "id",
        "inbound",
        "known_stranger",
        "labels",
        "negotiating",
        "neighbourhood",
        "outbox",
        "owed",
        "password",
        "paused",
        "pinged",
        "port",
        "reached_at",
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

    def __init__(
        self,
        id_: int,
        *,
        thread: int,
        address: str,
        port: int,
        secure: bool,
        fingerprint: CertificateFingerprint = NO_CERTIFICATE,
        here: bool = True,
    ) -> None:
        # The connection
        self.id = id_
        self.here = here  # this process serves the connection: the Seat gets bytes
        self.thread = thread  # index of the I/O thread that owns the socket
        self.outbox = Outbox()
        self.set_address(address)
        self.port = port
        self.secure = secure
        self.fingerprint = fingerprint  # of the client certificate, "" without one
        self.admission: ConnectionPlace | None = None
        self.reached_at = ""  # HOST:PORT of this server to which the client has connected
        self.paused = False  # a Job or Errand of the Seat runs: the Seat is not read
        self.closing = False  # nothing more is read; the socket closes once the outbox is empty
        self.run: OpenBroadcast | None = None  # the broadcast that has lines for this Seat
        self.owed = 0.0  # price of commands beyond their lines, in lines, not yet taken from the rate limit

        # Signs of life
        self.connected_at_ms = 0
        self.attached_tick = 0
        self.heard_tick = 0
        self.heard_sequence = 0  # newest sequence at the last sign of life; later lines may not have arrived
        self.pinged = False

        # Registration and login
        self.registered = False
        self.user: User | None = None
        self.negotiating = False  # CAP negotiation delays registration
        self.version = 0  # of CAP LS
        self.requested_nick = ""  # the last that the client asked for
        self.claimed_nick = ""  # the one that the Seat may have
        self.username = ""
        self.realname = ""
        self.password = ""
        self.account = ""  # of a login before the Seat has a User
        self.exchange: OpenExchange | None = None  # of SASL
        self.failures = 0  # failed logins
        self.accepted = False  # the host lets the person in
        self.known_stranger = False  # the control channel has not named the certificate as the host's

        # The client
        self.capabilities: frozenset[str] = frozenset()
        self.view_bits = 0
        self.labels = False
        self.away = ""  # of this Seat alone; the User is away if all Seats are
        self.subscriptions: dict[str, None] = {}  # metadata keys
        self.inbound: ClientBatch | None = None  # the batch that the client is sending
        self.batches = 0  # opened so far by answers to this Seat

    @property
    def nick(self) -> str:
        """The nick for numerics: the User's, or `*` without a nick."""
        return self.user.nick if self.user is not None else self.claimed_nick or "*"

    @property
    def client_signature(self) -> str:
        """A text to recognise a reconnecting client without a certificate."""
        return f"{self.username}@{self.address} {self.realname}"

    def next_batch_id(self) -> str:
        """Return a reference for a batch that no other batch of an answer to the Seat has."""
        self.batches += 1
        return f"b{self.batches}"

    def set_address(self, address: str) -> None:
        """Set the client's address, and the neighbourhood for limits by address."""
        self.address = plain_address(address)
        self.neighbourhood = neighbourhood_of(address)

    def set_capabilities(self, names: frozenset[str]) -> None:
        """Replace the client's capabilities. The caller first closes broadcasts with lines for the Seat."""
        self.capabilities = names
        self.view_bits = view_bits.view_bits_of(names)
        self.labels = LABELED_RESPONSE in names


class User:
    """A nick with Seats; an always-on account may have no Seat. Times are Unix ms."""

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
        "said",
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
        """Return a User without a connection, for an always-on account."""
        user = cls.__new__(cls)
        user._set_up(nick, username, host, realname, identity, now)
        return user

    def _set_up(self, nick: str, username: str, host: str, realname: str, identity: str, now: int) -> None:
        # Names
        self.nick = nick
        self.folded = fold_name(nick)
        self.nick_since = NEVER  # sequence since which the User has this nick
        self.username = username
        self.realname = realname
        self.host = host
        self.source = f"{nick}!{username}@{host}"

        # Ownership
        self.identity = identity  # owner of roles, direct messages and metadata; "" for a guest without a certificate
        self.account = ""  # name of the account, "" for none
        self.guest_key = ""  # owner of metadata without an identity

        # Presence
        self.seats: list[Seat] = []
        self.seen_until: dict[str, int] = {}  # client signature of a detached Seat -> sequence up to which it read
        self.channels: dict[str, int] = {}  # the sequence of the first JOIN by folded name, in the order of joining
        self.invited: dict[InvitingChannel, int] = {}
        self.accepted: dict[User, None] = {}
        self.modes: frozenset[str] = frozenset()
        self.operator = False
        self.away = ""
        self.since = now
        self.active = now
        self.said: RateMeter | None = None  # the messages of the last minute; None before the first one

    def show_as(self, host: str) -> None:
        """Show other people a host in place of the address."""
        self.host = host
        self.source = f"{self.nick}!{self.username}@{host}"

    def change_nick(self, nick: str, sequence: int) -> None:
        """Change the nick; `sequence` is the newest so far."""
        self.nick_since = sequence
        self.nick = nick
        self.folded = fold_name(nick)
        self.source = f"{nick}!{self.username}@{self.host}"

    def add_invitation(self, channel: InvitingChannel, now: int) -> None:
        """Note an invitation to the channel. Beyond INVITATIONS, the oldest is dropped."""
        self.invited = {room: at for room, at in self.invited.items() if room is not channel and not room.ended}
        self.invited[channel] = now
        if len(self.invited) > INVITATIONS:
            del self.invited[next(iter(self.invited))]

    @property
    def metadata_owner(self) -> str:
        """The key of the User's values in Metadata: the identity, or the guest key while the User is here."""
        return self.identity or self.guest_key

    def accept_sender(self, other: User) -> None:
        """Accept messages of `other` despite +R. Beyond INVITATIONS, the oldest entry is dropped."""
        self.accepted.pop(other, None)
        self.accepted[other] = None
        if len(self.accepted) > INVITATIONS:
            del self.accepted[next(iter(self.accepted))]

    def is_invited(self, channel: InvitingChannel, now: int) -> bool:
        """Return whether an invitation to the channel is valid."""
        at = self.invited.get(channel)
        return at is not None and now < at + INVITED_MS and not channel.ended

    @property
    def fingerprints(self) -> tuple[CertificateFingerprint, ...]:
        """The client certificates of the Seats."""
        return tuple(seat.fingerprint for seat in self.seats if seat.fingerprint)

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses of the Seats."""
        return tuple(dict.fromkeys(seat.address for seat in self.seats))

    @property
    def hidden_sources(self) -> tuple[str, ...]:
        """`nick!user@address` for each hidden address. Bans match these, too."""
        if len(self.seats) == 1 and self.seats[0].address == self.host:
            return ()  # the common case in a private network; bans ask this at every message
        hosts = {host_text(seat.address) for seat in self.seats} - {self.host}
        return tuple(f"{self.nick}!{self.username}@{host}" for host in sorted(hosts))

    @property
    def is_secure(self) -> bool:
        """True if every Seat is encrypted."""
        return bool(self.seats) and all(seat.secure for seat in self.seats)

    @property
    def is_unencrypted(self) -> bool:
        """True if a Seat is not encrypted. A User without Seats is neither secure nor unencrypted."""
        seats = self.seats
        return not seats[0].secure if len(seats) == 1 else any(not seat.secure for seat in seats)

    @property
    def weak_identity(self) -> str:
        """A text to recognise a returning client without a certificate. A weak identity owns nothing."""
        return f"host:{self.folded}!{self.username}@{self.seats[0].address if self.seats else self.host}"

    @property
    def replay_identity(self) -> str:
        """The identity of the User's read marks in the hub."""
        return self.identity or self.weak_identity

    def note_messages(self, now: int, count: int = 1) -> None:
        """Note `count` messages of the User at `now`."""
        self.active = now
        if self.said is None:
            self.said = RateMeter()
        self.said.add_events(now, count)

    def messages_per_minute(self, now: int) -> int:
        """Return the number of messages in the last minute."""
        return self.said.events_in_last_minute(now) if self.said is not None else 0
