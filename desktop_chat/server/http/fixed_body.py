"""FixedBody: the body of an HTTP/1.1 request with a known length, past h11, which copies each byte three times.

h11 keeps the states of the connection: it is told of the same request without a body.
"""

from __future__ import annotations

from collections import deque

import h11

from desktop_chat.server.http.request_head import MOST_HEAD_BYTES

LEAST_BYTES = 1 << 16
"""The size of a body from which the copies count. h11 carries smaller bodies."""
_OF_THE_BODY = (b"content-length", b"expect")


class FixedBody:
    """The part of one body that was not taken yet. Thread: owner."""

    def __init__(self, size: int) -> None:
        self.left = size
        """Bytes that have not come yet."""
        self.is_cut = False
        """The connection has ended before the last byte."""
        self._pieces: deque[bytes] = deque()

    @property
    def is_over(self) -> bool:
        """Whether all bytes have come and were taken."""
        return not self.left and not self._pieces

    def add_bytes(self, data: bytes) -> bytes:
        """Take the next bytes of the connection; b"" for its end. Return what follows the body."""
        self.is_cut = self.is_cut or (not data and self.left > 0)
        piece, rest = (data, b"") if len(data) <= self.left else (data[: self.left], data[self.left :])
        if piece:
            self.left -= len(piece)
            self._pieces.append(piece)
        return rest

    def take_piece(self) -> bytes:
        """Return the next piece, or b"" before it has come."""
        return self._pieces.popleft() if self._pieces else b""


def open_fixed_body(request: h11.Request, http: h11.Connection) -> tuple[FixedBody | None, h11.Connection]:
    """Return the body of a request with what has come of it, and the connection that goes on.

    `http`: the connection that has read the request; it stays for a body that it reads whole.
    """
    headers = dict(request.headers)
    size = int(headers.get(b"content-length", b"0"))
    if size < LEAST_BYTES or request.http_version != b"1.1" or b"transfer-encoding" in headers or b"upgrade" in headers:
        return None, http
    body, going_on = FixedBody(size), _connection_without_body(request)
    come, has_ended = http.trailing_data
    if come and (rest := body.add_bytes(come)):
        going_on.receive_data(rest)
    if has_ended:
        body.add_bytes(b"")
        going_on.receive_data(b"")
    return body, going_on


def _connection_without_body(request: h11.Request) -> h11.Connection:
    """Return a connection that has read the request, as if the request had no body, and may answer."""
    headers = [(name, text) for name, text in request.headers if name not in _OF_THE_BODY]
    bare = h11.Request(method=request.method, target=request.target, headers=headers)
    made = h11.Connection(h11.SERVER, MOST_HEAD_BYTES)
    made.receive_data(h11.Connection(h11.CLIENT).send(bare) or b"")
    made.next_event()
    made.next_event()
    return made
