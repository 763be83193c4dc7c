"""Channel: a room with a name, who is in it, and what it remembers about itself."""

from __future__ import annotations

from itertools import islice

from desktop_chat.hub.effort import Effort
from desktop_chat.hub.live.fanout import CoalescingBroadcast, Encodable, group_by_view
from desktop_chat.hub.live.line_packer import LinePacker
from desktop_chat.hub.live.masks import MaskList, canonical_mask
from desktop_chat.hub.live.user import Seat, User
from desktop_chat.hub.live.wake_list import WakeList
from desktop_chat.irc.names import fold_name
from desktop_chat.storage.store_api import ChannelState

PREFIXES = {"q": "~", "a": "&", "o": "@", "h": "%", "v": "+"}
"""Prefix modes, highest first, and how they are shown."""
LIST_MODES = "beI"
FLAGS = {
    "C": "no questions between programs (CTCP), but for actions",
    "M": "only who is logged in, or has a voice, may speak",
    "N": "no change of nick while inside, but by those with a voice",
    "P": "stays when the last one leaves; for operators of the server to set",
    "R": "only who is logged in may enter",
    "S": "colours and the like are taken out of what is said",
    "T": "no notices",
    "U": "what is said without a voice reaches those who lead only",
    "c": "no colours",
    "i": "only who is invited may enter",
    "m": "only who has a voice may speak",
    "n": "only who is inside may speak",
    "r": "somebody's, by ChanServ; nobody sets it",
    "s": "not shown to who is outside",
    "t": "only who leads sets the topic",
    "u": "those without a voice do not see each other",
    "z": "only encrypted connections may enter",
}
"""Modes without a parameter, and what each means. https://modern.ircdocs.horse/#channel-modes"""
LEADERS = "qaoh"
RANKS = {letter: rank for rank, letter in enumerate(reversed(PREFIXES), start=1)}


