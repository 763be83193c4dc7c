"""Channel: a named room, with members and stored settings."""

from __future__ import annotations

from itertools import islice

from desktop_chat.hub.effort import Effort
from desktop_chat.hub.live.fanout import CoalescingBroadcast, Encodable, group_by_view
from desktop_chat.hub.live.masks import MaskList, canonical_listed_mask
from desktop_chat.hub.live.user import NEVER, Seat, User
from desktop_chat.hub.live.wake_list import WakeList
from desktop_chat.irc.line_packing import LinePacker
from desktop_chat.irc.names import fold_name
from desktop_chat.storage.records import ChannelState

PREFIXES = {"q": "~", "a": "&", "o": "@", "h": "%", "v": "+"}
"""Prefix modes, highest first, each with its sign."""
LIST_MODES = "beI"
FLAGS = {
    "C": "no CTCP except ACTION",
    "M": "only members with an account or a voice may speak",
    "N": "only members with a voice may change their nick",
    "P": "stays when the last member leaves; server operators set it",
    "R": "only people with an account may join",
    "S": "formatting is removed from messages",
    "T": "no notices",
    "U": "messages of members without a voice reach only moderators",
    "W": "members see what was said since they first joined; moderators see everything",
    "c": "no formatting in messages",
    "i": "only invited people may join",
    "m": "only members with a voice may speak",
    "n": "only members may speak",
    "r": "registered with ChanServ; nobody sets it",
    "s": "hidden from people who are not members",
    "t": "only moderators set the topic",
    "u": "members without a voice do not see each other",
    "z": "only encrypted connections may join",
}
"""Modes without a parameter, and their meanings.

Spec: https://modern.ircdocs.horse/#channel-modes
"""
NEWCOMERS = "W"
LEADERS = "qaoh"
RANKS = {letter: rank for rank, letter in enumerate(reversed(PREFIXES), start=1)}


