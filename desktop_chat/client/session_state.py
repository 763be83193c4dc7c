"""SessionState: our nick, the server's abilities, the rooms and their members. Pure; GUI thread.

Handlers read and change the state, report with `emit`, and speak to the server with `send`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from sys import intern

from desktop_chat.client import collection_limits, wire_encoding
from desktop_chat.client.block_list import BlockList
from desktop_chat.client.entry import KEPT_TAGS, SPOKEN, DeliveryState, Entry, EntryKind
from desktop_chat.client.events import (
    AnswerAdded,
    BlockChanged,
    EntryAdded,
    EntryRefused,
    Event,
    Member,
    MemberChanged,
    MemberRemoved,
    MembersReset,
    Phase,
    RoomAdded,
    RoomChanged,
    RoomKeyChanged,
    RoomRemoved,
)
from desktop_chat.client.mentions import OwnNames
from desktop_chat.client.pacing import PacingQueue, Rank, rank_of
from desktop_chat.client.person import Person
from desktop_chat.client.profiles import DISPLAY_NAME, Profiles
from desktop_chat.client.room_state import NOTHING, SERVER_ROOM, Point, RoomState
from desktop_chat.irc.isupport import ISupport
from desktop_chat.irc.message import NO_TAGS, Message
from desktop_chat.irc.names import folding_of, split_source
from desktop_chat.irc.server_time import LAST_TIME, parse_time

UNKNOWN_AWAY = "…"
"""Our away text if another client or a bouncer has chosen it."""
_AHEAD_MS = 60_000
"""A message further ahead of the server's clock has a wrong time."""
_LONGEST_PREFIX = 80
"""Bytes of `!user@host` to expect until the server shows ours."""