class Channel:
    """`members` maps each User to its prefix letters, highest first. `commit` is the newest commit that changed what
    the channel remembers: whoever is shown that waits for it. Under the hub's lock only."""

    __slots__ = (
        "_groups", "_packed", "commit", "created", "ended", "folded", "forward", "founder", "key", "limit", "lists",
        "members", "modes", "name", "roles", "room", "run", "topic", "topic_at", "topic_by",
    )  # fmt: skip

    def __init__(self, name: str, room: int, *, created: int, effort: Effort | None = None) -> None:
        self.name = name
        self.folded = fold_name(name)
        self.room = room
        self.created = created
        self.topic = ""
        self.topic_by = ""
        self.topic_at = 0
        self.modes: set[str] = set("nt")
        self.key = ""
        self.limit = 0
        self.forward = ""
        self.founder = ""
        self.roles: dict[str, str] = {}
        self.lists = {letter: MaskList(effort) for letter in LIST_MODES}
        self.members: dict[User, str] = {}
        self.commit = 0
        self.ended = False
        """Nobody reaches it by its name any more."""
        self.run: CoalescingBroadcast | None = None
        self._groups: dict[int, list[Seat]] | None = None
        self._packed: dict[tuple[bool, bool, int], LinePacker] = {}

    # What it remembers

    @classmethod
    def from_state(cls, state: ChannelState, effort: Effort | None = None) -> Channel:
        """The channel as it was kept, with nobody in it."""
        channel = cls(state.name, state.room, created=state.created, effort=effort)
        channel.topic, channel.topic_by, channel.topic_at = state.topic, state.topic_by, state.topic_at
        channel.modes = set(state.modes) & FLAGS.keys()
        channel.key, channel.limit, channel.founder = state.key, state.limit, state.founder
        channel.forward = state.forward
        channel.roles = dict(state.roles)
        for letter, items in state.lists.items():
            if letter in channel.lists:
                channel.lists[letter].update({canonical_mask(mask) or mask: (by, at) for mask, by, at in items})
        return channel

    def to_state(self, *, dropped: bool = False) -> ChannelState:
        """What is kept of it. `dropped`: it is to be forgotten."""
        lists = {letter: items.kept for letter, items in self.lists.items() if items}
        return ChannelState(
            room=self.room, name=self.name, created=self.created, topic=self.topic, topic_by=self.topic_by,
            topic_at=self.topic_at, modes="".join(sorted(self.modes)), key=self.key, limit=self.limit,
            founder=self.founder, roles=dict(self.roles), lists=lists, dropped=dropped, forward=self.forward,
        )  # fmt: skip

    # Who is in it

    def add_member(self, user: User, letters: str) -> None:
        if self._groups is not None:
            for view, seats in group_by_view(user.seats).items():
                self._groups.setdefault(view, []).extend(seats)
        if self.run is not None and self.run.open:
            self.run.add_members(user.seats)
        self.members[user] = letters

    def remove_member(self, user: User) -> None:
        self.end_broadcast()
        self.looks_changed()
        self.members.pop(user, None)

    def set_letters(self, user: User, letters: str) -> None:
        """Give a member these prefix letters, in any order."""
        sorted_ = "".join(letter for letter in PREFIXES if letter in letters)
        if sorted_ != self.members.get(user):
            self.looks_changed()
            self.members[user] = sorted_

    def end_broadcast(self) -> None:
        """The roster, or what a member's Seats can take, is about to change: what was said so far goes out first."""
        if self.run is not None:
            self.run.close()
            self.run = None
        self._groups = None

    def has_role(self, user: User, letters: str) -> bool:
        """Whether the member holds any of these prefix modes."""
        return not set(letters).isdisjoint(self.members.get(user, ""))

    def rank_of(self, user: User) -> int:
        """0 for none, 5 for `q`."""
        letters = self.members.get(user, "")
        return RANKS[letters[0]] if letters else 0

    def shown_prefix(self, user: User, *, multi: bool) -> str:
        """The member's prefixes as clients are shown them: the highest, or all for multi-prefix."""
        prefixes = "".join(PREFIXES[letter] for letter in self.members.get(user, ""))
        return prefixes if multi else prefixes[:1]

    def looks_changed(self) -> None:
        """What members are called, or their prefixes, is about to change, or has."""
        self._packed.clear()

    def pack_names(self, *, multi: bool, hosts: bool, room: int) -> list[str]:
        """All members as NAMES has them, several to a line of at most `room` bytes. Who came since the last time is
        added to that: when very many enter one after the other, each is told of all before."""
        packed = self._packed.get((multi, hosts, room))
        if packed is None:
            packed = self._packed[multi, hosts, room] = LinePacker(room)
        for member in islice(self.members, packed.count, None):
            name = member.source if hosts else member.nick
            packed.add_word(self.shown_prefix(member, multi=multi) + name if self.members[member] else name)
        return packed.lines

    # What it lets in

    def is_listed(self, letter: str, user: User) -> bool:
        """Whether a mask of this list matches the user."""
        return self.lists[letter].verdict(user).meant

    def is_banned(self, user: User) -> bool:
        return self.is_listed("b", user) and not self.is_listed("e", user)

    def is_silenced(self, user: User) -> bool:
        """Whether the user, who has no voice, may not speak: banned, or muted by a mask."""
        return any(self.lists["b"].verdict(user)) and not any(self.lists["e"].verdict(user))

    def closed_to_strangers(self) -> bool:
        """Whether not everybody could have walked in and read."""
        return bool(self.key or self.lists["b"] or self.modes & {"i", "s", "R"})

    def hidden_from(self, user: User) -> bool:
        """+s, and the user is neither inside nor an operator."""
        return "s" in self.modes and user not in self.members and not user.operator

    @property
    def is_permanent(self) -> bool:
        """Whether it is there while nobody is in it."""
        return bool(self.founder) or "P" in self.modes

    @property
    def is_abandoned(self) -> bool:
        """Whether nobody is in it, nobody who comes could lead it, and only a stop of the server has kept it."""
        leaders = any(not {"q", "a", "o"}.isdisjoint(letters) for letters in self.roles.values())
        return not (self.members or self.is_permanent or leaders)

    # Who sees whom in it

    def can_see(self, user: User, other: User) -> bool:
        """Whether a member is shown that another is in it: +u hides those without a role from each other."""
        return "u" not in self.modes or user is other or bool(self.members.get(user)) or bool(self.members.get(other))

    def seen_by_all(self, user: User) -> bool:
        """Whether everybody in it is shown this member."""
        return "u" not in self.modes or bool(self.members.get(user))

    def seats_seeing(self, user: User) -> list[Seat]:
        """The Seats of the members who are shown this one, its own among them."""
        return [seat for member in self.members if self.can_see(member, user) for seat in member.seats]

    # What is said in it

    def broadcast(self, statement: Encodable, commit: int, touched: WakeList) -> CoalescingBroadcast:
        """Say something to all members, their author included: `Run.instead` takes it back from one Seat."""
        run = self.run
        if run is None or not run.open:
            if self._groups is None:
                self._groups = group_by_view([seat for member in self.members for seat in member.seats])
            run = self.run = CoalescingBroadcast(self._groups, touched)
        run.add_statement(statement, commit)
        return run
