"""Bytes that the other end has not acknowledged."""

from __future__ import annotations

import socket
import sys

import pytest

from desktop_chat.net.unacknowledged import count_unacknowledged


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells")
def test_unread_bytes_are_counted() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        ours = socket.create_connection(listening.getsockname()[:2])
        theirs, _ = listening.accept()
        with ours, theirs:
            assert count_unacknowledged(ours) == 0
            ours.setblocking(False)
            while True:
                try:
                    ours.send(b"x" * 65536)
                except BlockingIOError:
                    break
            assert count_unacknowledged(ours) > 0


def test_a_closed_socket_holds_nothing() -> None:
    closed = socket.socket()
    closed.close()
    assert count_unacknowledged(closed) == 0
