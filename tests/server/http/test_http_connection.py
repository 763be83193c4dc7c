"""The requests of one connection: bodies, keep-alive, limits, slow clients, responses that are made meanwhile."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import partial
from http import HTTPStatus

import pytest

from desktop_chat.server.http import fixed_body, http_connection
from desktop_chat.server.http.exchange import (
    Exchange,
    HttpRefusal,
    HttpRequest,
    HttpResponse,
    Wake,
    answer_whole,
    text_response,
)
from desktop_chat.server.http.http_connection import HttpConnection, encryption_refusal
from desktop_chat.server.http.route_table import Route, RouteTable
from desktop_chat.server.http.site import site_routes
from desktop_chat.server.http.site_settings import SiteSettings


class Pieces:
    """A body in pieces; None where the next piece is not there yet."""

    def __init__(self, *pieces: bytes | None) -> None:
        self._pieces = list(pieces)
        self.size = sum(len(piece) for piece in pieces if piece)
        self.closed = False

    def read(self) -> bytes | None:
        return self._pieces.pop(0)

    def close(self) -> None:
        self.closed = True


class Upload:
    """A route that takes bodies piece by piece."""

    def __init__(self) -> None:
        self.request: HttpRequest | None = None
        self.response: HttpResponse | None = None
        self.is_full = False
        self.body = b""
        self.whole = self.aborted = False
        self.refuse_above = 1 << 30

    def open_exchange(self, request: HttpRequest, wake: Wake) -> Exchange:
        del wake
        self.request = request
        return self

    def receive_body(self, data: bytes) -> None:
        self.body += data
        if len(self.body) > self.refuse_above:
            raise HttpRefusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "Too large.")

    def end_body(self) -> None:
        self.whole = True

    def abort(self) -> None:
        self.aborted = True


class Browser:
    """A client's end, with a clock that the test moves."""

    def __init__(self, *routes: Route, refusal: HttpRefusal | None = None, limited: bool = False) -> None:
        self.now = 100.0
        table = RouteTable(routes)
        self.http = HttpConnection(
            lambda: table, lambda: None, self.now, address="10.0.0.2", refusal=refusal, limited=limited
        )

    def send(self, *lines: str, body: bytes = b"") -> bytes:
        """Send a head and a part of the body. Return the answer."""
        head = "".join(f"{line}\r\n" for line in lines) + "\r\n" if lines else ""
        self.http.receive_bytes(head.encode("latin-1") + body, self.now)
        return self.hear()

    def hear(self) -> bytes:
        told = b""
        while self.http.has_outgoing:
            told += self.http.take_outgoing(self.now)
        return told

    def wait(self, seconds: float) -> bytes:
        self.now += seconds
        self.http.advance(self.now)
        return self.hear()


def echo(limit: int = 100) -> Route:
    return Route(
        "/echo",
        answer_whole(lambda request, body: HttpResponse(body=f"{request.query} ".encode() + body), limit),
        ("GET", "POST"),
    )


def source(body: Pieces) -> Route:
    return Route("/file", answer_whole(lambda *_: HttpResponse(body=body)))


