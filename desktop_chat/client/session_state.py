"""What a Session holds: who we are, what the server can do, the rooms and who is in them. Pure; GUI thread.

`State` is the ground that handlers stand on: they read it, change it, and report through `emit` and `send`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from sys import intern

from desktop_chat.client import collection_limits
from desktop_chat.client.entry import SPOKEN, DeliveryState, Entry, EntryKind
from desktop_chat.client.events import (
    AnswerAdded,
    EntryAdded,
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
from desktop_chat.client.pacing import PacingQueue, Rank, rank_of
from desktop_chat.client.person import Person as Person
from desktop_chat.irc.capabilities import TAG_EDITED
from desktop_chat.irc.isupport import ISupport
from desktop_chat.irc.message import NO_TAGS, Message
from desktop_chat.irc.names import folding_of, split_source

SERVER_ROOM = ""
"""The key of the server's own page."""
Point = tuple[str, int]
"""A place in a room's history: (msgid, Unix time in ms)."""
NOTHING: Point = ("", 0)
_AHEAD_MS = 60_000
"""How far a stamp may be ahead of the server's own clock; further ahead, some clock is wrong."""
_LAST_TIME = 253_402_300_799_999  # the end of the year 9999
_LONGEST_PREFIX = 80
"""Bytes to expect of `!user@host` while ours are not known."""


@dataclass(slots=True)
class RoomState:
    """One room. `wanted`: we mean to be in it, after a reconnect too. `leaving`: how many times we
    asked to leave it without an answer yet. `newest` and `oldest` are the ends of what is
    known of it; up to `known` nothing is missing, and up to `newest` neither once it is `caught_up`. `entered` is when
    (ms) it was asked for what is missing. `headless`: nobody has scrolled up, and the page with which it begins was
    asked for and has not come. `key_wanted`: it cannot be entered without another key than `channel_key`.
    `marked`: up to this time (ms) it was read, on any of our devices, as the server knows. `answered`: we have written
    to them, or opened it ourselves. `request`: a stranger's, gathered in one row."""

    key: str
    name: str
    kind: str  # "server", "channel" or "direct"
    topic: str = ""
    topic_by: str = ""
    topic_at: int = 0
    modes: str = ""
    joined: bool = False
    wanted: bool = False
    leaving: int = 0
    channel_key: str = ""
    key_wanted: bool = False
    marked: int = 0
    members: dict[str, Member] = field(default_factory=dict)
    arriving: dict[str, Member] | None = None  # a NAMES answer that is not complete yet
    newest: Point = NOTHING
    oldest: Point = NOTHING
    known: Point = NOTHING
    caught_up: bool = False
    entered: int = 0
    history_ends: bool = False  # the server has nothing older
    headless: bool = False
    answered: bool = False
    request: bool = False


