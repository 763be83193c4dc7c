"""An HTTP request and the response, for handlers of routes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Protocol

from desktop_chat.net.fingerprints import NO_CERTIFICATE, CertificateFingerprint
from desktop_chat.server.codecs.codec_api import Codec

Headers = tuple[tuple[str, str], ...]
Wake = Callable[[], None]
"""Makes the HTTP thread look at the Exchange again. Thread: any."""
PLAIN = "text/plain; charset=utf-8"


class HttpRefusal(Exception):
    """A request is refused with a sentence for the person."""

    def __init__(self, status: HTTPStatus, sentence: str, headers: Headers = ()) -> None:
        super().__init__(sentence)
        self.status = status
        self.headers = headers


@dataclass(frozen=True, slots=True)
class HttpRequest:
    """The head of a request. Names of headers are in lower case; a repeated header is joined by commas."""

    method: str
    path: str
    """Decoded, without the query."""
    query: Mapping[str, str]
    headers: Mapping[str, str]
    address: str
    """The client's address."""
    secure: bool
    """Whether the client speaks TLS."""
    rest: str = ""
    """The part of the path behind the prefix of the route."""

    @property
    def length(self) -> int | None:
        """The size of the body in bytes; None for a body in chunks."""
        if "transfer-encoding" in self.headers:
            return None
        return int(self.headers.get("content-length", "0"))

    def has_token(self, header: str, token: str) -> bool:
        """Whether the list of tokens in a header contains `token`, in any case."""
        return token in (part.strip().lower() for part in self.headers.get(header, "").split(","))


class BodySource(Protocol):
    """A body, made during the sending. Thread: the HTTP thread."""

    @property
    def size(self) -> int:
        """The number of bytes in all."""

    def read(self) -> bytes | memoryview | None:
        """Return the next bytes, or None before the next bytes are there. Never blocks.

        A memoryview holds the bytes until the next call only.

        After None the source is read again once `wake` was called.
        """

    def close(self) -> None:
        """Release everything, after the last byte or earlier."""


@dataclass(frozen=True, slots=True)
class HttpResponse:
    """The answer to a request."""

    status: HTTPStatus = HTTPStatus.OK
    body: bytes | BodySource = b""
    headers: Headers = ()
    """Names in lower case. A header replaces the default of its name."""
    upgrade: Callable[[bytes, bytes], Codec] | None = None
    """With SWITCHING_PROTOCOLS: makes the codec of the connection. Its arguments: the bytes that follow the request,
    and the bytes of this response, which the codec sends first."""
    fingerprint: CertificateFingerprint = NO_CERTIFICATE
    """With an upgrade: by what a client without a certificate is known."""


def text_response(status: HTTPStatus, sentence: str, headers: Headers = ()) -> HttpResponse:
    """Return a response of one line of plain text."""
    return HttpResponse(status, f"{sentence}\n".encode(), (("content-type", PLAIN), *headers))


class Exchange(Protocol):
    """A request until the end of the answer. No method blocks; each may raise HttpRefusal before there is a response.

    Thread: the HTTP thread.
    """

    @property
    def response(self) -> HttpResponse | None:
        """The response; None before the response. A response before the end of the body ends the connection.

        Thread: another one may set it, and then calls `wake`.
        """

    @property
    def is_full(self) -> bool:
        """Whether no more of the body can be taken for the present."""

    def receive_body(self, data: bytes) -> None:
        """Take the next part of the body."""

    def end_body(self) -> None:
        """Note the end of the body."""

    def abort(self) -> None:
        """Note the end of the client, or the refusal of the request. Nothing else is called afterwards."""


OpenExchange = Callable[[HttpRequest, Wake], Exchange]
AnswerWhole = Callable[[HttpRequest, bytes], HttpResponse]


@dataclass(slots=True)
class WholeBodyExchange:
    """A request with a small body. The answer comes at once after the body."""

    request: HttpRequest
    answer: AnswerWhole
    limit: int
    response: HttpResponse | None = None
    is_full: bool = False
    _body: bytearray = field(default_factory=bytearray)

    def receive_body(self, data: bytes) -> None:
        require_size(len(self._body) + len(data), self.limit)
        self._body += data

    def end_body(self) -> None:
        self.response = self.answer(self.request, bytes(self._body))

    def abort(self) -> None:
        self._body.clear()


def answer_whole(answer: AnswerWhole, limit: int = 0) -> OpenExchange:
    """Return the opener of a route with an answer at once.

    `limit`: the most bytes of a body; 0 for requests without a body.
    """

    def open_whole(request: HttpRequest, wake: Wake) -> Exchange:
        del wake
        require_size(request.length or 0, limit)
        return WholeBodyExchange(request, answer, limit)

    return open_whole


def require_size(size: int, limit: int) -> None:
    """Refuse a body above the limit.

    Raises: HttpRefusal.
    """
    if size > limit:
        raise HttpRefusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"The request is too large: {limit} bytes at most.")
