"""State: all shared state of the chat, and the few ways by which anything leaves it. Thread: hub lock.

Handlers change the State, `Hub` wraps it. Bytes for a Seat go through `send_bytes` and `show_statement`, messages in a
channel through `broadcast_in`, durable facts through `persist`. So every handler gets the order of each Seat and the
commit of each piece right.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Iterable
from typing import Any

from desktop_chat.hub.effort import Effort
from desktop_chat.hub.host_notes import HostNotes
from desktop_chat.hub.job import Errand, HashJob, Job, Outcome, Rehash
from desktop_chat.hub.live.census import Census
from desktop_chat.hub.live.channel import Channel
from desktop_chat.hub.live.entry_requests import EntryRequests
from desktop_chat.hub.live.fanout import CoalescingBroadcast, Encodable, Statement, encode_line
from desktop_chat.hub.live.user import Seat, User
from desktop_chat.hub.live.wake_list import WakeList
from desktop_chat.hub.rate_meter import RateMeter
from desktop_chat.hub.records.accounts import Accounts
from desktop_chat.hub.records.device_codes import DeviceCodes
from desktop_chat.hub.records.entry_clock import EntryClock
from desktop_chat.hub.records.entry_grants import EntryGrants
from desktop_chat.hub.records.identities import Identities
from desktop_chat.hub.records.invite_links import InviteLinks
from desktop_chat.hub.records.lookalikes import Lookalikes
from desktop_chat.hub.records.metadata import CHANGES_SECONDS, Metadata
from desktop_chat.hub.records.monitor_lists import MonitorLists
from desktop_chat.hub.records.nonces import Nonces
from desktop_chat.hub.records.owner_link import OwnerLink
from desktop_chat.hub.records.read_markers import ReadMarkers
from desktop_chat.hub.records.recent_redactions import RecentRedactions
from desktop_chat.hub.records.recent_resends import RecentResends
from desktop_chat.hub.records.rooms import RoomRecords
from desktop_chat.hub.records.server_bans import ServerBans
from desktop_chat.hub.records.shared_files import SharedFiles
from desktop_chat.hub.records.sliding_window import SlidingWindow
from desktop_chat.hub.records.webhooks import Webhooks
from desktop_chat.hub.records.whowas import WhoWasEntry
from desktop_chat.hub.reply import Reply, format_line
from desktop_chat.hub.settings import HubSettings
from desktop_chat.irc import numerics as n
from desktop_chat.irc.names import fold_name
from desktop_chat.irc.server_time import format_time
from desktop_chat.net.fingerprints import CertificateFingerprint
from desktop_chat.net.outbox import OutboxPiece
from desktop_chat.storage.records import Change, Room, StoredState
from desktop_chat.texts import log

_WHOWAS = 500
LOGIN_WINDOW = 10 * 60
REGISTRATION_WINDOW = 60 * 60
"""Seconds within which failed logins, and new accounts, of one address are counted."""
RENAME_WINDOW = 60
KNOCK_WINDOW = 60
"""Seconds between two renames of one room, and between two knocks of one address at one room."""


class State:
    """All shared state. The Hub sets `now` (Unix ms) at each call."""

    def __init__(self, settings: HubSettings, stored: StoredState, now: int, seed: bytes = b"") -> None:
        """`seed` is secret: the source of all unguessable values."""
        self.settings = settings
        self.store_error = ""
        """Why the Store cannot commit; "" if it can."""
        self.now = now
        self.ticks = 0
        """Seconds since the start, by the ticker. No clock can set them back."""
        self.created = now
        self.effort = Effort()
        self.seats: dict[int, Seat] = {}
        self.users: dict[str, User] = {}
        self.census = Census()
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
        self.device_codes = DeviceCodes()
        self.bans = ServerBans(stored.bans, self.effort)
        self.links = InviteLinks(stored.links)
        self.grants = EntryGrants(stored.grants)
        self.owner_link = OwnerLink()
        self.entry_requests = EntryRequests()
        self.hosts: set[CertificateFingerprint] = set()
        """Certificates of the host, who is an operator when connected from this computer."""
        self.users_to_recheck: OrderedDict[User, None] = OrderedDict()
        """Users whose nick, account or real name has changed, so that a ban may match now, in the order of changes."""
        self.channels = {
            fold_name(kept.name): Channel.from_state(kept, self.effort) for kept in stored.channels if not kept.dropped
        }
        self.monitors = MonitorLists()
        self.markers = ReadMarkers(stored.markers, self._is_guest)
        self.metadata = Metadata(stored.metadata, self._is_guest)
        self.webhooks = Webhooks(stored.webhooks)
        self.files = SharedFiles(stored.files)
        self.unused_contents: list[str] = []
        """The contents of files whose last file was deleted in this hold of the lock."""
        self.whowas: deque[WhoWasEntry] = deque(maxlen=_WHOWAS)
        self.peak = 0
        self.said_total = 0
        self.said = RateMeter()
        self.resends = RecentResends()
        self.redactions = RecentRedactions()
        self.rehash: list[Rehash] = []
        self.notes = HostNotes()
        self.answering: Reply | None = None
        """The reply to the command that runs now. If the command closes its own Seat, ERROR becomes a part of this
        reply.
        """
        self._entry_clock = EntryClock(
            last_sequence=max(stored.last_sequence, (now << 10) - 1), last_time=stored.last_time
        )
        self._changes: list[Change] = []
        self._commits = 0
        self._jobs: list[Job[Any]] = []
        self._hashes: list[HashJob[Any]] = []
        self._errands: list[Errand] = []
        self.touched = WakeList()
        self._clock = (-1, "")
        self._speaking: dict[Channel, None] = {}

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
                self.forget_channel(channel)  # an invite-only room without members can never be joined again

    def _is_guest(self, identity: str) -> bool:
        return self.accounts.account_of(identity) is None

    def forget_channel(self, channel: Channel) -> None:
        """Remove the channel, and free the name.

        A channel closed to strangers leaves a sealed room: its messages are out of reach for good.
        """
        silent = self.rooms.drop(channel.folded)
        if silent is not None:
            self._drop_room(silent)
        elif channel.closed_to_strangers():
            sealed = self.rooms.seal_room(channel.folded)
            if sealed is not None:
                self.persist(sealed)
        channel.ended = True
        for hook in self.webhooks.forget_room(channel.room):
            self.persist(hook)
        for gone in self.metadata.forget_owner(channel.folded):
            self.persist(gone)
        self.persist(channel.to_state(dropped=True))
        del self.channels[channel.folded]

    def _drop_room(self, room: Room) -> None:
        for seen in self.identities.forget_room(room.id):
            self.persist(seen)
        self.persist(room)

    def leaves_nothing(self, channel: Channel) -> bool:
        """Return whether an empty channel can be forgotten: no messages, no settings, and no owner but a guest."""
        if channel.members or channel.room not in self.rooms.silent or channel.folded == fold_name(self.settings.lobby):
            return False
        owners = {channel.founder, *channel.roles} - {""}
        set_up = channel.topic or channel.key or channel.modes & {"P", "r"} or any(channel.lists.values())
        if set_up or channel.room in self.rooms.kept_days or self.metadata.values_of(channel.folded):
            return False
        return len(owners) <= 1 and all(map(self._is_guest, owners))

    # Users

    def add_user(self, user: User) -> None:
        """Register the User under the nick, and notify MONITOR watchers."""
        self.users[user.folded] = user
        self.lookalikes.add_name(user.nick)
        self.census.add_user(user)
        self.peak = max(self.peak, len(self.users))
        self._tell_watchers(user.folded, n.RPL_MONONLINE, user.source)

    def remove_user(self, user: User) -> None:
        """Remove the User, and notify MONITOR watchers."""
        self.forget_user(user)
        self._tell_watchers(user.folded, n.RPL_MONOFFLINE, user.nick)

    def forget_user(self, user: User) -> None:
        """Remove the User, and notify nobody."""
        del self.users[user.folded]
        self.lookalikes.remove_name(user.folded)
        self.census.remove_user(user)

    def add_member(self, channel: Channel, user: User) -> None:
        """Make the User a member of the channel, without prefix modes."""
        self.census.rooms += not channel.members
        channel.add_member(user, "")
        mark = self.identities.seen_until(user.identity, channel.room) if user.identity else None
        user.channels[channel.folded] = self.last_sequence + 1 if mark is None else mark.entered

    def remove_member(self, channel: Channel, user: User) -> None:
        """Make the User a member of the channel no more."""
        channel.remove_member(user)
        self.census.rooms -= not channel.members
        del user.channels[channel.folded]

    def _tell_watchers(self, folded: str, numeric: str, text: str) -> None:
        for seat in self.monitors.watchers_of(folded):
            self.send_bytes(seat, encode_line(format_line(self.settings.host, numeric, (seat.nick, text))))

    # Durable facts

    @property
    def next_commit(self) -> int:
        """The number of the commit under construction."""
        return self._commits + 1

    def persist(self, change: Change) -> int:
        """Add a change to the commit. Return the commit's number: bytes that show the change wait for the commit."""
        self._changes.append(change)
        return self._commits + 1

    def next_stamp(self, count: int = 1) -> tuple[int, int]:
        """Return the sequence and time (Unix ms) of the next Entry, the first of `count` (`EntryClock`)."""
        return self._entry_clock.next_stamp(self.now, self.ticks, count)

    @property
    def last_sequence(self) -> int:
        """The sequence of the newest Entry."""
        return self._entry_clock.last_sequence

    def keep_shown(self, identity: str, room: int, upto: int, *, present: bool, entered: int | None = None) -> None:
        """Store the mark of an identity in a room, and whether the identity is a member.

        `entered` as in `Identities.set_seen_until`.
        """
        for seen in self.identities.set_seen_until(identity, room, upto, present=present, entered=entered):
            self.persist(seen)

    def keep_channel(self, channel: Channel) -> int:
        """Store the channel's settings. Return the commit, as `persist` does."""
        self.effort.take(5 + len(channel.roles) // 8)
        channel.commit = self.persist(channel.to_state())
        return channel.commit

    def queue_job(self, job: Job[Any]) -> None:
        """Queue a read of the Store, for a job thread."""
        self._jobs.append(job)

    def queue_hash_job(self, job: HashJob[Any]) -> None:
        """Queue the computation of a password hash, for a hash thread."""
        self._hashes.append(job)

    def send_on(self, errand: Errand) -> None:
        """Queue the next portion of an Errand."""
        self._errands.append(errand)

    def take_outcome(self) -> Outcome:
        """Close all open broadcasts, and return the outcome of this hold of the lock."""
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
            notes=self.notes.take_notes(),
            unused_contents=tuple(self.unused_contents),
        )
        self.unused_contents.clear()
        self._jobs.clear()
        self._hashes.clear()
        self._errands.clear()
        touched.clear()
        self.rehash.clear()
        return outcome

    # Sending

    def time_text(self, time: int) -> str:
        """Return a time (Unix ms) as the text of a server-time tag."""
        if self._clock[0] != time:
            self._clock = (time, format_time(time))
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
        """Return a Statement of this moment.

        `switch` and `other` as in `Statement`. Without `account`, the source's account is used if the source is
        present.
        """
        line = format_line(source, command, params)
        author = self.find_author(source)
        if not account and author is not None:
            account = author.account
        statement = Statement(line, self.time_text(self.now), tags=tags, switch=switch, other=other, account=account)
        if author is not None:
            statement.mark_author(author)
        return statement

    def find_author(self, source: str) -> User | None:
        """Return the present User with the source `nick!user@host`, or None."""
        author = self.users.get(fold_name(source.partition("!")[0]))
        return author if author is not None and author.source == source else None

    def send_bytes(self, seat: Seat, data: bytes, commit: int = 0) -> None:
        """Append bytes to the Seat's outbox, after everything sent before.

        A closing Seat gets nothing more, a Seat of another process gets nothing.
        """
        if seat.closing or not seat.here:
            return
        if seat.run is not None:
            seat.run.flush_to(seat)
        seat.outbox.append(data, commit)
        self.touched.add_seat(seat)

    def reserve_place(self, seat: Seat) -> OutboxPiece:
        """Reserve a place in the Seat's outbox, after everything sent before, for a Job to fill later."""
        if not seat.here:
            return OutboxPiece(b"", 0)
        if seat.run is not None:
            seat.run.flush_to(seat)
        self.touched.add_seat(seat)
        return seat.outbox.reserve_place()

    def fill_place(self, seat: Seat, place: OutboxPiece, data: bytes, commit: int = 0) -> None:
        """Give a reserved place its bytes, or b"". The Seat's later output was held back until now."""
        if seat.here:
            seat.outbox.fill_place(place, data, commit)
            self.touched.add_seat(seat)

    def show_statement(self, seats: Iterable[Seat], statement: Encodable, commit: int = 0) -> None:
        """Send a Statement to Seats, each in the Seat's view. A view without bytes gets nothing."""
        for seat in seats:
            data = statement.encode_for(seat.view_bits)
            if data:
                self.send_bytes(seat, data, commit)

    def broadcast_in(self, channel: Channel, statement: Encodable, commit: int = 0) -> CoalescingBroadcast:
        """Send a Statement to all members of a channel, the author included.

        The result's `override_for` changes the bytes for one Seat.
        """
        self._speaking[channel] = None
        return channel.broadcast(statement, commit, self.touched)

    def reply_to(self, seat: Seat, label: str = "") -> Reply:
        return Reply(seat, label, self.settings.host, self.send_bytes)

    def refuse_seat(self, seat: Seat, reason: str) -> None:
        """Turn away an unregistered connection, and note the reason in the host's log."""
        if not seat.closing:
            who = seat.claimed_nick or seat.requested_nick or log.SOMEBODY
            self.notes.add_note(log.TURNED_AWAY(who, seat.address, reason))
            self.close_seat(seat, reason)

    def close_seat(self, seat: Seat, reason: str) -> None:
        """Send ERROR, read nothing more, and close the connection once the outbox is empty."""
        if seat.closing:
            return
        reply = self.answering if self.answering is not None and self.answering.seat is seat else self.reply_to(seat)
        reply.bid_farewell(reason)
        reply.flush()
        seat.closing = True
