"""The thread of HTTP connections, over real sockets: transfers side by side, wake-ups, slow readers, the end."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from desktop_chat.server.codecs.websocket_codec import TEXT
from desktop_chat.server.connection_gate import Admission, ConnectionGate, GateLimits
from desktop_chat.server.http import http_thread
from desktop_chat.server.http.exchange import Exchange, HttpRequest, HttpResponse, Wake, answer_whole
from desktop_chat.server.http.http_thread import HttpArrival, HttpThread
from desktop_chat.server.http.route_table import Route, RouteTable
from desktop_chat.server.http.site import site_routes
from desktop_chat.server.http.site_settings import SiteSettings
from desktop_chat.server.listener import AcceptedConnection
from tests.irc_client import IrcClient
from tests.patience import SECONDS
from tests.server.conftest import Start
from tests.server.gateway_clients import WebSocketClient

BODY = bytes(range(256)) * 20_000
GET = b"GET /%s HTTP/1.1\r\nHost: a\r\n\r\n"


class CountedAdmission(Admission):
    """An Admission that counts how often it is given back."""

    def __init__(self, left: threading.Semaphore) -> None:
        super().__init__(ConnectionGate(GateLimits(0, 0), 1000), "")
        self._signal = left

    def give_back(self) -> None:
        self._signal.release()


class Later:
    """A route whose answer another thread makes."""

    def __init__(self) -> None:
        self.opened = threading.Semaphore(0)
        self.response: HttpResponse | None = None
        self.is_full = False
        self.aborted = threading.Event()
        self.wake: Wake = lambda: None

    def open_exchange(self, request: HttpRequest, wake: Wake) -> Exchange:
        del request
        self.wake = wake
        self.opened.release()
        return self

    def receive_body(self, data: bytes) -> None:
        """Drop the body."""

    def end_body(self) -> None:
        """The body does not matter."""

    def abort(self) -> None:
        self.aborted.set()


class Eater:
    """A route that notes the client for each piece of a body, and tells when so many have come."""

    is_full = False
    response: HttpResponse | None = None

    def __init__(self, name: str, eaten: list[str], wanted: int, is_done: threading.Event) -> None:
        self._name = name
        self._eaten = eaten
        self._wanted = wanted
        self._is_done = is_done

    def open_exchange(self, request: HttpRequest, wake: Wake) -> Exchange:
        del request, wake
        return self

    def receive_body(self, data: bytes) -> None:
        assert data
        self._eaten.append(self._name)
        if len(self._eaten) == self._wanted:
            self._is_done.set()

    def end_body(self) -> None:
        """The body does not matter."""

    def abort(self) -> None:
        """The client may go."""


class Pieces:
    """A large body in pieces that a socket takes whole, or not at all."""

    size = 1 << 28

    def read(self) -> bytes:
        return bytes(1 << 12)

    def close(self) -> None:
        """Nothing is open."""


class Website:
    """An HttpThread with the routes of a test, and clients of it."""

    def __init__(self, *routes: Route) -> None:
        self.later = Later()
        self.site = HttpThread(
            RouteTable(
                [
                    *routes,
                    Route("/small", answer_whole(lambda *_: HttpResponse(body=b"small"))),
                    Route("/big", answer_whole(lambda *_: HttpResponse(body=BODY))),
                    Route("/echo", answer_whole(lambda _, body: HttpResponse(body=body), len(BODY)), ("POST",)),
                    Route("/pieces", answer_whole(lambda *_: HttpResponse(body=Pieces()))),
                    Route("/later", self.later.open_exchange),
                ],
                answer_whole(lambda *_: HttpResponse()),
            ),
            limited=False,
        )
        self.left = threading.Semaphore(0)
        self.returned: list[AcceptedConnection] = []
        self.has_returned = threading.Event()
        self._clients = ExitStack()

    def adopt_connection(self, accepted: AcceptedConnection) -> None:
        self.returned.append(accepted)
        self.has_returned.set()

    def connect(self, received: bytes) -> socket.socket:
        """Give the thread a connection on which `received` has come. Return the client's end."""
        ours, client = socket.socketpair()
        ours.setblocking(False)
        client.settimeout(SECONDS)
        self._clients.enter_context(client)
        admission = CountedAdmission(self.left)
        self.site.adopt_browser(
            HttpArrival(
                socket=ours, address="10.0.0.2", port=5, tls=None, received=received, unsent=b"",
                admission=admission, owner=self, refusal=None,
            )
        )  # fmt: skip
        return client

    def close(self) -> None:
        self.site.finish_within(0.0)
        self.site.join()
        self.site.close_inbox()
        self._clients.close()