class Channel:
    """A named room. Thread: hub lock."""

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
        """Each member's prefix letters, highest first."""
        self.commit = 0
        """The newest commit that changed the settings. Bytes that show the settings must wait for it."""
        self.ended = False
        """True if the name no longer leads to this channel."""
        self.run: CoalescingBroadcast | None = None
        self._groups: dict[int, list[Seat]] | None = None
        self._packed: dict[tuple[bool, bool, int], LinePacker] = {}

    # Stored settings

    @classmethod
    def from_state(cls, state: ChannelState, effort: Effort | None = None) -> Channel:
        """Return the channel with the stored settings, without members."""
        channel = cls(state.name, state.room, created=state.created, effort=effort)
        channel.topic, channel.topic_by, channel.topic_at = state.topic, state.topic_by, state.topic_at
        channel.modes = set(state.modes) & FLAGS.keys()
        channel.key, channel.limit, channel.founder = state.key, state.limit, state.founder
        channel.forward = state.forward
        channel.roles = dict(state.roles)
        for letter, items in state.lists.items():
            if letter in channel.lists:
                channel.lists[letter].update({canonical_listed_mask(mask) or mask: (by, at) for mask, by, at in items})
        return channel

    def to_state(self, *, dropped: bool = False) -> ChannelState:
        """Return the settings as the Store keeps them. `dropped`: the channel is to be forgotten."""
        lists = {letter: items.kept for letter, items in self.lists.items() if items}
        return ChannelState(
            room=self.room, name=self.name, created=self.created, topic=self.topic, topic_by=self.topic_by,
            topic_at=self.topic_at, modes="".join(sorted(self.modes)), key=self.key, limit=self.limit,
            founder=self.founder, roles=dict(self.roles), lists=lists, dropped=dropped, forward=self.forward,
        )  # fmt: skip

    # Members

    def add_member(self, user: User, letters: str) -> None:
        if self._groups is not None:
            for view, seats in group_by_view(user.seats).items():
                self._groups.setdefault(view, []).extend(seats)
        if self.run is not None and self.run.open:
            self.run.add_members([seat for seat in user.seats if seat.here])
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
        """Send the lines so far. Call before a change of the members, or of the capabilities of a member's Seat."""
        if self.run is not None:
            self.run.close()
            self.run = None
        self._groups = None

    def has_role(self, user: User, letters: str) -> bool:
        """Return whether the member has any of these prefix modes."""
        return not set(letters).isdisjoint(self.members.get(user, ""))

    def rank_of(self, user: User) -> int:
        """Return the rank of the member's highest prefix mode: 5 for `q`, 0 for none."""
        letters = self.members.get(user, "")
        return RANKS[letters[0]] if letters else 0

    def shown_prefix(self, user: User, *, multi: bool) -> str:
        """Return the signs of the member's prefix modes: the highest, or all of them for multi-prefix."""
        prefixes = "".join(PREFIXES[letter] for letter in self.members.get(user, ""))
        return prefixes if multi else prefixes[:1]

    def looks_changed(self) -> None:
        """Forget the packed names, because a member's nick, host or prefix changes."""
        self._packed.clear()

    def pack_names(self, *, multi: bool, hosts: bool, room: int) -> list[str]:
        """Return all members as NAMES lists them, several in each line of at most `room` bytes.

        New members are appended to the lines of the last call, so that many joins in a row do not rebuild the list.
        """
        packed = self._packed.get((multi, hosts, room))
        if packed is None:
            packed = self._packed[multi, hosts, room] = LinePacker(room)
        for member in islice(self.members, packed.count, None):
            name = member.source if hosts else member.nick
            packed.add_word(self.shown_prefix(member, multi=multi) + name if self.members[member] else name)
        return packed.lines

    # Permissions

    def first_readable(self, user: User) -> int:
        """Return the sequence of the first Entry that a member may read; 0 for everything.

        Spec: docs/specifications/newcomers.md
        """
        if NEWCOMERS not in self.modes or user.operator or self.has_role(user, "qao"):
            return 0
        return user.channels.get(self.folded, NEVER)

    def is_listed(self, letter: str, user: User) -> bool:
        """Return whether a mask of this list matches the User."""
        return self.lists[letter].verdict(user).meant

    def is_banned(self, user: User) -> bool:
        return self.is_listed("b", user) and not self.is_listed("e", user)

    def is_silenced(self, user: User) -> bool:
        """Return whether a User without a voice may not speak, because of a ban or a mute."""
        bans = self.lists["b"]
        return bool(bans) and any(bans.verdict(user)) and not any(self.lists["e"].verdict(user))

    def has_ended_mask(self, now: int) -> bool:
        """Return whether the term of a mask is over."""
        return any(0 < items.first_end <= now for items in self.lists.values())

    def first_mask_end(self) -> int:
        """Return when the first term of a mask ends (Unix ms); 0 without terms."""
        return min((items.first_end for items in self.lists.values() if items.first_end), default=0)

    def closed_to_strangers(self) -> bool:
        """Return whether a key, ban, invitation or login keeps some people from joining."""
        return bool(self.key or self.lists["b"] or self.modes & {"i", "s", "R"})

    def hidden_from(self, user: User) -> bool:
        """Return whether the channel is secret (+s) to the User: not a member, and not a server operator."""
        return "s" in self.modes and user not in self.members and not user.operator

    @property
    def is_permanent(self) -> bool:
        """True if the channel stays when the last member leaves."""
        return bool(self.founder) or "P" in self.modes

    @property
    def is_abandoned(self) -> bool:
        """True if an empty channel has no owner: nobody could become a moderator."""
        leaders = any(not {"q", "a", "o"}.isdisjoint(letters) for letters in self.roles.values())
        return not (self.members or self.is_permanent or leaders)

    # Visibility

    def can_see(self, user: User, other: User) -> bool:
        """Return whether a member is shown another member: +u hides members without a role from each other."""
        return "u" not in self.modes or user is other or bool(self.members.get(user)) or bool(self.members.get(other))

    def seen_by_all(self, user: User) -> bool:
        """Return whether all members see the User."""
        return "u" not in self.modes or bool(self.members.get(user))

    def seats_seeing(self, user: User) -> list[Seat]:
        """Return the Seats of members who see the User, the User's own included."""
        return [seat for member in self.members if self.can_see(member, user) for seat in member.seats]

    # Broadcasts

    def broadcast(self, statement: Encodable, commit: int, touched: WakeList) -> CoalescingBroadcast:
        """Send a Statement to all members, the author included.

        The result's `override_for` changes the bytes for one Seat.
        """
        run = self.run
        if run is None or not run.open:
            if self._groups is None:
                self._groups = group_by_view([seat for member in self.members for seat in member.seats])
            run = self.run = CoalescingBroadcast(self._groups, touched)
        run.add_statement(statement, commit)
        return run