@pytest.fixture(params=[1, 1 << 16], ids=["past h11", "by h11"])
def upload(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Upload:
    """A body of a known length takes one of two ways, by its size."""
    monkeypatch.setattr(fixed_body, "LEAST_BYTES", request.param)
    return Upload()


def test_requests_follow_one_another_on_one_connection() -> None:
    browser = Browser(echo())
    for number in range(3):
        answer = browser.send(f"POST /echo?n={number} HTTP/1.1", "Host: a", "Content-Length: 2", body=b"hi")
        assert answer.startswith(b"HTTP/1.1 200 OK\r\n")
        assert answer.endswith(b"{'n': '%d'} hi" % number)
    assert b"close" in browser.send("GET /echo HTTP/1.1", "Host: a", "Connection: close").lower()
    assert browser.http.over


def test_requests_may_come_together_or_byte_by_byte() -> None:
    request = b"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi"
    assert Browser(echo()).send(body=request * 3).count(b"200 OK") == 3
    browser = Browser(echo())
    answers = [browser.send(body=bytes([byte])) for byte in request]
    assert b"".join(answers[:-1]) == b""
    assert b"200 OK" in answers[-1]


def test_headers_of_security_are_defaults() -> None:
    answer = Browser(echo()).send("GET /echo HTTP/1.1", "Host: a")
    for header in (b"x-content-type-options: nosniff", b"cache-control: no-store", b"default-src 'none'", b"date: "):
        assert header in answer
    own = Route("/own", answer_whole(lambda *_: HttpResponse(headers=(("cache-control", "max-age=60"),))))
    assert b"no-store" not in Browser(own).send("GET /own HTTP/1.1", "Host: a")


def test_head_has_no_body() -> None:
    answer = Browser(echo()).send("HEAD /echo HTTP/1.1", "Host: a")
    assert b"content-length: 3" in answer
    assert answer.endswith(b"\r\n\r\n")


def test_unknown_path_is_refused_and_the_connection_stays() -> None:
    browser = Browser(echo())
    answer = browser.send("POST /x HTTP/1.1", "Host: a", "Content-Length: 2", body=b"hi")
    assert b"404" in answer
    assert answer.endswith(b"Page not found.\n")
    assert b"200" in browser.send("GET /echo HTTP/1.1", "Host: a")


def test_refusal_before_the_end_of_the_body_ends_the_connection(upload: Upload) -> None:
    browser = Browser(echo(limit=4))
    answer = browser.send("POST /echo HTTP/1.1", "Host: a", "Content-Length: 5000", body=b"x" * 100)
    assert b"413" in answer
    assert b"connection: close" in answer
    assert browser.http.over
    upload.refuse_above = 10
    browser = Browser(Route("/up", upload.open_exchange, ("PUT",)))
    assert b"413" in browser.send("PUT /up HTTP/1.1", "Host: a", "Content-Length: 5000", body=b"x" * 11)
    assert upload.aborted


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        (["nonsense"], 400), (["GET / HTTP/1.1", "Host: a", "Host: b"], 400), (["GET / HTTP/1.1"], 400),
        (["GET / HTTP/1.1", "Host: a", "X: " + "x" * 40_000], 431),
        (["POST / HTTP/1.1", "Host: a", "Content-Length: x"], 400),
        (["GET /?" + "a&" * 200 + " HTTP/1.1", "Host: a"], 400),
        (["CONNECT a:1 HTTP/1.1", "Host: a"], 404),
    ],
)  # fmt: skip
def test_bad_request_is_answered(lines: Sequence[str], status: int) -> None:
    browser = Browser(echo())
    assert browser.send(*lines).startswith(b"HTTP/1.1 %d " % status)
    assert browser.http.over or status == 404


def test_body_comes_piece_by_piece_and_waits_while_the_handler_is_full(upload: Upload) -> None:
    browser = Browser(Route("/up", upload.open_exchange, ("PUT",)))
    browser.send("PUT /up HTTP/1.1", "Host: a", "Content-Length: 9", body=b"abc")
    assert upload.request is not None
    assert (upload.body, upload.request.length, upload.request.address) == (b"abc", 9, "10.0.0.2")
    upload.is_full = True
    assert browser.http.is_full
    browser.send(body=b"def")
    assert upload.body == b"abc"
    upload.is_full = False
    browser.wait(0)
    assert upload.body == b"abcdef"
    assert not browser.http.is_full
    browser.send(body=b"ghi")
    assert upload.whole
    assert browser.http.is_full, "the next request waits for the answer"
    upload.response = text_response(HTTPStatus.CREATED, "Done.")
    assert b"201 Created" in browser.wait(0)
    assert not browser.http.is_full


def test_next_request_follows_the_body(upload: Upload) -> None:
    browser = Browser(Route("/up", upload.open_exchange, ("PUT",)), echo())
    follows = b"hiGET /echo?a=1 HTTP/1.1\r\nHost: a\r\n\r\n"
    browser.send("PUT /up HTTP/1.1", "Host: a", "Content-Length: 2", body=follows)
    assert (upload.body, upload.whole) == (b"hi", True)
    upload.response = text_response(HTTPStatus.CREATED, "Done.")
    answer = browser.wait(0)
    assert answer.startswith(b"HTTP/1.1 201 ")
    assert b"{'a': '1'}" in answer


def test_chunked_body(upload: Upload) -> None:
    browser = Browser(Route("/up", upload.open_exchange, ("PUT",)))
    chunks = b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
    browser.send("PUT /up HTTP/1.1", "Host: a", "Transfer-Encoding: chunked", body=chunks)
    assert (upload.body, upload.whole) == (b"abcde", True)


