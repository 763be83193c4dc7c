"""The notices of wanted chats are told of after the proof of the key; all else costs little. On loopback."""

from __future__ import annotations

import queue
import socket
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_chat.lan import arrival_listener
from desktop_chat.lan.arrival_listener import ArrivalListener
from desktop_chat.lan.beacon import ChatBeacon, encode_arrival
from desktop_chat.lan.claim_prover import ClaimProver
from desktop_chat.lan.found_chats import FoundChat
from desktop_chat.lan.radio import AskingSocket
from desktop_chat.net.addresses import ListenAddress
from desktop_chat.net.fingerprints import KeyPin
from tests.lan.chats import LOOPBACK, TlsServer, make_key
from tests.patience import SECONDS


@pytest.fixture
def port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def told() -> queue.Queue[FoundChat]:
    return queue.Queue()


@pytest.fixture
def listener(port: int, told: queue.Queue[FoundChat]) -> Iterator[ArrivalListener]:
    listener = ArrivalListener(told.put, port=port, find_interfaces=lambda: (LOOPBACK,))
    listener.start()
    assert listener.listening.wait(SECONDS)
    yield listener
    listener.request_stop()
    listener.join()


def test_wanted_chat_is_told_of_after_its_proof(
    listener: ArrivalListener, told: queue.Queue[FoundChat], port: int, tmp_path: Path
) -> None:
    with ExitStack() as stack:
        real, other = (stack.enter_context(closing(TlsServer(make_key(tmp_path, name)))) for name in ("a", "b"))
        sending = stack.enter_context(closing(AskingSocket(LOOPBACK, port)))
        key = real.key.fingerprint

        def announce(server_id: KeyPin, at: int) -> None:
            assert sending.ask_everybody(encode_arrival(ChatBeacon(server_id, "Tea", "computer", at, 1)))

        announce(other.key.fingerprint, other.port)  # nobody wants it
        listener.wanted = frozenset((key,))
        assert sending.ask_everybody(b"desktop-chat+1 {}")
        announce(key, other.port)  # a lie
        announce(key, real.port)
        chat = told.get(timeout=SECONDS)
        assert (chat.beacon.id, chat.addresses) == (key, (ListenAddress("127.0.0.1", real.port),))
        assert told.empty()
        for host in ("127.0.0.2", "127.0.0.3"):
            further = stack.enter_context(closing(AskingSocket(replace(LOOPBACK, host=host), port)))
            assert further.ask_everybody(encode_arrival(ChatBeacon(key, "Tea", "computer", real.port, 1)))
        found = [told.get(timeout=SECONDS).addresses for _ in range(2)]
        assert {tuple(one.host for one in addresses) for addresses in found} == {("127.0.0.2",), ("127.0.0.3",)}


def test_flood_of_lies_begins_few_handshakes_and_keeps_no_chat_away(
    listener: ArrivalListener,
    told: queue.Queue[FoundChat],
    port: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun: Counter[int] = Counter()
    begin_due = ClaimProver.begin_due

    def count(prover: ClaimProver, now: float, most: int | None = None) -> int:
        started = begin_due(prover, now, most)
        begun[int(now)] += started
        return started

    monkeypatch.setattr(ClaimProver, "begin_due", count)
    with closing(TlsServer(make_key(tmp_path, "a"))) as real, closing(AskingSocket(LOOPBACK, port)) as sending:
        listener.wanted = frozenset((real.key.fingerprint,))
        for at in (*range(1, 21), real.port):
            assert sending.ask_everybody(encode_arrival(ChatBeacon(real.key.fingerprint, "Tea", "", at, 1)))
        assert told.get(timeout=SECONDS).address.port == real.port
    assert begun
    assert max(begun.values()) <= arrival_listener.PROOFS_PER_SECOND
