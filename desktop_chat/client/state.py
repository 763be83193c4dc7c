"""What a Session holds: who we are, what the server can do, the rooms and who is in them. Pure; GUI thread.

`State` is the ground that handlers stand on: they read it, change it, and report through `emit` and `send`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from desktop_chat.client.entry import SPOKEN, Entry, Kind, State
from desktop_chat.client.events import (
    EntryAdded,
    Event,
    Member,
    MemberChanged,
    MemberRemoved,
    MembersReset,
    Phase,
    RoomAdded,
    RoomChanged,
)
from desktop_chat.client.support import Support
from desktop_chat.irc.message import NO_TAGS, Message

SERVER_ROOM = ""
"""The key of the server's own page."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who is chatting. `nick` is what they want to be called on the wire."""

    nick: str
    username: str
    realname: str
    password: str = ""


@dataclass(slots=True)
class RoomState:
    """One room. `wanted`: we mean to be in it, after a reconnect too. `newest` is the (msgid, time in ms) of the newest
    thing said in it that is known, ("", 0) for none."""

    key: str
    name: str
    kind: str  # "server", "channel" or "direct"
    topic: str = ""
    topic_by: str = ""
    topic_at: int = 0
    modes: str = ""
    joined: bool = False
    wanted: bool = False
    channel_key: str = ""
    members: dict[str, Member] = field(default_factory=dict)
    arriving: dict[str, Member] | None = None  # a NAMES answer that is not complete yet
    newest: tuple[str, int] = ("", 0)
    oldest: tuple[str, int] = ("", 0)
    history_ends: bool = False  # the server has nothing older


class SessionState:
    """`now` is Unix ms and set by the Session at each call."""

    def __init__(self, network: str, person: Person, ids: Callable[[], int], tokens: Callable[[], str]) -> None:
        self.network = network
        self.person = person
        self.ids = ids
        self.tokens = tokens
        self.now = 0
        self.nick = person.nick
        self.phase = Phase.OFFLINE
        self.network_name = ""
        self.server_name = ""
        self.away = False
        self.support = Support()
        self.available: dict[str, str] = {}
        self.enabled: set[str] = set()
        self.lobby = ""
        self.rooms: dict[str, RoomState] = {SERVER_ROOM: RoomState(SERVER_ROOM, network, "server")}
        self._events: list[Event] = []
        self._outgoing: list[Message] = []

    # Reporting

    def emit(self, event: Event) -> None:
        self._events.append(event)

    def send(self, command: str, *params: str, tags: Mapping[str, str] = NO_TAGS) -> None:
        """Queue a Message for the server. Whoever calls has made sure that its parameters fit on a line."""
        self._outgoing.append(Message(command, params, "", tags))

    def drain_events(self) -> list[Event]:
        events, self._events = self._events, []
        return events

    def drain_outgoing(self) -> tuple[Message, ...]:
        messages, self._outgoing = tuple(self._outgoing), []
        return messages

    # Names

    def fold(self, name: str) -> str:
        return self.support.fold(name)

    def is_me(self, nick: str) -> bool:
        return self.fold(nick) == self.fold(self.nick)

    def is_channel(self, name: str) -> bool:
        return name[:1] != "" and name[0] in self.support.channel_signs

    def can(self, *capabilities: str) -> bool:
        """Whether all of these were agreed on."""
        return self.enabled.issuperset(capabilities)

    # Rooms

    def room(self, name: str) -> RoomState | None:
        """The room of this name, if there is one."""
        return self.rooms.get(self.fold(name))

    def open_room(self, name: str) -> RoomState:
        """The room of this name, made when it is new."""
        key = self.fold(name)
        room = self.rooms.get(key)
        if room is None:
            room = RoomState(key, name, "channel" if self.is_channel(name) else "direct")
            room.joined = room.kind == "direct" and self.phase is Phase.ONLINE
            self.rooms[key] = room
            self.emit(RoomAdded(key))
        return room

    def rooms_of(self, nick: str) -> Iterator[RoomState]:
        """The channels where this nick is known to be."""
        key = self.fold(nick)
        return (room for room in list(self.rooms.values()) if key in room.members)

    def changed(self, room: RoomState) -> None:
        self.emit(RoomChanged(room.key))

    # Entries

    def time_of(self, message: Message) -> int:
        """When it was said (https://ircv3.net/specs/extensions/server-time), or now."""
        return parse_time(message.tags.get("time", "")) or self.now

    def entry(self, message: Message, kind: Kind, text: str, *, nick: str = "", target: str = "") -> Entry:
        """What this message says, as an Entry of ours to keep."""
        author = nick or message.nick
        own = self.is_me(author)
        return Entry(
            self.ids(),
            kind,
            self.time_of(message),
            author,
            text,
            msgid=message.tags.get("msgid", ""),
            own=own,
            state=State.SENT if own and kind in SPOKEN else State.RECEIVED,
            target=target,
            account=message.tags.get("account", ""),
            tags={key: value for key, value in message.tags.items() if key.startswith("+")} or NO_TAGS,
        )

    def add(self, room: RoomState, entry: Entry, *, mention: bool = False) -> None:
        """Something new at the end of a room."""
        self.saw(room, entry)
        self.emit(EntryAdded(room.key, entry, mention))

    def saw(self, room: RoomState, entry: Entry) -> None:
        """Keep in mind how far the room's history is known."""
        if entry.kind not in SPOKEN or entry.state in (State.PENDING, State.FAILED, State.UNSURE):
            return
        if entry.time >= room.newest[1]:
            room.newest = (entry.msgid, entry.time)
        if not room.oldest[1] or entry.time < room.oldest[1]:
            room.oldest = (entry.msgid, entry.time)

    def tell(self, room: str, text: str, kind: Kind = Kind.NEWS) -> None:
        """This program or the server speaks in a room (the server's own page when there is none of that key)."""
        state = self.rooms.get(room) or self.rooms[SERVER_ROOM]
        self.add(state, Entry(self.ids(), kind, self.now, "", text))

    # Members

    def member(self, room: RoomState, nick: str) -> Member | None:
        return room.members.get(self.fold(nick))

    def set_member(self, room: RoomState, nick: str, member: Member) -> None:
        """Who was `nick` is `member` now, perhaps by another name."""
        room.members.pop(self.fold(nick), None)
        room.members[self.fold(member.nick)] = member
        self.emit(MemberChanged(room.key, nick, member))

    def remove_member(self, room: RoomState, nick: str) -> None:
        if room.members.pop(self.fold(nick), None) is not None:
            self.emit(MemberRemoved(room.key, nick))

    def leave(self, room: RoomState) -> None:
        """We are not in this channel any more."""
        room.joined = False
        room.members.clear()
        room.arriving = None
        self.emit(MembersReset(room.key))
        self.changed(room)


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
    return f"{datetime.fromtimestamp(time // 1000, UTC):%Y-%m-%dT%H:%M:%S}.{time % 1000:03}Z"
