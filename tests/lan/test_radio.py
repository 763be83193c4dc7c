"""The sockets of the beacon: shared ports, errors of the network, sources with a zone."""

from __future__ import annotations

import socket
from contextlib import ExitStack, closing

from desktop_chat.lan.interfaces import InterfaceAddress
from desktop_chat.lan.radio import AskingSocket, QuerySocket, receive_datagram, source_host
from tests.lan.chats import LOOPBACK
from tests.patience import SECONDS


def test_servers_of_one_computer_share_the_port() -> None:
    with ExitStack() as stack:
        first = stack.enter_context(closing(QuerySocket(socket.AF_INET, 0)))
        port = first.socket.getsockname()[1]
        second = stack.enter_context(closing(QuerySocket(socket.AF_INET, port)))
        asking = stack.enter_context(closing(AskingSocket(LOOPBACK, port)))
        assert asking.ask_everybody(b"hello")
        for heard in (first, second):
            heard.socket.settimeout(SECONDS)
            assert heard.socket.recv(100) == b"hello"


def test_groups_are_joined_again_and_missing_interfaces_ignored() -> None:
    with closing(QuerySocket(socket.AF_INET, 0)) as heard:
        gone = InterfaceAddress("gone0", 99, "192.0.2.1", 24)
        for _ in range(2):
            heard.join_groups([LOOPBACK, gone])
        heard.join_groups([])
        heard.join_groups([LOOPBACK])


def test_undelivered_datagrams_do_not_end_the_reading() -> None:
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as probe:
        probe.bind(("127.0.0.1", 0))
        closed = probe.getsockname()[1]
    with closing(AskingSocket(LOOPBACK, closed)) as asking:
        for _ in range(3):
            asking.ask_host(b"hello", "127.0.0.1")
        assert receive_datagram(asking.socket) is None


def test_nothing_can_be_sent_from_a_foreign_address() -> None:
    with closing(AskingSocket(LOOPBACK, 9)) as asking:
        assert not asking.ask_host(b"x" * 70_000, "127.0.0.1")


def test_zone_is_kept_for_link_local_sources() -> None:
    assert source_host(("fe80::1", 5, 0, 3)) == "fe80::1%3"
    assert source_host(("fe80::1%eth0", 5, 0, 3)) == "fe80::1%3"
    assert source_host(("fd00::1", 5, 0, 3)) == "fd00::1"
    assert source_host(("10.0.0.1", 5)) == "10.0.0.1"
