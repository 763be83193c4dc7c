"""ReadyQueue: the Peers of one I/O thread that have bytes to send or are about to be closed.

CommitWaiters keeps the Seats whose next bytes need a commit: the I/O thread skips such Seats until then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from operator import attrgetter

from desktop_chat.hub.live.user import Seat
from desktop_chat.hub.live.wake_list import WaitingSeats
from desktop_chat.server.peer import Peer

_ID = attrgetter("id")


class CommitWaiters:
    """Waiting Seats by commit, Seats of other I/O threads included.

    Thread: owner.
    """

    __slots__ = ("_rooms", "_single")

    def __init__(self) -> None:
        self._rooms: dict[int, dict[int, Sequence[Seat]]] = {}
        self._single: dict[int, dict[Seat, None]] = {}

    def add(self, waiting: WaitingSeats) -> None:
        """Add the Seats of a room. Many messages in one room before a commit cost one place."""
        self._rooms.setdefault(waiting.commit, {})[id(waiting.seats)] = waiting.seats

    def add_one(self, commit: int, seat: Seat) -> None:
        self._single.setdefault(commit, {})[seat] = None

    def take_durable(self, durable: int) -> Iterator[Seat]:
        """Remove and return the Seats whose commit is on disk. A Seat in two rooms comes twice."""
        rooms: dict[int, Sequence[Seat]] = {}
        for commit in [commit for commit in self._rooms if commit <= durable]:
            rooms.update(self._rooms.pop(commit))
        single = [self._single.pop(commit) for commit in [commit for commit in self._single if commit <= durable]]
        return chain(*rooms.values(), *single)

    def __bool__(self) -> bool:
        """Return whether a Seat waits."""
        return bool(self._rooms or self._single)

    def __iter__(self) -> Iterator[Seat]:
        """Iterate over all Seats that wait."""
        rooms = {key: seats for found in self._rooms.values() for key, seats in found.items()}
        return chain(*rooms.values(), *self._single.values())


class ReadyQueue:
    """The Peers to be written to next.

    Seats without a Peer in `peers` are ignored: closed connections and Seats of other threads. A Peer becomes ready
    when its commit is durable, or when its blocked socket becomes writable.

    Thread: owner.
    """

    def __init__(self, peers: Mapping[int, Peer]) -> None:
        """`peers`: the I/O thread's Peers by Seat id, kept up to date by the caller."""
        self._peers = peers
        self._now: set[Peer] = set()
        self._blocked: set[Peer] = set()
        self._waiters = CommitWaiters()

    def add(self, peer: Peer) -> None:
        self._now.add(peer)

    def add_seats(self, seats: Iterable[Seat]) -> None:
        """Add the Peers of Seats whose outbox or flags have changed."""
        self._now.update(self._own_peers(seats))

    def add_waiting_room(self, waiting: WaitingSeats) -> None:
        """Add the Seats of a room; their next bytes need a commit."""
        self._waiters.add(waiting)

    def add_waiting_peer(self, peer: Peer, commit: int) -> None:
        """Add one Peer; its next bytes need `commit`."""
        self._waiters.add_one(commit, peer.seat)

    def mark_blocked(self, peer: Peer) -> None:
        """Skip the Peer until its socket is writable."""
        self._blocked.add(peer)

    def mark_writable(self, peer: Peer) -> None:
        self._blocked.discard(peer)
        self._now.add(peer)

    def mark_idle(self, peer: Peer) -> None:
        self._now.discard(peer)

    def remove_peer(self, peer: Peer) -> None:
        """Forget a closed Peer."""
        self._now.discard(peer)
        self._blocked.discard(peer)

    def take_ready(self, durable: int) -> Iterator[Peer]:
        """Remove and return the ready Peers, given that commit `durable` is on disk.

        A Peer is done unless the caller adds it again. A Peer may come twice.
        """
        now, self._now = self._now, set()
        blocked = self._blocked
        return (
            peer for peer in chain(now, self._own_peers(self._waiters.take_durable(durable))) if peer not in blocked
        )

    def has_waiting(self) -> bool:
        """Return whether a Peer is ready, blocked or waiting for a commit, or a Seat of another thread waits."""
        return bool(self._now or self._blocked or self._waiters)

    def waiting_peers(self) -> set[Peer]:
        """Return all Peers that are ready, blocked or waiting for a commit."""
        return self._now | self._blocked | set(self._own_peers(self._waiters))

    def _own_peers(self, seats: Iterable[Seat]) -> Iterator[Peer]:
        return filter(None, map(self._peers.get, map(_ID, seats)))
