"""The sockets of tests' servers: reading ends, and no connection is missed at the close."""

from __future__ import annotations

import socket

import pytest

from tests.sockets import OpenSockets, receive_more


def test_a_closed_connection_ends_the_reading() -> None:
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            theirs.sendall(b"x")
        assert receive_more(ours) == b"x"
        with pytest.raises(EOFError):
            receive_more(ours)


def test_a_socket_that_comes_after_the_close_is_closed() -> None:
    ours, theirs = socket.socketpair()
    opened = OpenSockets()
    opened.close()
    opened.add(ours)
    with theirs:
        assert theirs.recv(1) == b""
    assert ours.fileno() == -1