class SessionState:
    """`ids` gives the next Entry id, `tokens` 128 random bits in hex."""

    def __init__(
        self, network: str, person: Person, ids: Callable[[], int], tokens: Callable[[], str], pacing: PacingQueue
    ) -> None:
        self.network = network
        self.person = person
        self.ids = ids
        self.tokens = tokens
        self.now = 0
        """Unix ms; the Session sets it at each call."""
        self.skew = 0
        """The server's clock minus ours in ms, if `clock_known`."""
        self.clock_known = False
        self.nick = self.wanted_nick = person.nick
        self.own_names = OwnNames()
        self.userhost = ""
        """`user@host` that the server shows behind our nick, "" if unknown."""
        self.account = ""
        """The account to which we are logged in, "" for none."""
        self.phase = Phase.OFFLINE
        self.network_name = ""
        self.server_name = ""
        self.motd: tuple[str, ...] = ()
        """The first lines of the server's message of the day."""
        self.away = ""
        """Our away text; "" while we are here."""
        self.support = ISupport()
        self.available: dict[str, str] = {}
        self.enabled: set[str] = set()
        self.known: dict[str, Point] = {}
        """By key: `RoomState.known` of rooms that are not open."""
        self.people_changed = False
        """A person has entered a room since the last check of the limits."""
        self.changed_rooms: dict[str, None] = {}
        """Keys of rooms that were opened, closed, renamed or accepted since `presence` looked."""
        self.blocked = BlockList(self.fold_name)
        self.profiles = Profiles(self.fold_name)
        self.gather_names()
        self.channel_keys: dict[str, str] = {}
        """By room: the keys that the profile keeps."""
        self.channels: dict[str, RoomState] = {}
        """The channels among `rooms`."""
        self.rooms: dict[str, RoomState] = {SERVER_ROOM: RoomState(SERVER_ROOM, network, "server")}
        self.pacing = pacing
        self._events: list[Event] = []
        self.dropped = 0
        """Messages that no line can carry."""

    # Reporting

    def emit(self, event: Event) -> None:
        self._events.append(event)

    def send(
        self,
        command: str,
        *params: str,
        tags: Mapping[str, str] = NO_TAGS,
        rank: Rank | None = None,
        delay: int = 0,
    ) -> Message:
        """Queue a Message for the server; `delay` in ms. The command gives the default rank.

        A Message that no line can carry is dropped and counted: names come from servers too.
        """
        message = Message(command, params, "", tags)
        if self._can_carry(message):
            self.pacing.queue_messages((message,), rank or rank_of(message), delay=delay)
        else:
            self.dropped += 1
        return message

    def send_words(self, room: RoomState, entry: int, messages: Sequence[Message]) -> bool:
        """Queue the Messages of an own Entry. Return False if no line can carry them."""
        if not all(map(self._can_carry, messages)):
            self.dropped += 1
            return False
        self.pacing.queue_messages(messages, Rank.WORDS, room.key, entry)
        return True

    def _can_carry(self, message: Message) -> bool:
        """Return True if a line can carry the Message in the encoding of this server."""
        fits = _fits_a_line(message)
        if fits and self.encoding != "utf-8":
            fits = not any(wire_encoding.lacking_characters(param, self.encoding) for param in message.params)
        return fits

    @property
    def encoding(self) -> str:
        """The encoding in which lines leave."""
        chosen = self.person.encoding
        return chosen if chosen == "utf-8" else wire_encoding.usable_encoding(self.support, chosen)

    def drain_events(self) -> list[Event]:
        events, self._events = self._events, []
        return events

    # Time

    @property
    def local_time(self) -> int:
        """The present time on the server's clock, so that own Entries stand in order with others'."""
        return max(0, self.now + self.skew)

    @property
    def latest_time(self) -> int:
        """The latest believable time of a message, as far as the server's clock is known."""
        return self.local_time + _AHEAD_MS if self.clock_known else LAST_TIME

    def time_below(self, room: RoomState) -> int:
        """Return a time below all entries of the room, except entries of a clock that was far ahead."""
        return max(self.local_time, min(room.newest[1], self.latest_time))

    def compare_clocks(self, message: Message) -> None:
        """Learn the server's clock from an answer. (Messages of others may be old.)"""
        time = parse_time(message.tags.get("time", "")) or 0
        if time:
            self.skew, self.clock_known = time - self.now, True

    # Names

    def fold_name(self, name: str) -> str:
        return self.support.fold_name(name)

    def guess_casemapping(self, names: Iterable[str], keys: Collection[str]) -> None:
        """Compare names as the server did when `keys` were made of `names`, until 005 says how."""
        spellings = list(names)

        def hits(casemapping: str) -> int:
            return sum(folding_of(casemapping)(name) in keys for name in spellings)

        best = max(("rfc1459", "rfc1459-strict", "ascii"), key=hits)
        self.support = ISupport({"CASEMAPPING": best})

    def is_me(self, nick: str) -> bool:
        return self.fold_name(nick) == self.fold_name(self.nick)

    def is_channel(self, name: str) -> bool:
        return self.support.is_channel(name)

    def gather_names(self) -> None:
        """Bring our own names up to date, after a change of the nick, the person or the profile."""
        written = self.profiles.values_of(self.nick).get(DISPLAY_NAME, "")
        self.own_names.gather(self.nick, self.person.realname, written)

    @property
    def prefix_bytes(self) -> int:
        """The bytes of `:nick!user@host ` in front of our messages to others."""
        rest = len(self.userhost.encode()) + 1 if self.userhost else _LONGEST_PREFIX
        return len(self.nick.encode("utf-8", "replace")) + rest + 2

    def learn_userhost(self, source: str) -> None:
        """Learn `user@host` from the source of an own message."""
        _, user, host = split_source(source)
        if user and host:
            self.userhost = f"{user}@{host}"

    def has_capabilities(self, *capabilities: str) -> bool:
        """Return True if all of these are enabled."""
        return self.enabled.issuperset(capabilities)

    # Rooms

    def find_room(self, name: str) -> RoomState | None:
        """Return the open room of the name, or None."""
        return self.rooms.get(self.fold_name(name))

    def find_channel(self, name: str) -> RoomState | None:
        """Return the open channel of the name, or None."""
        room = self.find_room(name)
        return room if room is not None and room.kind == "channel" else None

    def open_room(self, name: str) -> RoomState:
        """Return the room of the name; open it if it is new."""
        key = self.fold_name(name)
        room = self.rooms.get(key)
        if room is None:
            room = RoomState(key, name, "channel" if self.is_channel(name) else "direct")
            room.joined = room.kind == "direct" and self.phase is Phase.ONLINE
            room.known = room.newest = self.known.pop(key, NOTHING)
            room.channel_key = self.channel_keys.get(key, "")
            self.rooms[key] = room
            if room.kind == "channel":
                self.channels[key] = room
            self.changed_rooms[key] = None
            self.emit(RoomAdded(key))
        return room

    def room_of_writer(self, name: str) -> RoomState:
        """Return the direct room of a person who wrote to us; open it if it is new.

        Beyond STRANGERS new rooms are requests; beyond REQUESTS the oldest request is closed.
        """
        room = self.find_room(name)
        if room is None:
            strangers = sum(other.kind == "direct" and not other.answered for other in self.rooms.values())
            room = self.open_room(name)
            room.request = strangers >= collection_limits.STRANGERS
            requests = (
                [other for other in self.rooms.values() if other.request]
                if strangers >= collection_limits.REQUESTS
                else []
            )
            for oldest in requests[: -collection_limits.REQUESTS]:
                self.close_room(oldest)
        return room

    def accept_request(self, room: RoomState) -> None:
        """Make a request an ordinary conversation."""
        room.answered = True
        if room.request:
            room.request = False
            self.changed_rooms[room.key] = None
            self.emit_room_changed(room)

    def set_blocked(self, name: str, *, blocked: bool) -> None:
        """Block a nick or an account (`account_block`), or undo that."""
        if blocked:
            self.blocked.add_name(name)
        elif not self.blocked.remove_name(name):
            return
        self.emit(BlockChanged(self.fold_name(name), name, blocked))

    def account_of(self, nick: str) -> str:
        """Return the account of a person in our channels, or ""."""
        key = self.fold_name(nick)
        members = (room.members[key] for room in self.rooms_of(nick))
        return next((member.account for member in members if member.account), "")

    def rooms_of(self, nick: str) -> Iterator[RoomState]:
        """Yield the channels in which the nick is a known member."""
        key = self.fold_name(nick)
        return (room for room in list(self.channels.values()) if key in room.members)

    def close_room(self, room: RoomState) -> None:
        """Remove the room from the list."""
        self._forget_questions((room,))
        del self.rooms[room.key]
        self.channels.pop(room.key, None)
        self.changed_rooms[room.key] = None
        self.known[room.key] = room.newest if room.caught_up or room.known == NOTHING else room.known
        self.emit(RoomRemoved(room.key))

    def emit_room_changed(self, room: RoomState) -> None:
        self.emit(RoomChanged(room.key))

    def keep_channel_key(self, room: RoomState, key: str) -> None:
        """Keep the key of a channel that we have entered."""
        room.channel_key = key
        if key != self.channel_keys.get(room.key, ""):
            self.channel_keys[room.key] = key
            self.emit(RoomKeyChanged(room.key, key))

    # Entries

    def time_of(self, message: Message) -> int:
        """Return the time of a message, or the present if the server gives no time or a future one.

        Spec: https://ircv3.net/specs/extensions/server-time
        """
        time = parse_time(message.tags.get("time", "")) or 0
        return time if 0 < time <= self.latest_time else self.local_time

    def make_entry(self, message: Message, kind: EntryKind, text: str, *, nick: str = "", target: str = "") -> Entry:
        """Return a new Entry of the message."""
        author = intern(nick or message.nick)
        own = self.is_me(author)
        return Entry(
            self.ids(),
            kind,
            self.time_of(message),
            author,
            text,
            msgid=message.tags.get("msgid", ""),
            own=own,
            state=DeliveryState.SENT if own and kind in SPOKEN else DeliveryState.RECEIVED,
            target=target,
            account=message.tags.get("account", ""),
            tags={key: value for key, value in message.tags.items() if key[0] == "+" or key in KEPT_TAGS} or NO_TAGS,
        )

    def add_entry(self, room: RoomState, entry: Entry, *, mention: bool = False) -> None:
        """Add an Entry at the end of a room."""
        self.note_history_end(room, entry)
        self.emit(EntryAdded(room.key, entry, mention))

    def note_history_end(self, room: RoomState, entry: Entry) -> None:
        """Extend the known part of the room's history by a delivered message."""
        if entry.kind not in SPOKEN or entry.state in (
            DeliveryState.PENDING,
            DeliveryState.FAILED,
            DeliveryState.UNSURE,
        ):
            return
        if entry.time >= room.newest[1] or room.newest[1] > self.latest_time:
            room.newest, room.newest_texts = (entry.msgid, entry.time), None
        if not room.oldest[1] or entry.time < room.oldest[1]:
            room.oldest = (entry.msgid, entry.time)

    def show_notice(self, room: str, text: str, kind: EntryKind = EntryKind.NEWS) -> None:
        """Show a text of this program or of the server in a room, or on the server's page if the room is not open."""
        state = self.rooms.get(room) or self.rooms[SERVER_ROOM]
        self.add_entry(state, Entry(self.ids(), kind, self.time_below(state), "", text))

    def show_answer(self, room: str, text: str, kind: EntryKind = EntryKind.NEWS) -> None:
        """Show an answer to a person's question like a notice. It is not archived."""
        state = self.rooms.get(room) or self.rooms[SERVER_ROOM]
        self.emit(AnswerAdded(state.key, Entry(self.ids(), kind, self.time_below(state), "", text)))

    def show_entry_refusal(self, room: RoomState, text: str) -> None:
        self.emit(EntryRefused(room.key, Entry(self.ids(), EntryKind.ERROR, self.time_below(room), "", text)))

    # Members

    def find_member(self, room: RoomState, nick: str) -> Member | None:
        return room.members.get(self.fold_name(nick))

    def set_member(self, room: RoomState, nick: str, member: Member) -> None:
        """Replace the member `nick` by `member`, perhaps with another nick."""
        room.members.pop(self.fold_name(nick), None)
        room.members[self.fold_name(member.nick)] = member
        self.profiles.note_real_name(member.nick, member.realname)
        self.emit(MemberChanged(room.key, nick, member))

    def remove_member(self, room: RoomState, nick: str) -> None:
        if room.members.pop(self.fold_name(nick), None) is not None:
            self.emit(MemberRemoved(room.key, nick))

    def _forget_questions(self, rooms: Iterable[RoomState]) -> None:
        """Drop queued questions about the rooms."""
        keys = {room.key for room in rooms}
        self.pacing.drop_unwanted(lambda message: not keys.isdisjoint(map(self.fold_name, message.params[:2])))

    def mark_left(self, *rooms: RoomState) -> None:
        """Note that we are not in the channels any more. The time grows with the queue, not with the rooms."""
        self._forget_questions(rooms)
        for room in rooms:
            room.joined = False
            room.members.clear()
            room.arriving = None
            self.emit(MembersReset(room.key))
            self.emit_room_changed(room)


def _fits_a_line(message: Message) -> bool:
    params = message.params
    return not any(not param or param[0] == ":" or " " in param for param in params[:-1]) and not any(
        "\r" in param or "\n" in param or "\0" in param for param in params
    )
