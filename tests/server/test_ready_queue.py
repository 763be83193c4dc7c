"""The Peers to write to next, and the Seats that wait for a commit."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
from OpenSSL import SSL

from desktop_chat.hub.live.user import Seat
from desktop_chat.hub.live.wake_list import WaitingSeats
from desktop_chat.server.peer import Peer
from desktop_chat.server.ready_queue import CommitWaiters, ReadyQueue


@pytest.fixture
def peers() -> Iterator[dict[int, Peer]]:
    context = SSL.Context(SSL.TLS_METHOD)
    made: dict[int, Peer] = {}
    ends: list[socket.socket] = []
    for number in range(3):
        ours, theirs = socket.socketpair()
        seat = Seat(number, thread=0, address="127.0.0.1", port=5, secure=False)
        made[number] = Peer(ours, seat, context, plain_allowed=True, now=0.0)
        ends += [ours, theirs]
    yield made
    for end in ends:
        end.close()


def test_peers_of_this_thread_come_when_their_commit_is_durable(peers: dict[int, Peer]) -> None:
    work = ReadyQueue(peers)
    elsewhere = Seat(9, thread=1, address="127.0.0.1", port=5, secure=False)
    work.add_seats([peers[0].seat, elsewhere])
    work.add_waiting_room(WaitingSeats(7, [peers[1].seat, elsewhere]))
    work.add_waiting_peer(peers[2], 8)
    assert work.waiting_peers() == set(peers.values())
    assert list(work.take_ready(6)) == [peers[0]]
    assert list(work.take_ready(7)) == [peers[1]]
    assert list(work.take_ready(8)) == [peers[2]]
    assert not work.waiting_peers()


def test_blocked_peer_is_skipped_until_its_socket_is_writable(peers: dict[int, Peer]) -> None:
    work = ReadyQueue(peers)
    work.mark_blocked(peers[0])
    work.add(peers[0])
    work.add_waiting_room(WaitingSeats(7, [peers[0].seat, peers[1].seat]))
    assert list(work.take_ready(7)) == [peers[1]]
    assert work.waiting_peers() == {peers[0]}
    work.mark_writable(peers[0])
    assert list(work.take_ready(7)) == [peers[0]]


def test_peer_added_during_the_iteration_comes_next_time(peers: dict[int, Peer]) -> None:
    work = ReadyQueue(peers)
    work.add_seats([peer.seat for peer in peers.values()])
    first = []
    for peer in work.take_ready(0):
        first.append(peer)
        work.add(peer)
    assert sorted(peer.seat.id for peer in first) == [0, 1, 2]
    work.mark_idle(peers[2])
    assert set(work.take_ready(0)) == {peers[0], peers[1]}


def test_removed_peer_does_not_come(peers: dict[int, Peer]) -> None:
    work = ReadyQueue(peers)
    gone = peers[1]
    work.add(gone)
    work.mark_blocked(gone)
    work.add_waiting_room(WaitingSeats(7, [gone.seat]))
    del peers[1]
    work.remove_peer(gone)
    assert not work.waiting_peers()
    assert list(work.take_ready(7)) == []


def _seats(count: int) -> list[Seat]:
    return [Seat(number, thread=0, address="", port=1, secure=False) for number in range(count)]


def test_seat_comes_after_its_commit_only() -> None:
    expected = CommitWaiters()
    room, (single,) = _seats(3), _seats(1)
    expected.add(WaitingSeats(5, room))
    expected.add_one(6, single)
    assert list(expected.take_durable(4)) == []
    assert list(expected) == [*room, single]
    assert list(expected.take_durable(5)) == room
    assert list(expected.take_durable(9)) == [single]
    assert list(expected) == list(expected.take_durable(9)) == []


def test_room_with_several_commits_comes_once() -> None:
    expected = CommitWaiters()
    room, other = _seats(3), _seats(2)
    for commit in (5, 6, 7):
        expected.add(WaitingSeats(commit, room))
    expected.add(WaitingSeats(6, other))
    expected.add_one(5, other[0])
    expected.add_one(5, other[0])
    assert list(expected.take_durable(6)) == [*room, *other, other[0]]
    assert list(expected.take_durable(7)) == room


def test_seat_that_joins_a_waiting_room_comes_too() -> None:
    expected = CommitWaiters()
    room, (late,) = _seats(2), _seats(1)
    expected.add(WaitingSeats(5, room))
    room.append(late)
    assert list(expected.take_durable(5)) == room


def test_nobody_waits_after_everything_was_taken(peers: dict[int, Peer]) -> None:
    work = ReadyQueue(peers)
    assert not work.has_waiting()
    work.add_waiting_peer(peers[2], 8)
    work.mark_blocked(peers[0])
    assert work.has_waiting()
    work.mark_writable(peers[0])
    assert list(work.take_ready(8))
    assert not work.has_waiting()
