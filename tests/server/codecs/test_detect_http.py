"""Detection of HTTP by the first line."""

from __future__ import annotations

import pytest

from desktop_chat.server.codecs.detect_http import (
    LONGEST,
    requests_http,
    skip_blank_lines,
    speaks_http,
)

LONG = b"/" + b"x" * LONGEST


@pytest.mark.parametrize(
    ("start", "http"),
    [
        (b"", None), (b"NICK ann", None), (b"NICK ann\r\n", False), (b"\n", None), (b"\r\nNICK ann\r\n", False),
        (b"PUR", None), (b"GET", None), (b"GET / HTTP/1.1", True), (b"GET / HTTP/1.1\r\n", True),
        (b"GET /x?y HTTP/1.0\nHost: a", True), (b"GET / HTTP/2\r\n", True), (b"PRI * HTTP/2.0\r\n", True),
        (b"\r\n\r\nPOST / HTTP/1.1\r\n", True), (b"get / HTTP/1.1\r\n", True), (b"SEARCH / HTTP/1.1\r\n", True),
        (b"CONNECT irc:6667 HTTP/1.1\r\n", True), (b"M-SEARCH http://a/ HTTP/1.1\r\n", True),
        (b"POST " + LONG, True), (b"SEARCH " + LONG, True), (b"x" * LONGEST, True), (b"\r\n" * LONGEST, True),
        (b"POST " + LONG + b" HTTP/1.1\r\n", True), (b"SEARCH " + LONG + b" HTTP/1.1\r\n", True),
        (b"@a=" + LONG, False), (b":x NICK ann", False), (b"PRIVMSG #a :GET / HTTP/1.1\r\n", False),
        (b"NICK ann\r", False), (b"SEARCH / HTTP/1.1\r", True), (b"\r", None),
        (b"PASS /x\r\n", False), (b"NICK ann\r\nGET / HTTP/1.1\r\n", False),
    ],
)  # fmt: skip
def test_start_of_a_request_is_http(start: bytes, http: bool | None) -> None:
    assert speaks_http(start) is http


@pytest.mark.parametrize(
    "line", [b"POST " + LONG + b" HTTP/1.1\r\n", b"SEARCH /?q HTTP/1.1\r\n", b"\nGET / HTTP/1.1\r\n"]
)
def test_a_request_in_pieces_never_becomes_irc(line: bytes) -> None:
    assert all(speaks_http(line[:end]) is not False for end in range(1, len(line)))
    assert speaks_http(line) is True


@pytest.mark.parametrize(
    ("start", "http"),
    [
        (b"POST / HTTP/1.1\r\n", True), (b"\nGET /", True), (b"GET http://a/ HTTP/1.1", True), (b"OPTIONS * ", True),
        (b"", None), (b"P", None), (b"GET ", None), (b"GET htt", None), (b"ann", False), (b"POST MALONE", False),
        (b"GET\n", False), (b'{"type"', False),
    ],
)  # fmt: skip
def test_gateway_recognises_a_browser(start: bytes, http: bool | None) -> None:
    assert requests_http(start) is http


def test_blank_lines_before_a_request_are_skipped() -> None:
    assert skip_blank_lines(b"\r\n\nGET / HTTP/1.1\r\n\r\n") == b"GET / HTTP/1.1\r\n\r\n"
