"""The handshake that proves a key: real TLS on loopback, servers that refuse, and servers that are none."""

from __future__ import annotations

import os
import selectors
import socket
import threading
from contextlib import closing, suppress
from pathlib import Path

import pytest

from desktop_chat.lan.key_proof import KeyProof, make_context
from desktop_chat.net.addresses import ListenAddress
from desktop_chat.net.fingerprints import NO_KEY, KeyPin
from tests.lan.chats import TlsServer, make_key
from tests.patience import SECONDS
from tests.ports import refusing_port


def prove(port: int, host: str = "127.0.0.1") -> KeyPin:
    """Return the proved key, after the proof has ended by itself."""
    proof = KeyProof(make_context(), ListenAddress(host, port), 0.0)
    with closing(proof), selectors.DefaultSelector() as selector:
        selector.register(proof.socket, proof.events())
        ended = False
        while not ended:
            assert selector.select(SECONDS), "the proof hangs"
            ended = proof.step()
            if not ended:
                selector.modify(proof.socket, proof.events())
    return proof.key


def test_key_is_proved(tmp_path: Path) -> None:
    key = make_key(tmp_path, "a")
    with closing(TlsServer(key)) as server:
        assert prove(server.port) == key.fingerprint
        assert prove(server.port) == key.fingerprint


def test_refused_connection_proves_nothing() -> None:
    with refusing_port() as port, suppress(OSError):  # some systems refuse at once
        assert prove(port) == NO_KEY


@pytest.mark.parametrize(
    "said", [b"", b"220 mail.example ESMTP\r\n", os.urandom(1 << 18), b"\x16\x03\x03\xff\xff" * 30_000]
)
def test_other_servers_prove_nothing(said: bytes) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:

        def serve() -> None:
            connected, _ = listening.accept()
            with connected, suppress(OSError):
                connected.sendall(said)

        thread = threading.Thread(target=serve)
        thread.start()
        assert prove(listening.getsockname()[1]) == NO_KEY
        thread.join()


def test_address_that_no_socket_can_reach_is_an_error() -> None:
    with pytest.raises(OSError, match=r".+"):
        KeyProof(make_context(), ListenAddress("fe80::1", 6697), 0.0)
