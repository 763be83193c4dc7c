"""Claims are settled by handshakes, some at a time, and each within its time. On loopback."""

from __future__ import annotations

import selectors
import socket
from contextlib import ExitStack, closing
from pathlib import Path

from desktop_chat.lan.beacon import ChatBeacon
from desktop_chat.lan.claim_prover import ClaimProver
from desktop_chat.lan.found_chats import FoundChats
from desktop_chat.lan.key_proof import TIMEOUT_SECONDS
from desktop_chat.net.fingerprints import KeyPin
from tests.lan.chats import TlsServer, make_key
from tests.patience import SECONDS


def test_proofs_come_in_turn_and_silence_ends_one(tmp_path: Path) -> None:
    chats = FoundChats()
    with ExitStack() as stack:
        selector = stack.enter_context(selectors.DefaultSelector())
        real = stack.enter_context(closing(TlsServer(make_key(tmp_path, "a"))))
        silent = stack.enter_context(closing(socket.create_server(("127.0.0.1", 0))))
        prover = stack.enter_context(closing(ClaimProver(chats, selector, 1)))
        chats.hear(ChatBeacon(real.key.fingerprint, "Tea", "", real.port, 1), "127.0.0.1", 0.0)
        chats.hear(ChatBeacon(KeyPin("ab" * 32), "Silent", "", silent.getsockname()[1], 1), "127.0.0.1", 1.0)
        assert prover.begin_due(1.0, 0) == 0
        assert prover.begin_due(1.0) == 1, "the newest comes first"
        assert prover.begin_due(1.0) == 0, "one at a time"
        prover.end_late(1.0 + TIMEOUT_SECONDS)
        assert [chat.beacon.name for chat in chats.list_unreachable()] == ["Silent"]
        assert prover.begin_due(1.0) == 1
        while not chats.list_chats():
            ready = selector.select(SECONDS)
            assert ready
            for key, _ in ready:
                prover.step(key.data)
        assert [chat.beacon.name for chat in chats.list_chats()] == ["Tea"]
