"""Whose turn it is to be sent something, and who is left alone for the present."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
from OpenSSL import SSL

from desktop_chat.hub.touched import Waiting
from desktop_chat.hub.user import Seat
from desktop_chat.server.peer import Peer
from desktop_chat.server.worklist import Worklist


@pytest.fixture
def peers() -> Iterator[dict[int, Peer]]:
    context = SSL.Context(SSL.TLS_METHOD)
    made: dict[int, Peer] = {}
    ends: list[socket.socket] = []
    for number in range(3):
        ours, theirs = socket.socketpair()
        seat = Seat(number, thread=0, address="127.0.0.1", port=5, secure=False, fingerprint="")
        made[number] = Peer(ours, seat, context, plain_allowed=True, now=0.0)
        ends += [ours, theirs]
    yield made
    for end in ends:
        end.close()


def test_those_of_this_thread_come_once_they_can(peers: dict[int, Peer]) -> None:
    work = Worklist(peers)
    elsewhere = Seat(9, thread=1, address="127.0.0.1", port=5, secure=False, fingerprint="")
    work.touch([peers[0].seat, elsewhere])
    work.expect(Waiting(7, [peers[1].seat, elsewhere]))
    work.wait(peers[2], 8)
    assert work.all() == set(peers.values())
    assert list(work.take(6)) == [peers[0]]
    assert list(work.take(7)) == [peers[1]]
    assert list(work.take(8)) == [peers[2]]
    assert not work.all()


def test_whose_socket_takes_nothing_is_left_alone_until_it_does(peers: dict[int, Peer]) -> None:
    work = Worklist(peers)
    work.block(peers[0])
    work.add(peers[0])
    work.expect(Waiting(7, [peers[0].seat, peers[1].seat]))
    assert list(work.take(7)) == [peers[1]]
    assert work.all() == {peers[0]}
    work.free(peers[0])
    assert list(work.take(7)) == [peers[0]]


def test_who_is_added_meanwhile_comes_next_time(peers: dict[int, Peer]) -> None:
    work = Worklist(peers)
    work.touch([peer.seat for peer in peers.values()])
    first = []
    for peer in work.take(0):
        first.append(peer)
        work.add(peer)
    assert sorted(peer.seat.id for peer in first) == [0, 1, 2]
    work.done(peers[2])
    assert set(work.take(0)) == {peers[0], peers[1]}


def test_who_has_gone_does_not_come(peers: dict[int, Peer]) -> None:
    work = Worklist(peers)
    gone = peers[1]
    work.add(gone)
    work.block(gone)
    work.expect(Waiting(7, [gone.seat]))
    del peers[1]
    work.forget(gone)
    assert not work.all()
    assert list(work.take(7)) == []
