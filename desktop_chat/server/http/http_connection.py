"""HttpConnection: the requests of a connection and the responses, in order. Bytes in, bytes out.

Spec: https://www.rfc-editor.org/rfc/rfc9112
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from email.utils import formatdate
from http import HTTPStatus
from typing import cast

import h11

from desktop_chat.net.fingerprints import NO_CERTIFICATE
from desktop_chat.server.codecs.codec_api import Codec
from desktop_chat.server.http.exchange import (
    BodySource,
    Exchange,
    HttpRefusal,
    HttpResponse,
    Wake,
    text_response,
)
from desktop_chat.server.http.fixed_body import FixedBody, open_fixed_body
from desktop_chat.server.http.forwarded import look_behind_proxy
from desktop_chat.server.http.request_head import MOST_HEAD_BYTES, read_request_head
from desktop_chat.server.http.route_table import RouteTable
from desktop_chat.server.throttle import LineRateLimit

HEAD_SECONDS = 20.0
"""Seconds in which the head of a request must be complete once it has begun; the first also from the start."""
IDLE_SECONDS = 75.0
"""Seconds between two requests: a little more than browsers and reverse proxies keep a connection."""
BODY_SECONDS = 30.0
"""Seconds in which SLOWEST_BYTES of a body must come."""
SLOWEST_BYTES = 3000
REQUESTS_AT_ONCE = 100
REQUESTS_PER_SECOND = 20
"""Requests of one connection. Above the rate the connection is not read for a while."""
RATE_PAUSE = 0.1
MOST_OUTGOING = 1 << 18
"""Bytes of small responses that wait, above which no further request is answered."""
_DEFAULT_HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
}
_ENDING = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.REQUEST_TIMEOUT,
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
    HTTPStatus.INTERNAL_SERVER_ERROR,
)
"""Refusals that end the connection."""
_ENCRYPT = "Encryption required: use https or wss."
_LATE = "The request took too long."
_FAULT = "Internal error."
_log = logging.getLogger(__name__)


class HttpConnection:
    """One connection. No method blocks. Times are seconds of a monotonic clock.

    Thread: the HTTP thread.
    """

    def __init__(
        self,
        find_routes: Callable[[], RouteTable],
        wake: Wake,
        now: float,
        *,
        address: str = "",
        secure: bool = False,
        refusal: HttpRefusal | None = None,
        limited: bool = True,
        count_at: Callable[[str], str] = lambda _: "",
    ) -> None:
        """`find_routes`: returns the routes of now. `refusal`: the answer to each request. `limited`: whether requests
        have a rate limit. `count_at`: counts a WebSocket at the address behind a reverse proxy, and returns why it is
        refused, or "".
        """
        self.over = False
        """Nothing more is read. The connection ends once all bytes are sent."""
        self.codec: Codec | None = None
        """What continues the connection after an upgrade."""
        self.fingerprint = NO_CERTIFICATE
        """By what a client without a certificate is known after an upgrade."""
        self.due_at = now + HEAD_SECONDS
        """When to call `advance`; 0.0 if nothing depends on time."""
        self._find_routes = find_routes
        self._wake = wake
        self.address = address
        """The address of the person who sent the last request."""
        self._count_at = count_at
        self._address = address
        self._secure = secure
        self._refusal = refusal
        self._rate = LineRateLimit(REQUESTS_AT_ONCE, REQUESTS_PER_SECOND, now) if limited else None
        self._http = h11.Connection(h11.SERVER, MOST_HEAD_BYTES)
        self._body: FixedBody | None = None
        """A body that passes h11 by."""
        self._exchange: Exchange | None = None
        self._source: BodySource | None = None
        self._source_left = 0
        """Bytes that the source still has."""
        self._starved = False
        """The source had no bytes when it was read last."""
        self._head_only = False
        self._begun = True
        """Bytes of the next request have come, or the first is awaited."""
        self._paused_until = 0.0
        self._body_bytes = 0
        """Bytes of the body since `due_at` was set."""
        self._outgoing = bytearray()

    @property
    def is_full(self) -> bool:
        """Whether the client must not be read for the present."""
        if self.over or self.codec is not None:
            return True
        if self._exchange is None:
            return self._must_wait
        return self._is_answering or self._exchange.is_full or not self._is_body_due

    @property
    def has_outgoing(self) -> bool:
        """Whether bytes can be taken now."""
        return bool(self._outgoing) or (self._source is not None and not self._starved)

    @property
    def _must_wait(self) -> bool:
        """Whether no further request may begin: the last requests came too fast, or answers wait."""
        return self._paused_until > 0 or len(self._outgoing) > MOST_OUTGOING

    @property
    def _is_answering(self) -> bool:
        return self._http.our_state not in (h11.IDLE, h11.SEND_RESPONSE)

    @property
    def _is_body_due(self) -> bool:
        """Whether the request goes on."""
        return self._body is not None or self._http.their_state is h11.SEND_BODY

    def receive_bytes(self, data: bytes, now: float) -> None:
        """Take bytes of the client; b"" for the end of the input."""
        if self.over or self.codec is not None:
            return
        if self._exchange is None and data and not self._begun:
            self._begun = True
            self.due_at = now + HEAD_SECONDS
        self._body_bytes += len(data)
        try:
            self._add_bytes(data)
        except RuntimeError:  # bytes after the end of the input
            self.abort()
            return
        self.advance(now)

    def _add_bytes(self, data: bytes) -> None:
        rest = self._body.add_bytes(data) if self._body is not None else data
        if rest or not data:
            self._http.receive_data(rest)

    def advance(self, now: float) -> None:
        """Go on: bytes have come, time has passed, or a handler has called `wake`."""
        self._starved = False
        if self._paused_until and now >= self._paused_until:
            self._paused_until = self.due_at = 0.0
        try:
            while not (self.over or self.codec is not None) and self._take_step(now):
                pass
        except HttpRefusal as refusal:
            self._refuse(refusal)
        except h11.RemoteProtocolError as error:
            self._refuse(HttpRefusal(HTTPStatus(error.error_status_hint), "Bad request."))
        except Exception:
            _log.exception("A request of %s could not be answered", self._address)
            self._refuse(HttpRefusal(HTTPStatus.INTERNAL_SERVER_ERROR, _FAULT))
        self._set_due_time(now)

    def _take_step(self, now: float) -> bool:
        """Do a step. Return False if bytes, time or a handler must come first."""
        exchange = self._exchange
        if self._is_answering:
            return False
        if exchange is not None:
            if (response := exchange.response) is not None:
                self._start_response(response)
                return True
            if exchange.is_full:
                return False
        elif self._must_wait:
            return False
        if self._body is not None and exchange is not None:
            return self._take_body(self._body, exchange)
        event = self._http.next_event()
        if isinstance(event, h11.Request):
            self._begin_request(event, now)
        elif isinstance(event, h11.Data) and exchange is not None:
            exchange.receive_body(event.data)
        elif isinstance(event, h11.EndOfMessage) and exchange is not None:
            exchange.end_body()
        elif isinstance(event, h11.ConnectionClosed):
            self.over = self._exchange is None
            return False
        else:
            return event not in (h11.NEED_DATA, h11.PAUSED)
        return True

    def _take_body(self, body: FixedBody, exchange: Exchange) -> bool:
        if piece := body.take_piece():
            exchange.receive_body(piece)
        elif body.is_over:
            self._body = None
            exchange.end_body()
        elif body.is_cut:
            raise HttpRefusal(HTTPStatus.BAD_REQUEST, "Bad request.")
        else:
            return False
        return True

    def _begin_request(self, event: h11.Request, now: float) -> None:
        self._head_only = event.method == b"HEAD"
        self._begun = False
        if self._rate is not None:
            self._rate.lines_allowed(now)
            self._rate.count_lines(1)
            if self._rate.was_overdrawn:
                self._paused_until = now + RATE_PAUSE
        if self._refusal is not None:
            raise self._refusal
        routes = self._find_routes()
        request = look_behind_proxy(read_request_head(event, self._address, secure=self._secure), routes.proxies)
        self.address = request.address
        behind = self.address != self._address and request.has_token("upgrade", "websocket")
        if behind and (refusal := self._count_at(self.address)):
            raise HttpRefusal(HTTPStatus.TOO_MANY_REQUESTS, refusal)
        self._exchange = routes.open_exchange(request, self._wake)
        self._body_bytes, self.due_at = 0, now + BODY_SECONDS
        is_awaited = self._http.they_are_waiting_for_100_continue
        self._body, self._http = open_fixed_body(event, self._http)
        if is_awaited and self._exchange.response is None:
            self._queue(h11.InformationalResponse(status_code=HTTPStatus.CONTINUE, headers=[]))

    def _set_due_time(self, now: float) -> None:
        """Set `due_at`, or end a late connection."""
        if self.over or self.codec is not None or self._is_answering:
            self.due_at = 0.0
        elif self._exchange is None:
            if self._paused_until:
                self.due_at = self._paused_until
            elif not self.due_at:
                self.due_at = now + IDLE_SECONDS
            elif now >= self.due_at:
                if self._http.trailing_data[0]:
                    self._refuse(HttpRefusal(HTTPStatus.REQUEST_TIMEOUT, _LATE))
                self.over, self.due_at = True, 0.0
        elif self._exchange.is_full or not self._is_body_due:
            self.due_at = 0.0  # the server is at work
        elif not self.due_at:
            self._body_bytes, self.due_at = 0, now + BODY_SECONDS
        elif now >= self.due_at:
            if self._body_bytes < SLOWEST_BYTES:
                self._refuse(HttpRefusal(HTTPStatus.REQUEST_TIMEOUT, _LATE))
                self.due_at = 0.0
            else:
                self._body_bytes, self.due_at = 0, now + BODY_SECONDS

    # Responses

    def _refuse(self, refusal: HttpRefusal) -> None:
        """Answer with the sentence of the refusal, or cut off an answer under way."""
        if self._is_answering:
            self.abort()
            return
        headers = refusal.headers
        if refusal.status in _ENDING:
            headers = (*headers, ("connection", "close"))
        try:
            self._start_response(text_response(refusal.status, str(refusal), headers))
        except h11.LocalProtocolError:
            self.abort()  # h11 sends no answer to such a request

    def _start_response(self, response: HttpResponse) -> None:
        if response.upgrade is not None:
            self._outgoing.clear()
            switch = h11.InformationalResponse(status_code=response.status, headers=_encode(response.headers))
            answer = self._http.send(switch) or b""
            self.codec = response.upgrade(self._http.trailing_data[0], answer)
            self.fingerprint = response.fingerprint
            return
        self._discard_body()
        body = response.body
        size = len(body) if isinstance(body, bytes) else body.size
        headers = {**_DEFAULT_HEADERS, "date": formatdate(usegmt=True)}
        if response.status is not HTTPStatus.NO_CONTENT:
            headers["content-length"] = str(size)
        headers.update(response.headers)
        if self._is_body_due:
            headers["connection"] = "close"
        head = h11.Response(
            status_code=response.status, headers=_encode(tuple(headers.items())), reason=response.status.phrase.encode()
        )
        self._queue(head)
        if self._head_only or not size:
            if not isinstance(body, bytes):
                body.close()
            self._end_response()
        elif isinstance(body, bytes):
            self._queue(h11.Data(data=body))
            self._end_response()
        else:
            self._source, self._source_left, self._starved = body, size, False

    def _discard_body(self) -> None:
        """Discard an unwanted body. After the whole body the connection stays."""
        if self._body is not None and not self._body.left:
            self._body = None
        with suppress(h11.RemoteProtocolError):
            while self._http.their_state is h11.SEND_BODY and self._http.next_event() is not h11.NEED_DATA:
                pass

    def _end_response(self) -> None:
        """Finish the response, and await the next request if the connection stays."""
        self._queue(h11.EndOfMessage())
        if (self._is_body_due or self._http.their_state is not h11.DONE) and self._exchange is not None:
            self._exchange.abort()
        self._exchange = self._body = None
        if self._http.our_state is h11.DONE and self._http.their_state is h11.DONE:
            self._http.start_next_cycle()
            self.due_at = 0.0
        else:
            self.over = True

    def _queue(self, event: h11.Event) -> None:
        self._outgoing += self._http.send(event) or b""

    def take_outgoing(self, now: float) -> bytes | memoryview:
        """Return the bytes for the next send, or b"". A memoryview holds the bytes until the next call only."""
        if self._outgoing:
            data = bytes(self._outgoing)
            self._outgoing.clear()
            if self._exchange is None and not self.over:
                self.advance(now)  # requests may have waited for this
            return data
        if self._source is None or self._starved:
            return b""
        try:
            piece = self._source.read()
            if not piece:
                self._starved = True
                return b""
            # h11 only counts the bytes, for the length is announced. It takes whatever holds bytes.
            self._http.send_with_data_passthrough(h11.Data(data=cast("bytes", piece)))
            self._source_left -= len(piece)
        except Exception:
            _log.exception("A response to %s could not be sent", self._address)
            self.abort()
            return b""
        if not self._source_left:
            self._close_source()
            self._end_response()
            self.advance(now)
        return piece

    def _close_source(self) -> None:
        if self._source is not None:
            self._source.close()
            self._source = None

    def abort(self) -> None:
        """End at once: the client is gone, or cannot be answered. Idempotent."""
        self.over = True
        self._outgoing.clear()
        self._close_source()
        if self._exchange is not None:
            self._exchange.abort()
            self._exchange = None


def encryption_refusal() -> HttpRefusal:
    """Return the answer to clients without TLS."""
    return HttpRefusal(HTTPStatus.FORBIDDEN, _ENCRYPT)


def _encode(headers: tuple[tuple[str, str], ...]) -> list[tuple[bytes, bytes]]:
    return [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]
