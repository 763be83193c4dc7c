"""PacingQueue: all Messages for one server, sent in an order and at a pace that the server does not punish as a flood.

A token bucket: each line costs time, as servers count it, and lines beyond the burst wait here. Keep-alive never waits;
a person's messages and commands go before this program's own questions. The bucket starts careful and learns from the
server's software, its capabilities, its confirmations, and from disconnections for flooding. Pure; GUI thread. Times
are ms.

https://modern.ircdocs.horse/#rate-limiting (RFC 1459, 8.10: "each message will penalise the client by 2 seconds")
"""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from enum import IntEnum, auto
from itertools import chain, islice

from desktop_chat.client.server_pace import CAREFUL, Pace, pace_of_software, takes_any_pace
from desktop_chat.irc.capabilities import TAG_TYPING
from desktop_chat.irc.message import Message
from desktop_chat.value_class import record, value

WINDOW = 8
"""Own Entries that may be under way without a confirmation."""
_PATIENCE = 20_000
"""After this time (ms) an Entry counts as handled: not every server confirms."""
STRICTEST = 4


class Rank(IntEnum):
    """Priority; the lowest value goes first."""

    FIRST = auto()  # registration and keep-alive: never wait
    COMMAND = auto()  # a person's commands
    WORDS = auto()  # a person's messages: in order within a room, the rooms in turn
    JOIN = auto()  # rooms to enter again
    HISTORY = auto()  # missed messages
    LATER = auto()  # other questions of this program
    FLEETING = auto()  # sent now or dropped


_RANKS = {
    **dict.fromkeys(("CAP", "PASS", "USER", "AUTHENTICATE", "PING", "PONG", "QUIT"), Rank.FIRST),
    **dict.fromkeys(("WHO", "MARKREAD", "METADATA", "MONITOR"), Rank.LATER),
    "CHATHISTORY": Rank.HISTORY,
    "JOIN": Rank.JOIN,
}


def rank_of(message: Message) -> Rank:
    """Return the default rank of a Message."""
    if message.command == "TAGMSG" and TAG_TYPING in message.tags:
        return Rank.FLEETING
    return _RANKS.get(message.command, Rank.COMMAND)


@value
class Waiting:
    """How much of a room waits."""

    lines: int = 0
    """Own messages."""
    seconds: int = 0
    """Until the last of them is sent."""


@value
class _Parcel:
    """Messages that are sent together. `entry`: the id of their own Entry, or 0."""

    messages: tuple[Message, ...]
    rank: Rank
    lane: str
    entry: int


def _key_of(parcel: _Parcel) -> object:
    """Return what a parcel shares with those that it makes needless: equal questions, and older marks of a room."""
    if parcel.rank < Rank.HISTORY:
        return object()  # a person may say the same twice
    first = parcel.messages[0]
    if first.command == "MARKREAD":
        return first.command, first.param_at(0)
    return tuple((one.command, one.params, frozenset(one.tags.items())) for one in parcel.messages)


@record
class _Delayed:
    """A parcel to hold back for `delay` ms. `due` is set when the clock is first read."""

    parcel: _Parcel
    delay: int
    due: int | None = None


