"""Pacing: what leaves for a server, in which order and how fast, so that no server ends the connection for a flood.

A token bucket: each line costs its sender time, as servers count it, and what is left of it when the burst is used up
waits here. Nothing that keeps the connection alive waits; a person's words and commands go before what this program
asks by itself. The bucket starts careful and learns: from the server's software, its capabilities, how long it lets
our words wait, and from having been thrown out. Pure; GUI thread. Times are ms.

https://modern.ircdocs.horse/#rate-limiting (RFC 1459, 8.10: "each message will penalise the client by 2 seconds")
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum, auto
from itertools import chain, islice

from desktop_chat.client.server_pace import CAREFUL, Pace, pace_of_software, takes_any_pace
from desktop_chat.irc.capabilities import TAG_TYPING
from desktop_chat.irc.message import Message
from desktop_chat.value_class import value

WINDOW = 8
"""Own words that may be on their way without a sign that the server has handled them."""
_PATIENCE = 20_000
"""Without a sign for so long, words count as handled: not every server gives one."""
STRICTEST = 4


class Rank(IntEnum):
    """What goes first."""

    FIRST = auto()  # registration, and what says that we are alive: never waits
    COMMAND = auto()  # what a person asks for
    WORDS = auto()  # what a person says: in order within a room, the rooms in turn
    JOIN = auto()  # the way back into rooms
    HISTORY = auto()  # what was said while we were away
    LATER = auto()  # what else this program asks by itself
    FLEETING = auto()  # leaves now or never


_RANKS = {
    **dict.fromkeys(("CAP", "PASS", "USER", "AUTHENTICATE", "PING", "PONG", "QUIT"), Rank.FIRST),
    **dict.fromkeys(("WHO", "MARKREAD", "METADATA", "MONITOR"), Rank.LATER),
    "CHATHISTORY": Rank.HISTORY,
    "JOIN": Rank.JOIN,
}


def rank_of(message: Message) -> Rank:
    """The rank of a Message for which nobody names another one."""
    if message.command == "TAGMSG" and TAG_TYPING in message.tags:
        return Rank.FLEETING
    return _RANKS.get(message.command, Rank.COMMAND)


@value
class Waiting:
    """Own words that wait for their turn: how many things said, and the seconds until the last of them leaves."""

    lines: int = 0
    seconds: int = 0


@value
class _Parcel:
    """What leaves together. `entry`: the own Entry that it says, 0 for none."""

    messages: tuple[Message, ...]
    rank: Rank
    lane: str
    entry: int


@dataclass(slots=True)
class _Delayed:
    """A parcel that must not leave for `delay` ms from when that is first looked at; then until `due`."""

    parcel: _Parcel
    delay: int
    due: int | None = None


class PacingQueue:
    """One for each server. `strictness`: how many times it has thrown us out for flooding (STRICTEST at most)."""

    def __init__(self, strictness: int = 0) -> None:
        self.strictness = min(max(0, strictness), STRICTEST)
        self._software: Pace | None = CAREFUL
        self.begin_connection()

    def begin_connection(self) -> None:
        """A new connection: the server has not told yet what it is, and nothing waits."""
        self._learn_software(CAREFUL)
        self._arrived: list[_Parcel] = []
        self._queues: dict[Rank, deque[_Parcel]] = {rank: deque() for rank in Rank}
        self._lanes: dict[str, deque[_Parcel]] = {}
        self._delayed: list[_Delayed] = []
        self._penalty = 0
        self._since = 0
        """When (ms) the penalty was as large as it is noted."""
        self._under_way: dict[int, int] = {}
        """Own Entries that have left and are not confirmed, and when (ms)."""

    # Learning

    def _learn_software(self, software: Pace | None) -> None:
        self._software = software
        self._pace = software.make_stricter(self.strictness) if software is not None else None

    @property
    def is_unlimited(self) -> bool:
        """Whether all leaves at once: to our own server, which reads at its own pace, and to bouncers."""
        return self._pace is None

    def know_software(self, version: str) -> None:
        """What 004 says."""
        if self._pace is not None:
            self._learn_software(pace_of_software(version))

    def know_capabilities(self, names: Iterable[str]) -> None:
        """What the server offers."""
        if takes_any_pace(names):
            self._learn_software(None)

    def reset_at_welcome(self) -> None:
        """Servers begin to count anew when a person is registered."""
        self._penalty = 0

    def note_flood(self) -> None:
        """The server has thrown us out for it."""
        self.strictness = min(STRICTEST, self.strictness + 1)

    def confirm_entry(self, entry: int) -> None:
        """The server has handled this own Entry."""
        self._under_way.pop(entry, None)

    # Queueing

    def queue_messages(
        self, messages: Sequence[Message], rank: Rank, lane: str = "", entry: int = 0, delay: int = 0
    ) -> None:
        """Let messages wait for their turn, together. `lane`: the key of the room in which words are said. `delay`: the
        ms that must pass before."""
        parcel = _Parcel(tuple(messages), rank, lane, entry)
        if delay:
            self._delayed.append(_Delayed(parcel, delay))
        else:
            self._arrived.append(parcel)

    def _wake(self, now: int) -> None:
        """Queue what was delayed for long enough."""
        for delayed in self._delayed:
            delayed.due = now + delayed.delay if delayed.due is None else delayed.due
            if delayed.due <= now:
                self._arrived.append(delayed.parcel)
        self._delayed = [one for one in self._delayed if one.due is not None and one.due > now]

    @property
    def queued_since(self) -> int:
        """How much was put here since something last left or was looked for."""
        return len(self._arrived)

    def change_newest(self, first: int, change: Callable[[list[Message]], list[Message]]) -> None:
        """Have other Messages in the places of those that were put here when so many had `arrived`."""
        parcels = self._arrived[first:]
        changed = iter(change([message for parcel in parcels for message in parcel.messages]))
        self._arrived[first:] = [
            replace(parcel, messages=tuple(islice(changed, len(parcel.messages)))) for parcel in parcels
        ]

    def _sort_in(self) -> None:
        arrived, self._arrived = self._arrived, []
        for parcel in arrived:
            if parcel.rank is Rank.WORDS:
                self._lanes.setdefault(parcel.lane, deque()).append(parcel)
            elif parcel.rank < Rank.HISTORY or parcel not in self._queues[parcel.rank]:
                if parcel.messages[0].command == "MARKREAD":
                    self._forget_marks(parcel.messages[0].param_at(0))
                self._queues[parcel.rank].append(parcel)

    def _forget_marks(self, target: str) -> None:
        """Newer marks say more."""
        later = self._queues[Rank.LATER]
        same = [one for one in later if (one.messages[0].command, one.messages[0].param_at(0)) == ("MARKREAD", target)]
        for one in same:
            later.remove(one)

    @property
    def questions(self) -> int:
        """How much waits that is not a person's words."""
        return len(self._arrived) + len(self._delayed) + sum(map(len, self._queues.values()))

    def _all_parcels(self) -> Iterator[_Parcel]:
        """Everything, in no particular order."""
        delayed = (one.parcel for one in self._delayed)
        return chain(*self._queues.values(), *self._lanes.values(), self._arrived, delayed)

    def drop_unwanted(self, unwanted: Callable[[Message], bool]) -> None:
        """Forget what this program asked by itself and nobody needs any more."""
        self._sort_in()
        for rank in (Rank.HISTORY, Rank.LATER):
            kept = (one for one in self._queues[rank] if not any(map(unwanted, one.messages)))
            self._queues[rank] = deque(kept)
        self._delayed = [one for one in self._delayed if not any(map(unwanted, one.parcel.messages))]

    def cancel_entry(self, entry: int) -> None:
        """Forget the words of an own Entry, if they are still here."""
        self._sort_in()
        for key, lane in list(self._lanes.items()):
            left = deque(parcel for parcel in lane if parcel.entry != entry)
            if left:
                self._lanes[key] = left
            else:
                del self._lanes[key]
        self._under_way.pop(entry, None)

    def is_queued(self, message: Message) -> bool:
        """Whether this very Message has not left."""
        return any(message is one for parcel in self._all_parcels() for one in parcel.messages)

    def queued_entries(self, lane: str | None = None) -> list[int]:
        """The own Entries whose words wait, oldest first: of one room, or of all."""
        waiting = (one.entry for one in self._all_parcels() if one.rank is Rank.WORDS and lane in (None, one.lane))
        return sorted(waiting)

    def progress_of(self, lane: str, now: int) -> Waiting:
        """How much waits in a room, and for how long as far as that can be told."""
        self._sort_in()
        lines = len(self._lanes.get(lane, ()))
        if not lines or self._pace is None:
            return Waiting()
        before = [*self._queues[Rank.COMMAND], *(one for other in self._lanes.values() for one in list(other)[:lines])]
        cost = sum(map(self._parcel_cost, before)) + self._penalty_at(now) - self._pace.burst
        return Waiting(lines, max(1, -(-cost // 1000)))

    # Leaving

    def take_all(self) -> tuple[list[Message], list[int]]:
        """Everything, in the order in which it came, and the Entries that it says."""
        held = [*self._take_all(), *self._arrived]
        self._arrived = []
        return self._note_left(held)

    def _take_all(self) -> list[_Parcel]:
        """What waited, in the order of the ranks; nothing waits then."""
        held = list(chain(self._queues[Rank.FIRST], self._queues[Rank.COMMAND], *self._lanes.values()))
        held += chain(*(self._queues[rank] for rank in Rank if rank >= Rank.JOIN))
        for queue in self._queues.values():
            queue.clear()
        self._lanes.clear()
        return held

    def take_due(self, now: int) -> tuple[list[Message], list[int]]:
        """What may leave now, in order, and the Entries that it says."""
        if self._delayed:
            self._wake(now)
        if self._pace is None:
            return self.take_all()
        self._sort_in()
        parcels: list[_Parcel] = []
        while (parcel := self._take_next(now)) is not None:
            parcels.append(parcel)
            self._penalty = self._penalty_at(now) + self._parcel_cost(parcel)
            self._since = now
            if parcel.entry:
                self._under_way[parcel.entry] = now
        self._queues[Rank.FLEETING].clear()
        return self._note_left(parcels)

    def _note_left(self, parcels: list[_Parcel]) -> tuple[list[Message], list[int]]:
        messages = [message for parcel in parcels for message in parcel.messages]
        return messages, [parcel.entry for parcel in parcels if parcel.entry]

    def _take_next(self, now: int) -> _Parcel | None:
        """The one that leaves next, taken out; None when nothing may."""
        head = self._first_parcel()
        if head is None or self._ms_until_allowed(head, now):
            return None
        if head.rank is not Rank.WORDS:
            return self._queues[head.rank].popleft()
        key, lane = next(iter(self._lanes.items()))
        lane.popleft()
        del self._lanes[key]
        if lane:
            self._lanes[key] = lane  # behind the other rooms
        return head

    def _first_parcel(self) -> _Parcel | None:
        """What comes before all else."""
        for rank in Rank:
            if rank is Rank.WORDS and self._lanes:
                return next(iter(self._lanes.values()))[0]
            if self._queues[rank]:
                return self._queues[rank][0]
        return None

    def ms_until_due(self, now: int) -> int | None:
        """ms until something may leave, 0 for now; None when nothing waits."""
        self._wake(now)
        if self._pace is not None:
            self._sort_in()
        pauses = [one.due - now for one in self._delayed if one.due is not None]
        head = self._first_parcel()
        if head is not None:
            pauses.append(self._ms_until_allowed(head, now))
        return 0 if self._arrived else min(pauses, default=None)

    def _ms_until_allowed(self, parcel: _Parcel, now: int) -> int:
        """ms until this one may leave."""
        pace = self._pace
        if pace is None or parcel.rank is Rank.FIRST:
            return 0
        most = pace.burst
        if parcel.rank >= Rank.HISTORY:
            most = max(pace.line, pace.burst - 2 * pace.line)  # a person who speaks now need not wait
        pause = max(0, self._penalty_at(now) + min(self._parcel_cost(parcel), most) - most)
        if parcel.rank >= Rank.WORDS:
            pause = max(pause, self._until_handled(now))
        return pause

    def _until_handled(self, now: int) -> int:
        """ms until further words may leave as far as the server's silence about earlier ones goes."""
        if len(self._under_way) < WINDOW:
            return 0
        oldest = next(iter(self._under_way.values()))
        if oldest + _PATIENCE <= now:
            del self._under_way[next(iter(self._under_way))]
            return 0
        return oldest + _PATIENCE - now

    def _penalty_at(self, now: int) -> int:
        return max(0, self._penalty - max(0, now - self._since))

    def _parcel_cost(self, parcel: _Parcel) -> int:
        return self._pace.cost_of_messages(parcel.messages) if self._pace is not None else 0
