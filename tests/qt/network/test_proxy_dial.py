"""Connections through real proxies on loopback."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from desktop_chat.client.proxy_address import ProxyAddress, ProxyKind
from desktop_chat.net.wakeup import Wakeup
from desktop_chat.qt.network.proxy_dial import ProxyRefusal, connect_through_proxy
from tests.patience import SECONDS
from tests.ports import refusing_port
from tests.qt.conftest import MakeProxy
from tests.qt.proxies import LoopbackProxy
from tests.qt.servers import LoopbackServer
from tests.sockets import receive_more

KINDS = pytest.mark.parametrize("kind", list(ProxyKind))


@pytest.fixture
def wakeup() -> Iterator[Wakeup]:
    made = Wakeup()
    yield made
    made.close()


@pytest.fixture
def greeter() -> Iterator[LoopbackServer]:
    """A server that speaks first, as some do."""

    def serve(connected: socket.socket) -> None:
        connected.sendall(b"welcome ")
        while data := connected.recv(4096):
            connected.sendall(data)

    server = LoopbackServer(serve)
    yield server
    server.close()


def dial(proxy: LoopbackProxy, kind: ProxyKind, port: int, wakeup: Wakeup, login: str = "") -> socket.socket:
    user, _, password = login.partition(":")
    address = ProxyAddress(kind, "127.0.0.1", proxy.port, user, password)
    found = connect_through_proxy(address, "irc.example", port, SECONDS, wakeup, lambda: False)
    assert found is not None
    assert not found.getblocking()
    return found


def heard(connected: socket.socket, size: int) -> bytes:
    connected.settimeout(SECONDS)
    data = b""
    while len(data) < size:
        data += receive_more(connected, size - len(data))
    return data


@KINDS
@pytest.mark.parametrize("login", ["", "ann:sesame"])
def test_tunnel_loses_no_byte_and_the_proxy_looks_the_name_up(
    kind: ProxyKind, login: str, make_proxy: MakeProxy, greeter: LoopbackServer, wakeup: Wakeup
) -> None:
    proxy = make_proxy(kind, login=login, eagerly=True)
    with dial(proxy, kind, greeter.port, wakeup, login) as connected:
        connected.sendall(b"hello")
        assert heard(connected, 13) == b"welcome hello"
    assert proxy.asked == [("irc.example", greeter.port)]


def test_answer_in_many_pieces_is_read_whole(make_proxy: MakeProxy, greeter: LoopbackServer, wakeup: Wakeup) -> None:
    proxy = make_proxy(ProxyKind.HTTP, slowly=True)
    with dial(proxy, ProxyKind.HTTP, greeter.port, wakeup) as connected:
        assert heard(connected, 8) == b"welcome "


@KINDS
def test_wrong_login_is_a_refusal(
    kind: ProxyKind, make_proxy: MakeProxy, greeter: LoopbackServer, wakeup: Wakeup
) -> None:
    proxy = make_proxy(kind, login="ann:sesame")
    for login in ("", "ann:millet"):
        with pytest.raises(ProxyRefusal) as refusal:
            dial(proxy, kind, greeter.port, wakeup, login)
        assert str(refusal.value)
    assert proxy.asked == []


@pytest.mark.parametrize(("kind", "code", "reason"), [("socks5", 5, "refused"), ("http", 403, "403 Some reason")])
def test_refusal_has_its_reason(kind: str, code: int, reason: str, make_proxy: MakeProxy, wakeup: Wakeup) -> None:
    proxy = make_proxy(ProxyKind(kind), refusal=code)
    with pytest.raises(ProxyRefusal) as refusal:
        dial(proxy, ProxyKind(kind), 6697, wakeup)
    assert reason in str(refusal.value)


@KINDS
def test_other_server_than_a_proxy_is_refused(kind: ProxyKind, wakeup: Wakeup) -> None:
    server = LoopbackServer(lambda connected: connected.sendall(b":irc.example NOTICE * :Looking up\r\n\r\n"))
    address = ProxyAddress(kind, "127.0.0.1", server.port)
    try:
        with pytest.raises((ProxyRefusal, OSError)):
            connect_through_proxy(address, "irc.example", 6697, SECONDS, wakeup, lambda: False)
    finally:
        server.close()


@KINDS
def test_closed_port_is_an_error(kind: ProxyKind, wakeup: Wakeup) -> None:
    with refusing_port() as port, pytest.raises(OSError, match="refused") as error:
        connect_through_proxy(ProxyAddress(kind, "127.0.0.1", port), "h", 1, SECONDS, wakeup, lambda: False)
    assert not isinstance(error.value, ProxyRefusal)


def test_silent_proxy_is_given_up_and_a_stop_is_heard(wakeup: Wakeup) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        proxy = ProxyAddress(ProxyKind.SOCKS5, "127.0.0.1", int(listening.getsockname()[1]))
        with pytest.raises(TimeoutError):
            connect_through_proxy(proxy, "h", 1, 0.1, wakeup, lambda: False)
        assert connect_through_proxy(proxy, "h", 1, 0.1, wakeup, lambda: True) is None