def test_client_that_asks_is_told_to_continue(upload: Upload) -> None:
    browser = Browser(Route("/up", upload.open_exchange, ("PUT",)))
    head = ("PUT /up HTTP/1.1", "Host: a", "Content-Length: 9", "Expect: 100-continue")
    assert browser.send(*head).startswith(b"HTTP/1.1 100 ")
    assert Browser().send(*head).startswith(b"HTTP/1.1 404 ")


def test_cut_upload_is_aborted(upload: Upload) -> None:
    browser = Browser(Route("/up", upload.open_exchange, ("PUT",)))
    browser.send("PUT /up HTTP/1.1", "Host: a", "Content-Length: 9", body=b"abc")
    browser.http.receive_bytes(b"", browser.now)
    assert (upload.aborted, upload.whole) == (True, False)
    assert browser.http.over


def test_client_that_closes_its_side_still_gets_the_answer(upload: Upload) -> None:
    browser = Browser(Route("/up", upload.open_exchange, ("PUT",)))
    browser.send("PUT /up HTTP/1.1", "Host: a", "Content-Length: 3", body=b"abc")
    browser.http.receive_bytes(b"", browser.now)
    assert not upload.aborted
    upload.response = text_response(HTTPStatus.CREATED, "Done.")
    assert b"Done." in browser.wait(0)
    assert browser.http.over


def test_response_is_made_while_it_is_sent() -> None:
    body = Pieces(b"abc", None, b"def")
    browser = Browser(source(body), echo())
    assert browser.send("GET /file HTTP/1.1", "Host: a").endswith(b"\r\n\r\nabc")
    assert not body.closed
    assert browser.wait(0) == b"def"
    assert body.closed
    assert b"200" in browser.send("GET /echo HTTP/1.1", "Host: a")


def test_source_of_a_head_request_and_of_a_lost_client_is_closed() -> None:
    for method in ("HEAD", "GET"):
        body = Pieces(None)
        browser = Browser(source(body))
        browser.send(f"{method} /file HTTP/1.1", "Host: a")
        browser.http.abort()
        assert body.closed


def test_fault_of_a_handler_is_one_sentence(expected_warnings: list[logging.LogRecord]) -> None:
    def fail(request: HttpRequest, body: bytes) -> HttpResponse:
        raise ZeroDivisionError

    browser = Browser(Route("/", answer_whole(fail)))
    answer = browser.send("GET / HTTP/1.1", "Host: a")
    assert answer.startswith(b"HTTP/1.1 500 ")
    assert answer.endswith(b"Internal error.\n")
    assert "could not be answered" in expected_warnings[0].getMessage()


def test_invalid_header_of_a_handler_smuggles_nothing(expected_warnings: list[logging.LogRecord]) -> None:
    split = Route("/", answer_whole(lambda *_: HttpResponse(headers=(("location", "/x\r\nSet-Cookie: a"),))))
    assert b"Set-Cookie" not in Browser(split).send("GET / HTTP/1.1", "Host: a")
    assert "could not be answered" in expected_warnings[0].getMessage()


def test_fault_of_a_source_cuts_the_connection(expected_warnings: list[logging.LogRecord]) -> None:
    broken = Pieces(b"abc")
    broken.size = 9
    browser = Browser(source(broken))
    browser.send("GET /file HTTP/1.1", "Host: a")
    assert (browser.http.over, broken.closed) == (True, True)
    assert "could not be sent" in expected_warnings[0].getMessage()


@pytest.mark.parametrize("refusal", [encryption_refusal(), HttpRefusal(HTTPStatus.TOO_MANY_REQUESTS, "Too often.")])
def test_refused_client_gets_the_reason_for_each_request(refusal: HttpRefusal) -> None:
    browser = Browser(echo(), refusal=refusal)
    for _ in range(2):
        answer = browser.send("GET /echo HTTP/1.1", "Host: a")
        assert answer.startswith(b"HTTP/1.1 %d " % refusal.status)
        assert str(refusal).encode() in answer


# Time


def test_head_must_come_in_time() -> None:
    browser = Browser(echo())
    browser.send(body=b"GET /echo HTTP/1.1\r\n")
    assert browser.http.due_at == browser.now + http_connection.HEAD_SECONDS
    assert browser.wait(http_connection.HEAD_SECONDS).startswith(b"HTTP/1.1 408 ")
    assert browser.http.over


