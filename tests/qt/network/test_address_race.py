"""The address of a chat is the one at which TLS proves the key, whatever else answers."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from cryptography import x509

from desktop_chat.net.addresses import ListenAddress
from desktop_chat.net.fingerprints import KeyPin
from desktop_chat.net.wakeup import Wakeup
from desktop_chat.qt.network.address_race import find_address
from desktop_chat.qt.network.handshake import public_key_hash
from tests.ports import refusing_port
from tests.qt.servers import LoopbackServer, make_certificate, server_tls


def wait_for_end(connected: socket.socket) -> None:
    with suppress(OSError):
        connected.recv(1)


@pytest.fixture
def servers(tmp_path: Path) -> Iterator[list[tuple[ListenAddress, KeyPin]]]:
    """The addresses and pins of two servers on this computer."""
    made, found = [], []
    for name in ("one", "other"):
        files = make_certificate(tmp_path / name)
        pin = public_key_hash(x509.load_pem_x509_certificate(files[0].read_bytes()))
        made.append(LoopbackServer(wait_for_end, server_tls(files)))
        found.append((ListenAddress("127.0.0.1", made[-1].port), pin))
    yield found
    for server in made:
        server.close()


def test_server_with_the_key_wins(servers: list[tuple[ListenAddress, KeyPin]]) -> None:
    (wrong, _), (right, pin) = servers
    wakeup = Wakeup()
    with closing(wakeup), refusing_port() as port:
        nobody, named = ListenAddress("127.0.0.1", port), ListenAddress("localhost", right.port)
        assert find_address((nobody, wrong, right), pin, wakeup, lambda: False) == right
        assert find_address((wrong, named), KeyPin(pin[:25]), wakeup, lambda: False) == named
        assert find_address((nobody, wrong), pin, wakeup, lambda: False) is None
        assert find_address((right,), pin, wakeup, lambda: True) is None


def test_place_that_was_left_is_taken_only_if_no_other_one_proves_the_key(tmp_path: Path) -> None:
    files = make_certificate(tmp_path / "both")
    pin = public_key_hash(x509.load_pem_x509_certificate(files[0].read_bytes()))
    servers = [LoopbackServer(wait_for_end, server_tls(files)) for _ in range(2)]
    left, other = (ListenAddress("127.0.0.1", server.port) for server in servers)
    wakeup = Wakeup()
    with closing(wakeup):
        assert find_address((left, other), pin, wakeup, lambda: False, left) == other
        servers[1].close()
        assert find_address((left, other), pin, wakeup, lambda: False, left) == left
    servers[0].close()