@pytest.fixture
def website() -> Iterator[Website]:
    made = Website()
    made.site.start()
    yield made
    made.close()


def hear(client: socket.socket) -> bytes:
    """Read one response."""
    response = http.client.HTTPResponse(client)
    response.begin()
    return response.read()


def test_requests_of_one_connection(website: Website) -> None:
    client = website.connect(GET % b"small")
    assert hear(client) == b"small"
    client.sendall(GET % b"big")
    assert hear(client) == BODY
    client.sendall(b"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n" % len(BODY) + BODY)
    assert hear(client) == BODY


def test_small_requests_pass_large_answers(website: Website) -> None:
    slow = [website.connect(GET % b"big") for _ in range(8)]
    assert hear(website.connect(GET % b"small")) == b"small"
    assert [hear(client) == BODY for client in slow] == [True] * 8


def test_another_thread_wakes_the_connection(website: Website) -> None:
    client = website.connect(GET % b"later")
    assert website.later.opened.acquire(timeout=SECONDS)
    website.later.response = HttpResponse(body=b"at last")
    website.later.wake()
    assert hear(client) == b"at last"


def test_lost_client_is_noticed_when_it_is_answered(website: Website) -> None:
    client = website.connect(GET % b"later")
    assert website.later.opened.acquire(timeout=SECONDS)
    client.close()
    website.later.response = HttpResponse(body=b"to nobody")
    website.later.wake()
    assert website.left.acquire(timeout=SECONDS)


def test_wake_after_the_end_of_the_connection_does_nothing(website: Website) -> None:
    client = website.connect(b"POST /later HTTP/1.1\r\nHost: a\r\n\r\n")
    assert b"Only GET" in hear(client)
    client.sendall(GET % b"later")
    assert website.later.opened.acquire(timeout=SECONDS)
    client.sendall(b"x")
    client.close()
    website.later.response = HttpResponse(body=BODY)
    website.later.wake()
    assert website.left.acquire(timeout=SECONDS)
    website.later.wake()
    assert hear(website.connect(GET % b"small")) == b"small"


@pytest.mark.parametrize("path", [b"big", b"pieces"])
def test_client_that_reads_nothing_is_dropped(website: Website, monkeypatch: pytest.MonkeyPatch, path: bytes) -> None:
    """Also between two pieces, when no encrypted bytes wait."""
    monkeypatch.setattr(http_thread, "STUCK_SECONDS", 0.3)
    monkeypatch.setattr(http_thread, "CHECK_SECONDS", 0.1)
    client = website.connect(GET % path)
    assert website.left.acquire(timeout=SECONDS)
    with pytest.raises(http.client.IncompleteRead):
        hear(client)


def test_fast_clients_get_turns_of_several_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """No client is read again before the others, and none needs a look at all sockets for each piece."""
    monkeypatch.setattr(http_thread, "PIECE_BYTES", 10_000)
    eaten: list[str] = []
    is_done = threading.Event()
    eaters = {name: Eater(name, eaten, 20, is_done) for name in ("ann", "bob")}
    website = Website(*(Route(f"/eat/{name}", eater.open_exchange, ("POST",)) for name, eater in eaters.items()))
    for name in eaters:
        client = website.connect(f"POST /eat/{name} HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n".encode())
        client.sendall(bytes(100_000))
    website.site.start()
    try:
        assert is_done.wait(SECONDS)
    finally:
        website.close()
    turn = http_thread.PIECES_A_TURN
    assert (turn, eaten[: 2 * turn].count("ann"), eaten[: 2 * turn].count("bob")) == (4, 4, 4)
    assert len(set(eaten[:turn])) == 1