def test_kept_connection_waits_for_the_next_request_and_ends_silently() -> None:
    browser = Browser(echo())
    browser.send("GET /echo HTTP/1.1", "Host: a")
    assert browser.http.due_at == browser.now + http_connection.IDLE_SECONDS
    browser.wait(http_connection.IDLE_SECONDS - 1)
    assert b"200" in browser.send("GET /echo HTTP/1.1", "Host: a")
    browser.now += http_connection.IDLE_SECONDS - 1
    browser.send(body=b"GET")
    assert browser.http.due_at == browser.now + http_connection.HEAD_SECONDS
    browser = Browser(echo())
    browser.send("GET /echo HTTP/1.1", "Host: a")
    assert browser.wait(http_connection.IDLE_SECONDS) == b""
    assert browser.http.over


def test_slow_body_ends_with_a_sentence_and_a_steady_one_goes_on(upload: Upload) -> None:
    browser = Browser(Route("/up", upload.open_exchange, ("PUT",)))
    browser.send("PUT /up HTTP/1.1", "Host: a", "Content-Length: 99999")
    for _ in range(3):
        browser.send(body=b"x" * http_connection.SLOWEST_BYTES)
        assert browser.wait(http_connection.BODY_SECONDS) == b""
    browser.send(body=b"x" * 9)
    assert browser.wait(http_connection.BODY_SECONDS).startswith(b"HTTP/1.1 408 ")
    assert upload.aborted


def test_no_client_is_too_slow_while_the_server_is_at_work(upload: Upload) -> None:
    browser = Browser(Route("/up", upload.open_exchange, ("PUT",)))
    browser.send("PUT /up HTTP/1.1", "Host: a", "Content-Length: 9", body=b"abc")
    upload.is_full = True
    browser.wait(0)
    assert browser.http.due_at == 0.0
    upload.is_full = False
    browser.wait(1000)
    assert browser.http.due_at == browser.now + http_connection.BODY_SECONDS
    browser.send(body=b"defghi")
    assert browser.http.due_at == 0.0


def test_too_many_requests_wait() -> None:
    browser = Browser(echo(), limited=True)
    request = b"GET /echo HTTP/1.1\r\nHost: a\r\n\r\n"
    answers = browser.send(body=request * (http_connection.REQUESTS_AT_ONCE + 20)).count(b"200 OK")
    assert answers == http_connection.REQUESTS_AT_ONCE + 1
    assert browser.http.is_full
    while browser.http.is_full:
        assert browser.http.due_at == browser.now + http_connection.RATE_PAUSE
        answers += browser.wait(http_connection.RATE_PAUSE).count(b"200 OK")
    assert answers == http_connection.REQUESTS_AT_ONCE + 20


def test_requests_wait_while_answers_are_not_read() -> None:
    big = Route("/big", answer_whole(lambda *_: HttpResponse(body=b"x" * 100_000)))
    browser = Browser(big)
    browser.http.receive_bytes(b"GET /big HTTP/1.1\r\nHost: a\r\n\r\n" * 20, browser.now)
    first = bytes(browser.http.take_outgoing(browser.now))
    assert len(first) < http_connection.MOST_OUTGOING + 200_000
    assert (first + browser.hear()).count(b"200 OK") == 20


# WebSocket


@pytest.mark.parametrize("cut", [1, 1000])
def test_upgrade_makes_a_codec_with_the_bytes_that_follow(cut: int) -> None:
    http = HttpConnection(lambda: site_routes(SiteSettings(websocket=True)), lambda: None, 0.0)
    request = (
        b"GET /chat HTTP/1.1\r\nHost: a\r\nUpgrade: WebSocket\r\nConnection: keep-alive, Upgrade\r\n"
        b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    )
    for at in range(0, len(request), cut):
        assert http.codec is None
        http.receive_bytes(request[at : at + cut], 0.0)
    assert http.codec is not None
    assert http.is_full
    assert http.codec.take_outgoing(0.0).startswith(b"HTTP/1.1 101 ")


def test_routes_are_looked_up_for_each_request() -> None:
    tables = [RouteTable(), RouteTable([echo()])]
    http = HttpConnection(partial(tables.pop, 0), lambda: None, 0.0)
    for status in (b"404", b"200"):
        http.receive_bytes(b"GET /echo HTTP/1.1\r\nHost: a\r\n\r\n", 0.0)
        assert status in http.take_outgoing(0.0)