class SessionState:
    """`now` is Unix ms and set by the Session at each call. `skew` is how far the server's clock is ahead of ours (ms),
    once that is known (`clock_known`).
    `dropped` counts Messages that no line can carry. `wanted_nick` is what we mean to be called here, `userhost` what
    the server shows of us behind the nick. `known`: how far rooms are known that are not open (by key).
    `channel_keys`: those kept from last time, by the room's key.
    `blocked`: the names of those from whom nothing is heard, by their keys.
    `people_changed`: somebody has entered a room since that was last looked at (`limits`)."""

    def __init__(
        self, network: str, person: Person, ids: Callable[[], int], tokens: Callable[[], str], pacing: PacingQueue
    ) -> None:
        self.network = network
        self.person = person
        self.ids = ids
        self.tokens = tokens
        self.now = 0
        self.skew = 0
        self.clock_known = False
        self.nick = self.wanted_nick = person.nick
        self.userhost = ""
        self.phase = Phase.OFFLINE
        self.network_name = ""
        self.server_name = ""
        self.away = False
        self.support = ISupport()
        self.available: dict[str, str] = {}
        self.enabled: set[str] = set()
        self.known: dict[str, Point] = {}
        self.people_changed = False
        self.blocked: dict[str, str] = {}
        self.channel_keys: dict[str, str] = {}
        self.rooms: dict[str, RoomState] = {SERVER_ROOM: RoomState(SERVER_ROOM, network, "server")}
        self.pacing = pacing
        self._events: list[Event] = []
        self.dropped = 0

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
        """Queue a Message for the server, by default with the rank that its command has, `delay` ms from now. One that
        no line can carry is dropped and counted: names come from servers too."""
        message = Message(command, params, "", tags)
        if _fits_a_line(message):
            self.pacing.queue_messages((message,), rank or rank_of(message), delay=delay)
        else:
            self.dropped += 1
        return message

    def send_words(self, room: RoomState, entry: int, messages: Sequence[Message]) -> bool:
        """Queue what says the own Entry of this id in a room. False for what no line can carry."""
        if not all(map(_fits_a_line, messages)):
            self.dropped += 1
            return False
        self.pacing.queue_messages(messages, Rank.WORDS, room.key, entry)
        return True

    def drain_events(self) -> list[Event]:
        events, self._events = self._events, []
        return events

    # Time

    @property
    def local_time(self) -> int:
        """Now, as the server's clock has it: what is said here stands in order with what is said there."""
        return max(0, self.now + self.skew)

    @property
    def latest_time(self) -> int:
        """The latest time that something said by now can have, as far as the server's clock is known."""
        return self.local_time + _AHEAD_MS if self.clock_known else _LAST_TIME

    def time_below(self, room: RoomState) -> int:
        """A time for what shall stand below all that is in a room, unless some clock was far ahead there."""
        return max(self.local_time, min(room.newest[1], self.latest_time))

    def compare_clocks(self, message: Message) -> None:
        """Note the server's clock. For answers only: what others said may have been said long ago."""
        time = parse_time(message.tags.get("time", ""))
        if time:
            self.skew, self.clock_known = time - self.now, True

    # Names

    def fold_name(self, name: str) -> str:
        return self.support.fold_name(name)

    def guess_casemapping(self, names: Iterable[str], keys: Collection[str]) -> None:
        """Before a server has said how it compares names: as it did when `keys` were made of these `names`."""
        spellings = list(names)

        def hits(casemapping: str) -> int:
            return sum(folding_of(casemapping)(name) in keys for name in spellings)

        best = max(("rfc1459", "rfc1459-strict", "ascii"), key=hits)
        self.support = ISupport({"CASEMAPPING": best})

    def is_me(self, nick: str) -> bool:
        return self.fold_name(nick) == self.fold_name(self.nick)

    def is_channel(self, name: str) -> bool:
        return self.support.is_channel(name)

    @property
    def prefix_bytes(self) -> int:
        """How long `:nick!user@host ` is in front of what others receive from us."""
        rest = len(self.userhost.encode()) + 1 if self.userhost else _LONGEST_PREFIX
        return len(self.nick.encode("utf-8", "replace")) + rest + 2

    def know_ourselves(self, source: str) -> None:
        """A line of our own shows what stands behind our nick."""
        _, user, host = split_source(source)
        if user and host:
            self.userhost = f"{user}@{host}"

    def has_capabilities(self, *capabilities: str) -> bool:
        """Whether all of these were agreed on."""
        return self.enabled.issuperset(capabilities)

    # Rooms

    def find_room(self, name: str) -> RoomState | None:
        """The room of this name, if there is one."""
        return self.rooms.get(self.fold_name(name))

    def find_channel(self, name: str) -> RoomState | None:
        """The channel of this name, if it is open: neither the server's page nor direct messages."""
        room = self.find_room(name)
        return room if room is not None and room.kind == "channel" else None

    def open_room(self, name: str) -> RoomState:
        """The room of this name, made when it is new."""
        key = self.fold_name(name)
        room = self.rooms.get(key)
        if room is None:
            room = RoomState(key, name, "channel" if self.is_channel(name) else "direct")
            room.joined = room.kind == "direct" and self.phase is Phase.ONLINE
            room.known = room.newest = self.known.pop(key, NOTHING)
            room.channel_key = self.channel_keys.get(key, "")
            self.rooms[key] = room
            self.emit(RoomAdded(key))
        return room

    def meet(self, name: str) -> RoomState:
        """The direct messages with a person who wrote to us. Of strangers beyond a few they are a request, and of
        requests beyond what anybody reads the oldest goes."""
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

    def accept(self, room: RoomState) -> None:
        """We write to each other now."""
        room.answered = True
        if room.request:
            room.request = False
            self.emit_room_changed(room)

    def is_blocked(self, nick: str) -> bool:
        """Whether nothing that a person writes to us alone is shown."""
        return bool(self.blocked) and self.fold_name(nick) in self.blocked

    def rooms_of(self, nick: str) -> Iterator[RoomState]:
        """The channels where this nick is known to be."""
        key = self.fold_name(nick)
        return (room for room in list(self.rooms.values()) if key in room.members)

    def close_room(self, room: RoomState) -> None:
        """Take a room from the list."""
        self._forget_questions(room)
        del self.rooms[room.key]
        self.known[room.key] = room.newest if room.caught_up or room.known == NOTHING else room.known
        self.emit(RoomRemoved(room.key))

    def emit_room_changed(self, room: RoomState) -> None:
        self.emit(RoomChanged(room.key))

    def know_key(self, room: RoomState, key: str) -> None:
        """This is the channel's key, as being inside shows."""
        room.channel_key, room.key_wanted = key, False
        if key != self.channel_keys.get(room.key, ""):
            self.channel_keys[room.key] = key
            self.emit(RoomKeyChanged(room.key, key))

    # Entries

    def time_of(self, message: Message) -> int:
        """When it was said (https://ircv3.net/specs/extensions/server-time); now where that is not told, or is still
        to come."""
        time = parse_time(message.tags.get("time", ""))
        return time if 0 < time <= self.latest_time else self.local_time

    def make_entry(self, message: Message, kind: EntryKind, text: str, *, nick: str = "", target: str = "") -> Entry:
        """What this message says, as an Entry of ours to keep."""
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
            tags={key: value for key, value in message.tags.items() if key[0] == "+" or key == TAG_EDITED} or NO_TAGS,
        )

    def add_entry(self, room: RoomState, entry: Entry, *, mention: bool = False) -> None:
        """Something new at the end of a room."""
        self.note_history_end(room, entry)
        self.emit(EntryAdded(room.key, entry, mention))

    def note_history_end(self, room: RoomState, entry: Entry) -> None:
        """Keep in mind how far the room's history is known."""
        if entry.kind not in SPOKEN or entry.state in (
            DeliveryState.PENDING,
            DeliveryState.FAILED,
            DeliveryState.UNSURE,
        ):
            return
        if entry.time >= room.newest[1] or room.newest[1] > self.latest_time:
            room.newest = (entry.msgid, entry.time)
        if not room.oldest[1] or entry.time < room.oldest[1]:
            room.oldest = (entry.msgid, entry.time)

    def show_notice(self, room: str, text: str, kind: EntryKind = EntryKind.NEWS) -> None:
        """This program or the server speaks in a room (the server's own page when there is none of that key)."""
        state = self.rooms.get(room) or self.rooms[SERVER_ROOM]
        self.add_entry(state, Entry(self.ids(), kind, self.time_below(state), "", text))

    def answer(self, room: str, text: str, kind: EntryKind = EntryKind.NEWS) -> None:
        """As `tell`, of what a person asked for: it is read now, and not kept."""
        state = self.rooms.get(room) or self.rooms[SERVER_ROOM]
        self.emit(AnswerAdded(state.key, Entry(self.ids(), kind, self.time_below(state), "", text)))

    # Members

    def find_member(self, room: RoomState, nick: str) -> Member | None:
        return room.members.get(self.fold_name(nick))

    def set_member(self, room: RoomState, nick: str, member: Member) -> None:
        """Who was `nick` is `member` now, perhaps by another name."""
        room.members.pop(self.fold_name(nick), None)
        room.members[self.fold_name(member.nick)] = member
        self.emit(MemberChanged(room.key, nick, member))

    def remove_member(self, room: RoomState, nick: str) -> None:
        if room.members.pop(self.fold_name(nick), None) is not None:
            self.emit(MemberRemoved(room.key, nick))

    def _forget_questions(self, room: RoomState) -> None:
        """Nothing about this room need be asked any more."""
        self.pacing.drop_unwanted(lambda message: room.key in map(self.fold_name, message.params[:2]))

    def mark_left(self, room: RoomState) -> None:
        """We are not in this channel any more."""
        room.joined = False
        room.members.clear()
        room.arriving = None
        self._forget_questions(room)
        self.emit(MembersReset(room.key))
        self.emit_room_changed(room)


def _fits_a_line(message: Message) -> bool:
    params = message.params
    return not any(not param or param[0] == ":" or " " in param for param in params[:-1]) and not any(
        "\r" in param or "\n" in param or "\0" in param for param in params
    )


@lru_cache(256)
def parse_time(text: str) -> int:
    """`2026-05-01T12:00:00.000Z` in Unix ms, or 0 for what is none."""
    if not text.endswith("Z"):
        return 0
    try:
        return max(0, int(datetime.fromisoformat(text[:-1]).replace(tzinfo=UTC).timestamp() * 1000 + 0.5))
    except (ValueError, OverflowError):
        return 0


def format_time(time: int) -> str:
    """Unix ms as servers write it."""
    time = min(max(0, time), _LAST_TIME)
    return f"{datetime.fromtimestamp(time // 1000, UTC):%Y-%m-%dT%H:%M:%S}.{time % 1000:03}Z"
