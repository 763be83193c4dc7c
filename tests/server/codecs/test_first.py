"""What the first line says."""

from __future__ import annotations

import pytest

from desktop_chat.server.codecs.first import LONGEST, speaks_http


@pytest.mark.parametrize(
    ("start", "http"),
    [
        (b"", None), (b"NICK ann", None), (b"GET / HTTP/1.1", None), (b"NICK ann\r\n", False), (b"\n", False),
        (b"GET / HTTP/1.1\r\n", True), (b"GET /x?y HTTP/1.0\nHost: a", True), (b"GET / HTTP/2\r\n", False),
        (b"PRIVMSG #a :GET / HTTP/1.1\r\n", False), (b"get / HTTP/1.1\r\n", False), (b"x" * LONGEST, False),
        (b"NICK ann\r\nGET / HTTP/1.1\r\n", False), (b"NICK ann\r", False), (b"GET / HTTP/1.1\r", None), (b"\r", False),
    ],
)  # fmt: skip
def test_only_a_request_line_is_http(start: bytes, http: bool | None) -> None:
    assert speaks_http(start) is http
