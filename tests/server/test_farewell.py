"""Last words reach a client whose connection ends, in the protocol that it speaks."""

from __future__ import annotations

import socket
import ssl

import pytest

from desktop_chat.clock import now_ms
from tests.server.server_threads import ServerThreads


def test_plain_text_from_another_computer_is_refused_with_a_reason(threads: ServerThreads) -> None:
    with threads.connect(loopback=False) as ann:
        ann.send("NICK ann")
        ann.send("USER ann 0 * :Ann")
        assert ann.rest() == ["ERROR :This chat takes encrypted connections only: use TLS."]
    assert threads.wait_gone()


@pytest.mark.parametrize("tls", [True, False])
def test_banned_address_gets_the_reason_after_the_handshake(threads: ServerThreads, tls: bool) -> None:
    with threads.core.locked_hub() as hub:
        hub.host.ban_person(now_ms(), nick="", address="10.9.0.0/16", mask="", seconds=0, reason="Go")
    for address in ("10.9.1.1", "::ffff:10.9.1.1"):
        with threads.connect(loopback=False, address=address, tls=tls) as client:
            client.send("NICK bob")
            assert client.rest() == ["ERROR :You are banned from this chat: Go"]
        assert threads.wait_gone()


def test_address_banned_during_the_handshake_gets_the_reason(threads: ServerThreads) -> None:
    half = ssl.MemoryBIO(), ssl.MemoryBIO()
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    tls = context.wrap_bio(*half)
    with pytest.raises(ssl.SSLWantReadError):
        tls.do_handshake()
    hello = half[1].read()
    with threads.connect(loopback=False, address="10.9.1.1") as client:
        client.send_bytes(hello[:20])
        with threads.connect() as other:
            other.register("ann")
        with threads.core.locked_hub() as hub:
            hub.host.ban_person(now_ms(), nick="", address="10.9.1.1", mask="", seconds=0, reason="")
        client.send_bytes(hello[20:])
        connection = client.release()
        while not (data := _read_sealed(tls, half, connection)):
            pass
        assert data == b"ERROR :You are banned from this chat.\r\n"


def _read_sealed(tls: ssl.SSLObject, half: tuple[ssl.MemoryBIO, ssl.MemoryBIO], connection: socket.socket) -> bytes:
    """Return the plain text after one more exchange of bytes, or b""."""
    half[0].write(connection.recv(65536))
    try:
        tls.do_handshake()
        return tls.read(1000)
    except ssl.SSLWantReadError:
        return b""
    finally:
        connection.sendall(half[1].read())