def test_refused_body_is_discarded_so_that_the_answer_arrives(website: Website) -> None:
    client = website.connect(b"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n")
    for _ in range(20):
        client.sendall(b"x" * 65536)
    assert b"too large" in hear(client)
    assert website.left.acquire(timeout=SECONDS)


def test_client_that_sends_nothing_more_is_answered_and_closed(website: Website) -> None:
    client = website.connect(GET % b"big")
    client.shutdown(socket.SHUT_WR)
    assert hear(client) == BODY
    assert client.recv(1) == b""
    assert website.left.acquire(timeout=SECONDS)


def test_end_of_the_thread_closes_all(website: Website) -> None:
    client = website.connect(GET % b"small")
    hear(client)
    website.site.finish_within(SECONDS)
    website.site.join()
    assert client.recv(1) == b""
    late = website.connect(GET % b"small")
    website.site.close_inbox()
    assert late.recv(1) == b""
    assert [website.left.acquire(timeout=SECONDS) for _ in range(2)] == [True, True]


def test_thread_without_connections_sleeps(website: Website) -> None:
    hear(website.connect(b"GET /small HTTP/1.0\r\n\r\n"))
    assert website.left.acquire(timeout=SECONDS)
    assert website.site._select_timeout() is None


def test_websocket_goes_back(website: Website) -> None:
    website.site.routes = site_routes(SiteSettings(websocket=True))
    website.connect(
        b"GET /chat HTTP/1.1\r\nHost: a\r\nUpgrade: WebSocket\r\nConnection: keep-alive, Upgrade\r\n"
        b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
        b"Sec-WebSocket-Protocol: text.ircv3.net\r\n\r\n"
    )
    assert website.has_returned.wait(SECONDS)
    (back,) = website.returned
    assert back.upgrade is not None
    assert TEXT.encode() in back.upgrade.codec.take_outgoing(0.0)
    assert back.address == "10.0.0.2"
    back.socket.close()


# Behind the port of a server


def secure_socket(port: int) -> socket.socket:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.set_alpn_protocols(["http/1.1"])
    return context.wrap_socket(socket.create_connection(("127.0.0.1", port), SECONDS))


def test_requests_over_tls(start: Start) -> None:
    port = start("gateways.websocket=true").listening[0].port
    with secure_socket(port) as client:
        for _ in range(2):
            client.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            assert b"ircs://" in hear(client)


def test_websocket_over_tls_and_after_another_request(start: Start) -> None:
    port = start("gateways.websocket=true").listening[0].port
    with secure_socket(port) as client, IrcClient(port) as bob:
        client.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        hear(client)
        bob.register("bob")
        with WebSocketClient(port, "text.ircv3.net", connection=client) as ann:
            assert ann.accepted
            ann.say("NICK ann", "USER ann 0 * :Ann")
            ann.until(" 001 ")
            ann.say("PRIVMSG bob :from a browser", "WHOIS ann")
            assert "671" in str(ann.until(" 318 ")), "the hub knows that the connection is encrypted"
            assert bob.until("PRIVMSG")[-1].params[1] == "from a browser"


def test_browser_counts_as_a_connection(start: Start) -> None:
    port = start("gateways.websocket=true", "limits.connections_per_address=2").listening[0].port
    with secure_socket(port) as one, secure_socket(port) as two:
        for client in (one, two):
            client.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            hear(client)
        with secure_socket(port) as three:
            three.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            response = http.client.HTTPResponse(three)
            response.begin()
            assert (response.status, b"Too many connections" in response.read()) == (429, True)
