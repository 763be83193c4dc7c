"""State: everything the chat shares, and the few ways in which anything leaves it. Under the hub's lock only.

Handlers change it; `Hub` wraps it. Outputs go through `send` and `show`, things said in a channel through
`Channel.say`, durable facts through `keep`: so each Seat's order and each piece's commit are right whoever wrote the
handler.
"""

from __future__ import annotations

import itertools
from collections import OrderedDict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from desktop_chat.hub.effort import Effort
from desktop_chat.hub.job import Errand, HashJob, Job, Outcome, Rehash
from desktop_chat.hub.live.channel import Channel
from desktop_chat.hub.live.fanout import CoalescingBroadcast, Encodable, Statement, encode_line
from desktop_chat.hub.live.user import Seat, User
from desktop_chat.hub.live.wake_list import WakeList
from desktop_chat.hub.records.accounts import Accounts
from desktop_chat.hub.records.entry_clock import EntryClock
from desktop_chat.hub.records.identities import Identities
from desktop_chat.hub.records.lookalikes import Lookalikes
from desktop_chat.hub.records.metadata import CHANGES_SECONDS, Metadata
from desktop_chat.hub.records.monitor_lists import MonitorLists
from desktop_chat.hub.records.nonces import Nonces
from desktop_chat.hub.records.rate_meter import RateMeter
from desktop_chat.hub.records.read_markers import ReadMarkers
from desktop_chat.hub.records.rooms import RoomRecords
from desktop_chat.hub.records.server_bans import ServerBans
from desktop_chat.hub.records.sliding_window import SlidingWindow
from desktop_chat.hub.reply import Reply, format_line
from desktop_chat.hub.settings import HubSettings, strip_controls
from desktop_chat.irc import numerics as n
from desktop_chat.irc.capabilities import EXTENDED_MONITOR
from desktop_chat.irc.names import fold_name
from desktop_chat.net.outbox import OutboxPiece
from desktop_chat.storage.store_api import Change, Room, StoredState

_WHOWAS = 500
_NOTES = 1_000
"""Notes for the host in one hold of the lock."""
_RECENT = 256
"""Resend ids remembered for one author."""
_RECENT_AUTHORS = 1000
_REDACTED = 1000
LOGIN_WINDOW = 10 * 60
REGISTRATION_WINDOW = 60 * 60
"""Seconds within which one address's failed logins and new accounts are counted."""
RENAME_WINDOW = 60
KNOCK_WINDOW = 60
"""Seconds between two renamings of one room, and two knocks of one address at one."""


@dataclass(frozen=True, slots=True)
class WhoWasEntry:
    """A person who has gone or goes by another name; `left` in Unix ms. `addresses` are for operators."""

    nick: str
    username: str
    host: str
    realname: str
    left: int
    addresses: tuple[str, ...] = ()