class PacingQueue:
    """One for each server. `strictness`: how often the server has disconnected us for flooding, at most STRICTEST."""

    def __init__(self, strictness: int = 0) -> None:
        self.strictness = min(max(0, strictness), STRICTEST)
        self._software: Pace | None = CAREFUL
        self.begin_connection()

    def begin_connection(self) -> None:
        """Empty the queue and forget the software of the last connection."""
        self._learn_software(CAREFUL)
        self._arrived: list[_Parcel] = []
        self._queues: dict[Rank, OrderedDict[object, _Parcel]] = {rank: OrderedDict() for rank in Rank}
        """By `_key_of`: a window with hundreds of rooms has thousands of questions."""
        self._lanes: dict[str, deque[_Parcel]] = {}
        self._delayed: list[_Delayed] = []
        self._penalty = 0
        self._since = 0
        """The time (ms) at which `_penalty` was computed."""
        self._under_way: dict[int, int] = {}
        """By id: when (ms) an own Entry was sent that is not confirmed."""

    # Learning

    def _learn_software(self, software: Pace | None) -> None:
        self._software = software
        self._pace = software.make_stricter(self.strictness) if software is not None else None

    @property
    def is_unlimited(self) -> bool:
        """True if nothing waits: our own server reads at its own pace, and so do bouncers."""
        return self._pace is None

    def know_software(self, version: str) -> None:
        """Choose the pace by the version in 004."""
        if self._pace is not None:
            self._learn_software(pace_of_software(version))

    def know_capabilities(self, names: Iterable[str]) -> None:
        """Send at any pace if the capabilities show a server that can take any pace."""
        if takes_any_pace(names):
            self._learn_software(None)

    def reset_at_welcome(self) -> None:
        """Reset the penalty: servers start to count after registration."""
        self._penalty = 0

    def note_flood(self) -> None:
        """Become stricter after a disconnection for flooding."""
        self.strictness = min(STRICTEST, self.strictness + 1)

    def confirm_entry(self, entry: int) -> None:
        """Note that the server has handled this own Entry."""
        self._under_way.pop(entry, None)

    # Queueing

    def queue_messages(
        self, messages: Sequence[Message], rank: Rank, lane: str = "", entry: int = 0, delay: int = 0
    ) -> None:
        """Queue Messages that are sent together. `lane`: the key of the room of an own Entry. `delay`: ms to hold them
        back."""
        parcel = _Parcel(tuple(messages), rank, lane, entry)
        if delay:
            self._delayed.append(_Delayed(parcel, delay))
        else:
            self._arrived.append(parcel)

    def _wake(self, now: int) -> None:
        """Queue the delayed parcels that are due."""
        for delayed in self._delayed:
            delayed.due = now + delayed.delay if delayed.due is None else delayed.due
            if delayed.due <= now:
                self._arrived.append(delayed.parcel)
        self._delayed = [one for one in self._delayed if one.due is not None and one.due > now]

    @property
    def queued_since(self) -> int:
        """The number of parcels queued since the last sending or sorting."""
        return len(self._arrived)

    def change_newest(self, first: int, change: Callable[[list[Message]], list[Message]]) -> None:
        """Replace the Messages of the newest parcels, from number `first` of `queued_since` on."""
        parcels = self._arrived[first:]
        changed = iter(change([message for parcel in parcels for message in parcel.messages]))
        self._arrived[first:] = [
            replace(parcel, messages=tuple(islice(changed, len(parcel.messages)))) for parcel in parcels
        ]

    def _sort_in(self) -> None:
        """Put the arrived parcels into the queues. A newer mark of a room replaces the older one."""
        arrived, self._arrived = self._arrived, []
        for parcel in arrived:
            if parcel.rank is Rank.WORDS:
                self._lanes.setdefault(parcel.lane, deque()).append(parcel)
                continue
            queue, key = self._queues[parcel.rank], _key_of(parcel)
            if parcel.messages[0].command == "MARKREAD":
                queue.pop(key, None)
            queue.setdefault(key, parcel)

    @property
    def questions(self) -> int:
        """The number of waiting parcels that are no own Entries."""
        return len(self._arrived) + len(self._delayed) + sum(map(len, self._queues.values()))

    def _all_parcels(self) -> Iterator[_Parcel]:
        """Yield all waiting parcels, in no particular order."""
        delayed = (one.parcel for one in self._delayed)
        queued = (queue.values() for queue in self._queues.values())
        return chain(*queued, *self._lanes.values(), self._arrived, delayed)

    def drop_unwanted(self, unwanted: Callable[[Message], bool]) -> None:
        """Drop this program's own questions that are not needed any more."""
        self._sort_in()
        for rank in (Rank.HISTORY, Rank.LATER):
            kept = [(key, one) for key, one in self._queues[rank].items() if not any(map(unwanted, one.messages))]
            self._queues[rank] = OrderedDict(kept)
        self._delayed = [one for one in self._delayed if not any(map(unwanted, one.parcel.messages))]

    def cancel_entry(self, entry: int) -> None:
        """Drop the Messages of an own Entry, if they still wait."""
        self._sort_in()
        for key, lane in list(self._lanes.items()):
            left = deque(parcel for parcel in lane if parcel.entry != entry)
            if left:
                self._lanes[key] = left
            else:
                del self._lanes[key]
        self._under_way.pop(entry, None)

    def is_queued(self, message: Message) -> bool:
        """Return True if this very object still waits."""
        return any(message is one for parcel in self._all_parcels() for one in parcel.messages)

    def queued_entries(self, lane: str | None = None) -> list[int]:
        """Return the ids of own Entries that wait, oldest first, in one room or in all."""
        waiting = (one.entry for one in self._all_parcels() if one.rank is Rank.WORDS and lane in (None, one.lane))
        return sorted(waiting)

    @property
    def has_waiting_words(self) -> bool:
        """True while own Entries wait. Call `take_due` or `ms_until_due` before."""
        return bool(self._lanes)

    def progress_of(self, lane: str, now: int) -> Waiting:
        """Estimate how much of a room waits, and for how long."""
        self._sort_in()
        lines = len(self._lanes.get(lane, ()))
        if not lines or self._pace is None:
            return Waiting()
        before = list(self._queues[Rank.COMMAND].values())
        before += chain(*(islice(other, lines) for other in self._lanes.values()))
        cost = sum(map(self._parcel_cost, before)) + self._penalty_at(now) - self._pace.burst
        return Waiting(lines, max(1, -(-cost // 1000)))

    # Sending

    def take_all(self) -> tuple[list[Message], list[int]]:
        """Take all Messages and the ids of their own Entries: sorted parcels by rank, then new parcels in order."""
        held = [*self._take_all(), *self._arrived]
        self._arrived = []
        return self._note_left(held)

    def _take_all(self) -> list[_Parcel]:
        """Take all sorted parcels, by rank."""
        held = list(chain(*(self._queues[rank].values() for rank in (Rank.FIRST, Rank.COMMAND)), *self._lanes.values()))
        held += chain(*(self._queues[rank].values() for rank in Rank if rank >= Rank.JOIN))
        for queue in self._queues.values():
            queue.clear()
        self._lanes.clear()
        return held

    def take_due(self, now: int) -> tuple[list[Message], list[int]]:
        """Take the Messages that may leave now, in order, and the ids of their own Entries."""
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
        """Take the next parcel, or None if none may leave now."""
        head = self._first_parcel()
        if head is None or self._ms_until_allowed(head, now):
            return None
        if head.rank is not Rank.WORDS:
            return self._queues[head.rank].popitem(last=False)[1]
        key, lane = next(iter(self._lanes.items()))
        lane.popleft()
        del self._lanes[key]
        if lane:
            self._lanes[key] = lane  # behind the other rooms
        return head

    def _first_parcel(self) -> _Parcel | None:
        """Return the parcel that is sent next."""
        for rank in Rank:
            if rank is Rank.WORDS and self._lanes:
                return next(iter(self._lanes.values()))[0]
            if self._queues[rank]:
                return next(iter(self._queues[rank].values()))
        return None

    def ms_until_due(self, now: int) -> int | None:
        """Return the ms until a parcel may leave, 0 for now, or None if none waits."""
        self._wake(now)
        if self._pace is not None:
            self._sort_in()
        pauses = [one.due - now for one in self._delayed if one.due is not None]
        head = self._first_parcel()
        if head is not None:
            pauses.append(self._ms_until_allowed(head, now))
        return 0 if self._arrived else min(pauses, default=None)

    def _ms_until_allowed(self, parcel: _Parcel, now: int) -> int:
        """Return the ms until the parcel may leave."""
        pace = self._pace
        if pace is None or parcel.rank is Rank.FIRST:
            return 0
        most = pace.burst
        if parcel.rank >= Rank.HISTORY:
            most = max(pace.line, pace.burst - 2 * pace.line)  # leaves room for a person's message
        pause = max(0, self._penalty_at(now) + min(self._parcel_cost(parcel), most) - most)
        if parcel.rank >= Rank.WORDS:
            pause = max(pause, self._until_handled(now))
        return pause

    def _until_handled(self, now: int) -> int:
        """Return the ms until another own Entry may leave, as far as missing confirmations hold it back."""
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
