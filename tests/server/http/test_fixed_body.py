"""A body past h11: what is taken, what follows, and what h11 still reads."""

from __future__ import annotations

import h11
import pytest

from desktop_chat.server.http.fixed_body import LEAST_BYTES, FixedBody, open_fixed_body


def read_head(*headers: str, come: bytes = b"", version: str = "1.1") -> tuple[h11.Request, h11.Connection]:
    connection = h11.Connection(h11.SERVER)
    lines = [f"POST /up HTTP/{version}", "Host: a", *headers, "", ""]
    connection.receive_data("\r\n".join(lines).encode() + come)
    request = connection.next_event()
    assert isinstance(request, h11.Request)
    return request, connection


def test_body_ends_with_its_last_byte() -> None:
    body = FixedBody(5)
    assert (body.add_bytes(b"abc"), body.add_bytes(b"defg")) == (b"", b"fg")
    assert [body.take_piece() for _ in range(3)] == [b"abc", b"de", b""]
    assert body.is_over
    assert body.add_bytes(b"") == b""
    assert not body.is_cut
    cut = FixedBody(5)
    cut.add_bytes(b"")
    assert (cut.is_cut, cut.is_over) == (True, False)


def test_connection_goes_on_behind_the_body() -> None:
    size = LEAST_BYTES
    request, before = read_head(f"Content-Length: {size}", "Expect: 100-continue", come=bytes(size) + b"GET / HT")
    body, http = open_fixed_body(request, before)
    assert body is not None
    assert (len(body.take_piece()), body.is_over) == (size, True)
    assert http.their_state is h11.DONE
    assert http.trailing_data == (b"GET / HT", False)
    answer = h11.Response(status_code=201, headers=[("content-length", "0")])
    assert (http.send(answer) or b"").startswith(b"HTTP/1.1 201 ")
    http.send(h11.EndOfMessage())
    http.start_next_cycle()


@pytest.mark.parametrize(
    ("headers", "version"),
    [
        ([f"Content-Length: {LEAST_BYTES - 1}"], "1.1"),
        ([f"Content-Length: {LEAST_BYTES}"], "1.0"),
        ([f"Content-Length: {LEAST_BYTES}", "Connection: upgrade", "Upgrade: websocket"], "1.1"),
        (["Transfer-Encoding: chunked"], "1.1"),
        ([], "1.1"),
    ],
    ids=["small", "old", "upgrade", "chunks", "none"],
)
def test_h11_reads_the_other_bodies(headers: list[str], version: str) -> None:
    request, http = read_head(*headers, version=version)
    assert open_fixed_body(request, http) == (None, http)


def test_end_of_the_input_is_kept() -> None:
    request, before = read_head(f"Content-Length: {LEAST_BYTES}", come=b"abc")
    before.receive_data(b"")
    body, http = open_fixed_body(request, before)
    assert body is not None
    assert body.is_cut
    assert http.trailing_data == (b"", True)
