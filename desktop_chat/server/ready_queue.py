"""Worklist: the Peers of an I/O thread that have something to send, or are about to be closed; and whose turn it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from operator import attrgetter

from desktop_chat.hub.live.user import Seat
from desktop_chat.hub.live.wake_list import WaitingSeats
from desktop_chat.server.expected import CommitWaiters
from desktop_chat.server.peer import Peer

_ID = attrgetter("id")


class ReadyQueue:
    """`peers` are the thread's, by the ids of their Seats: those who have gone, and other threads' Seats, are passed
    over. Whoever waits for the disk comes when that is done; whoever is blocked, because its socket takes nothing, when
    it is free. Of one I/O thread, without a lock."""

    def __init__(self, peers: Mapping[int, Peer]) -> None:
        self._peers = peers
        self._now: set[Peer] = set()
        self._blocked: set[Peer] = set()
        self._expected = CommitWaiters()

    def add(self, peer: Peer) -> None:
        self._now.add(peer)

    def add_seats(self, seats: Iterable[Seat]) -> None:
        """Something about these has changed."""
        self._now.update(self._own_peers(seats))

    def add_waiting_room(self, waiting: WaitingSeats) -> None:
        """A room waits for the disk."""
        self._expected.add(waiting)

    def add_waiting_peer(self, peer: Peer, commit: int) -> None:
        """So does this one."""
        self._expected.add_one(commit, peer.seat)

    def mark_blocked(self, peer: Peer) -> None:
        self._blocked.add(peer)

    def mark_writable(self, peer: Peer) -> None:
        self._blocked.discard(peer)
        self._now.add(peer)

    def mark_idle(self, peer: Peer) -> None:
        """There is nothing to be done for it now."""
        self._now.discard(peer)

    def remove_peer(self, peer: Peer) -> None:
        """It has gone."""
        self._now.discard(peer)
        self._blocked.discard(peer)

    def take_ready(self, durable: int) -> Iterator[Peer]:
        """Those who are worth looking at when this commit is on disk; who is not added again while that goes on has
        been dealt with. A person may come twice."""
        now, self._now = self._now, set()
        blocked = self._blocked
        return (
            peer for peer in chain(now, self._own_peers(self._expected.take_durable(durable))) if peer not in blocked
        )

    def waiting_peers(self) -> set[Peer]:
        """Everybody for whom something waits, whatever it waits for."""
        return self._now | self._blocked | set(self._own_peers(self._expected))

    def _own_peers(self, seats: Iterable[Seat]) -> Iterator[Peer]:
        return filter(None, map(self._peers.get, map(_ID, seats)))