class State:
    """`now` is Unix ms, set at each call of the Hub; `ticks` counts seconds of life. `trouble` is why the Store cannot
    commit at present, "" when it can. `seed` is secret: what must not be guessed is made from it."""

    def __init__(self, settings: HubSettings, stored: StoredState, now: int, seed: bytes = b"") -> None:
        self.settings = settings
        self.store_error = ""
        self.now = now
        self.ticks = 0
        self.created = now
        self.effort = Effort()
        self.seats: dict[int, Seat] = {}
        self.users: dict[str, User] = {}
        self.lookalikes = Lookalikes()
        """The nicks of `users`."""
        self.rooms = RoomRecords(stored.rooms, stored.silent, stored.last_room)
        self.accounts = Accounts(stored.accounts)
        self.identities = Identities(stored.identities, stored.seen, self._is_guest)
        self.failed_logins = SlidingWindow(LOGIN_WINDOW)
        self.registrations = SlidingWindow(REGISTRATION_WINDOW)
        self.knocks = SlidingWindow(KNOCK_WINDOW)
        self.renames = SlidingWindow(RENAME_WINDOW)
        self.metadata_changes = SlidingWindow(CHANGES_SECONDS)
        self.nonces = Nonces(seed)
        self.bans = ServerBans(stored.bans, self.effort)
        self.hosts: set[str] = set()
        """Fingerprints of whoever runs the server: at this computer they are operators."""
        self.users_to_recheck: set[User] = set()
        """Who goes by another name, account or real name than before, and may be banned by it."""
        self.channels = {
            fold_name(kept.name): Channel.from_state(kept, self.effort) for kept in stored.channels if not kept.dropped
        }
        self.monitors = MonitorLists()
        self.markers = ReadMarkers(stored.markers, self._is_guest)
        self.metadata = Metadata(stored.metadata, self._is_guest)
        self.whowas: deque[WhoWasEntry] = deque(maxlen=_WHOWAS)
        self.peak = 0
        self.said_total = 0
        self.said = RateMeter()
        self.batch_ids: Iterator[str] = (f"b{number}" for number in itertools.count(1))
        self.rehash: list[Rehash] = []
        self._notes: list[str] = []
        self.answering: Reply | None = None
        """The answer to the command that is being executed: if that ends its connection, ERROR is a part of it."""
        self._entry_clock = EntryClock(
            last_sequence=max(stored.last_sequence, (now << 10) - 1), last_time=stored.last_time
        )
        self._recent: OrderedDict[str, OrderedDict[str, tuple[Statement, int]]] = OrderedDict()
        self._redacted: OrderedDict[tuple[int, int], None] = OrderedDict()
        self._changes: list[Change] = []
        self._commits = 0
        self._jobs: list[Job[Any]] = []
        self._hashes: list[HashJob[Any]] = []
        self._errands: list[Errand] = []
        self.touched = WakeList()
        self._clock = (-1, "")
        self._speaking: set[Channel] = set()

        stay = {
            seen.room for account in self.accounts.always_on() for seen in self.identities.rooms_of(account.identity)
        }
        for channel in list(self.channels.values()):
            if channel.room not in stay and self.leaves_nothing(channel):
                self.forget_channel(channel)
        for room in self.rooms.drop_unheld(self.channels):
            self._drop_room(room)
        for channel in list(self.channels.values()):
            if "i" in channel.modes and channel.is_abandoned:
                self.forget_channel(channel)  # nobody could ever let anybody in

    def _is_guest(self, identity: str) -> bool:
        return self.accounts.account_of(identity) is None

    def forget_channel(self, channel: Channel) -> None:
        """The name is free again. What was said in a room that was closed to strangers is out of reach for good."""
        silent = self.rooms.drop(channel.folded)
        if silent is not None:
            self._drop_room(silent)
        elif channel.closed_to_strangers():
            sealed = self.rooms.seal_room(channel.folded)
            if sealed is not None:
                self.persist(sealed)
        channel.ended = True
        for gone in self.metadata.forget_owner(channel.folded):
            self.persist(gone)
        self.persist(channel.to_state(dropped=True))
        del self.channels[channel.folded]

    def _drop_room(self, room: Room) -> None:
        for seen in self.identities.forget_room(room.id):
            self.persist(seen)
        self.persist(room)

    def leaves_nothing(self, channel: Channel) -> bool:
        """Whether an empty room need not be kept: nothing was said in it, and nobody who has an account, or runs the
        server, has made it theirs or set it up."""
        if channel.members or channel.room not in self.rooms.silent or channel.folded == fold_name(self.settings.lobby):
            return False
        owners = {channel.founder, *channel.roles} - {""}
        set_up = channel.topic or channel.key or channel.modes & {"P", "r"} or any(channel.lists.values())
        if set_up or self.metadata.values_of(channel.folded):
            return False
        return len(owners) <= 1 and all(map(self._is_guest, owners))

    # Who is here

    def add_user(self, user: User) -> None:
        """There is a person of this nick from now on. Whoever watches the nick is told."""
        self.users[user.folded] = user
        self.lookalikes.add_name(user.nick)
        self.peak = max(self.peak, len(self.users))
        self._tell_watchers(user.folded, n.RPL_MONONLINE, user.source)

    def remove_user(self, user: User) -> None:
        """There is nobody of this nick any more."""
        del self.users[user.folded]
        self.lookalikes.remove_name(user.folded)
        self._tell_watchers(user.folded, n.RPL_MONOFFLINE, user.nick)

    def _tell_watchers(self, folded: str, numeric: str, text: str) -> None:
        for seat in self.monitors.watchers_of(folded):
            self.send_bytes(seat, encode_line(format_line(self.settings.host, numeric, (seat.nick, text))))

    # What is kept

    @property
    def next_commit(self) -> int:
        """The number of the commit that is being built, should it become one."""
        return self._commits + 1

    def persist(self, change: Change) -> int:
        """Make a fact durable: the commit that what shows it must wait for."""
        self._changes.append(change)
        return self._commits + 1

    def next_stamp(self, count: int = 1) -> tuple[int, int]:
        """Return the sequence and time (Unix ms) of the next Entry, the first of `count` (`EntryClock`)."""
        return self._entry_clock.next_stamp(self.now, self.ticks, count)

    @property
    def last_sequence(self) -> int:
        """The sequence of the newest Entry."""
        return self._entry_clock.last_sequence

    def keep_shown(self, identity: str, room: int, upto: int, *, present: bool) -> None:
        """Keep up to where an identity has been shown a room, and whether it is in."""
        for seen in self.identities.set_seen_until(identity, room, upto, present=present):
            self.persist(seen)

    def keep_channel(self, channel: Channel) -> int:
        """Keep what the channel remembers now; whoever is shown it waits for that."""
        self.effort.take(5 + len(channel.roles) // 8)
        channel.commit = self.persist(channel.to_state())
        return channel.commit

    def queue_job(self, job: Job[Any]) -> None:
        """Have work done off the I/O threads."""
        self._jobs.append(job)

    def queue_hash_job(self, job: HashJob[Any]) -> None:
        """Have a password's hash made or compared off the I/O threads."""
        self._hashes.append(job)

    def send_on(self, errand: Errand) -> None:
        """Have the next portion of an Errand done later."""
        self._errands.append(errand)

    def take_outcome(self) -> Outcome:
        """What this hold of the lock produced. Closes all open runs."""
        for channel in self._speaking:
            if channel.run is not None:
                channel.run.close()
        self._speaking.clear()
        changes = tuple(self._changes)
        self._changes.clear()
        commit = self._commits + 1
        self._commits += bool(changes)
        touched = self.touched
        outcome = Outcome(
            changes=changes,
            commit=commit,
            touched=tuple(touched.now),
            waiting=tuple(touched.waiting),
            jobs=tuple(self._jobs),
            hashes=tuple(self._hashes),
            rehash=tuple(self.rehash),
            errands=tuple(self._errands),
            notes=tuple(self._notes),
        )
        self._notes.clear()
        self._jobs.clear()
        self._hashes.clear()
        self._errands.clear()
        touched.clear()
        self.rehash.clear()
        return outcome

    # What is said

    def time_text(self, time: int) -> str:
        """Unix ms as server-time has it."""
        if self._clock[0] != time:
            second = datetime.fromtimestamp(time // 1000, UTC)
            self._clock = (time, f"{second:%Y-%m-%dT%H:%M:%S}.{time % 1000:03}Z")
        return self._clock[1]

    def make_statement(
        self,
        source: str,
        command: str,
        *params: str,
        tags: str = "",
        switch: int = 0,
        other: str = "",
        account: str = "",
    ) -> Statement:
        """A line for many, said now. `account` is its author's, looked up where it is not given."""
        line = format_line(source, command, params)
        author = self.find_author(source)
        if not account and author is not None:
            account = author.account
        statement = Statement(line, self.time_text(self.now), tags=tags, switch=switch, other=other, account=account)
        if author is not None:
            statement.mark_author(author)
        return statement

    def find_author(self, source: str) -> User | None:
        """Whoever is here under this source."""
        author = self.users.get(fold_name(source.partition("!")[0]))
        return author if author is not None and author.source == source else None

    def send_bytes(self, seat: Seat, data: bytes, commit: int = 0) -> None:
        """Append to one Seat's FIFO, behind all said before. Nothing follows the last word to one that closes."""
        if seat.closing:
            return
        if seat.run is not None:
            seat.run.flush_to(seat)
        seat.outbox.append(data, commit)
        self.touched.add_seat(seat)

    def reserve_place(self, seat: Seat) -> OutboxPiece:
        """Keep a place in one Seat's FIFO, behind everything said before, until a Job can fill it."""
        if seat.run is not None:
            seat.run.flush_to(seat)
        self.touched.add_seat(seat)
        return seat.outbox.reserve_place()

    def show_statement(self, seats: Iterable[Seat], statement: Encodable, commit: int = 0) -> None:
        """Show one statement to some Seats, each in its own view; an empty view is not shown anything."""
        for seat in seats:
            data = statement.encode_for(seat.view_bits)
            if data:
                self.send_bytes(seat, data, commit)

    def broadcast_in(self, channel: Channel, statement: Encodable, commit: int = 0) -> CoalescingBroadcast:
        """Say something to everybody in a channel, its author included: `Run.instead` takes it back from one Seat."""
        self._speaking.add(channel)
        return channel.broadcast(statement, commit, self.touched)

    def reply_to(self, seat: Seat, label: str = "") -> Reply:
        return Reply(seat, label, self.settings.host, self.send_bytes, self.batch_ids)

    def note(self, text: str) -> None:
        """Tell the host, in the log: a sentence that begins with whom or what it is about."""
        if len(self._notes) < _NOTES:
            self._notes.append(strip_controls(text))

    def refuse_seat(self, seat: Seat, reason: str) -> None:
        """End a connection that may not come in. The host is told."""
        if not seat.closing:
            who = seat.claimed_nick or seat.requested_nick or "Somebody"
            self.note(f"{who} at {seat.address} was turned away: {reason}")
            self.close_seat(seat, reason)

    def close_seat(self, seat: Seat, reason: str) -> None:
        """The last line to this connection; nothing more is read from it."""
        if seat.closing:
            return
        reply = self.answering if self.answering is not None and self.answering.seat is seat else self.reply_to(seat)
        reply.bid_farewell(reason)
        reply.flush()
        seat.closing = True

    def seats_sharing_a_channel(self, user: User) -> list[Seat]:
        """The Seats of all who share a room with the user, the user's own first."""
        rooms = [self.channels[name] for name in user.channels]
        open_ = [channel.members for channel in rooms if channel.seen_by_all(user)]
        members = dict.fromkeys(itertools.chain.from_iterable(open_))  # nearly all of them share many rooms
        found: dict[Seat, None] = dict.fromkeys(user.seats)
        found.update(dict.fromkeys([seat for member in members for seat in member.seats]))
        for channel in rooms:
            if not channel.seen_by_all(user):
                self.effort.take(len(channel.members) // 4)
                found.update(dict.fromkeys(channel.seats_seeing(user)))
        self.effort.take((sum(map(len, open_)) // 4 + len(found)) // 4)
        return list(found)

    def subscribers(self, user: User, capability: str) -> list[Seat]:
        """The Seats that asked by this capability for news of others, and see this user: those who share a room with
        it, and those who watch its nick. https://ircv3.net/specs/extensions/extended-monitor"""
        found = dict.fromkeys(self.seats_sharing_a_channel(user))
        found.update(
            (seat, None) for seat in self.monitors.watchers_of(user.folded) if EXTENDED_MONITOR in seat.capabilities
        )
        return [seat for seat in found if capability in seat.capabilities]

    # What was taken back

    def note_redaction(self, room: int, sequence: int) -> None:
        """The Entry is being taken back: whoever read it before that was on disk must not show it any more."""
        self._redacted[room, sequence] = None
        if len(self._redacted) > _REDACTED:
            self._redacted.popitem(last=False)

    def is_redacted(self, room: int, sequence: int) -> bool:
        """Whether it was taken back lately."""
        return (room, sequence) in self._redacted

    # Own words sent again

    def remember_resend(self, author: str, resend: str, statement: Statement, commit: int) -> None:
        """This author said this under this id."""
        recent = self._recent.setdefault(author, OrderedDict())
        self._recent.move_to_end(author)
        recent[resend] = (statement, commit)
        if len(recent) > _RECENT:
            recent.popitem(last=False)
        if len(self._recent) > _RECENT_AUTHORS:
            self._recent.popitem(last=False)

    def find_resend(self, author: str, resend: str) -> tuple[Statement, int] | None:
        """What this author said under this id, and the commit it waits for."""
        recent = self._recent.get(author)
        return recent.get(resend) if recent is not None else None
