"""Peers whose clients do not read are dropped after a time."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from OpenSSL import SSL

from desktop_chat.hub.hub import Hub
from desktop_chat.server.farewell import finish_writing
from desktop_chat.server.hub_runtime import HubRuntime
from desktop_chat.server.peer import Peer
from desktop_chat.server.slow_readers import (
    LEAVE_SECONDS,
    LINGER_SECONDS,
    SLOW_SECONDS,
    disconnect_above,
    has_left,
    is_stuck,
)
from desktop_chat.storage.sql_store import SqlStore
from tests.hub.harness import NOW, SETTINGS


@pytest.fixture
def core(tmp_path: Path) -> Iterator[HubRuntime]:
    store = SqlStore.open(tmp_path / "chat.db", now=NOW)
    runtime = HubRuntime(Hub(SETTINGS, store.load(), now=NOW), store)
    yield runtime
    runtime.end_jobs()
    store.close()


@pytest.fixture
def peer(core: HubRuntime) -> Iterator[Peer]:
    with core.locked_hub() as hub:
        seat = hub.attach_seat(thread=0, address="127.0.0.1", port=5, secure=False, now=NOW)
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield Peer(ours, seat, SSL.Context(SSL.TLS_METHOD), plain_allowed=True, now=100.0)


def test_peer_is_stuck_after_a_time_without_progress(peer: Peer) -> None:
    assert not is_stuck(peer, 100.0 + 2 * SLOW_SECONDS)
    peer.unsent += b"unsent"
    assert not is_stuck(peer, 99.9 + SLOW_SECONDS)
    assert is_stuck(peer, 100.0 + SLOW_SECONDS)


def test_closing_peer_may_wait_for_its_last_words(peer: Peer) -> None:
    assert not has_left(peer, 200.0)
    assert not has_left(peer, 199.0 + LEAVE_SECONDS)
    assert has_left(peer, 200.0 + LEAVE_SECONDS)


def test_peer_lingers_after_its_last_words(peer: Peer) -> None:
    finish_writing(peer, 200.0)
    assert not has_left(peer, 199.5 + LINGER_SECONDS)
    assert has_left(peer, 200.0 + LINGER_SECONDS)


def test_blocked_closing_peer_is_dropped_at_once(peer: Peer) -> None:
    peer.unsent += b"unsent"
    assert has_left(peer, 100.0 + SLOW_SECONDS)


def test_only_bytes_that_could_be_sent_count(core: HubRuntime, peer: Peer) -> None:
    peer.seat.outbox.append(b"x" * 100)
    peer.seat.outbox.append(b"x" * 1000, commit=core.store.durable + 1)
    assert not disconnect_above(core, peer, 2000)
    assert not disconnect_above(core, peer, 100)
    assert not peer.seat.closing
    assert disconnect_above(core, peer, 99)
    assert peer.seat.closing
