"""HttpClient: the client's end of one HTTP connection, to a server whose key is checked like that of a Link. No Qt.

Blocks, except `cancel`. Thread: owner, but where a method names another.

Spec: https://www.rfc-editor.org/rfc/rfc9112
"""

from __future__ import annotations

import math
import select
import socket
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import h11

from desktop_chat.client.certificate import is_meant
from desktop_chat.net import tls
from desktop_chat.net.wakeup import Wakeup
from desktop_chat.qt.network import proxy_dial
from desktop_chat.qt.network.dial import DialError, connect_to_host, is_anywhere
from desktop_chat.qt.network.handshake import Handshake
from desktop_chat.qt.network.link import LinkTarget
from desktop_chat.value_class import value

_READ_BYTES = 262_144
_STEP_SECONDS = 0.5
"""How often a blocked socket looks whether it was cancelled."""


class HttpError(Exception):
    """The server cannot be reached, or the connection broke off."""


class DistrustError(HttpError):
    """The server has not the key that it should have."""


class Cancelled(Exception):
    """`cancel` was called."""


@value
class ResponseHead:
    """The beginning of a response. Names of headers are in lower case."""

    status: int
    headers: Mapping[str, str]


class HttpClient:
    """Connects with the first request, and keeps the connection for the next one."""

    def __init__(
        self, target: LinkTarget, *, may_reach: Callable[[str], bool] = is_anywhere, deadline: float = math.inf
    ) -> None:
        """`may_reach` tells whether a numeric address of the host may be connected to; a proxy looks it up by itself.

        `deadline`: when each method fails, by the monotonic clock in seconds.
        """
        self.target = target
        self._may_reach = may_reach
        self._deadline = deadline
        self._wakeup = Wakeup()
        self._cancelled = False
        self._socket: socket.socket | None = None
        self._handshake: Handshake | None = None
        self._http = h11.Connection(h11.CLIENT)

    @property
    def is_reusable(self) -> bool:
        """True if the connection can take a further request."""
        return self._socket is not None and self._http.our_state is h11.IDLE

    def cancel(self) -> None:
        """Let the blocked method end by Cancelled. Thread: any."""
        self._cancelled = True
        self._wakeup.wake()

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None
        self._wakeup.close()

    def send_request(self, method: str, path: str, headers: Sequence[tuple[str, str]] = ()) -> ResponseHead:
        """Send a request without a body. Return the head of the response.

        Raises: HttpError, Cancelled.
        """
        try:
            self._send_head(method, path, headers)
            self._send_bytes(self._http.send(h11.EndOfMessage()) or b"")
            return self._read_head()
        except (h11.ProtocolError, tls.TlsError) as error:
            raise HttpError(str(error)) from error

    def send_body(
        self, method: str, path: str, headers: Sequence[tuple[str, str]], pieces: Iterable[bytes]
    ) -> ResponseHead:
        """Send a request with a body. Return the head of the response, which may come before the body's end: then the
        rest is not sent.

        Raises: HttpError, Cancelled, and what `pieces` raises.
        """
        try:
            self._send_head(method, path, headers)
            try:
                for piece in pieces:
                    early = self._find_head()
                    if early is not None:
                        return early
                    self._send_bytes(self._http.send(h11.Data(data=piece)) or b"")
                self._send_bytes(self._http.send(h11.EndOfMessage()) or b"")
            except HttpError as error:
                return self._read_last_head(error)
            return self._read_head()
        except (h11.ProtocolError, tls.TlsError) as error:
            raise HttpError(str(error)) from error

    def _send_head(self, method: str, path: str, headers: Sequence[tuple[str, str]]) -> None:
        if self._socket is None:
            self._open_socket()
        host = self.target.host
        named = f"[{host}]:{self.target.port}" if ":" in host else f"{host}:{self.target.port}"
        request = h11.Request(method=method, target=path, headers=[("Host", named), *headers])
        self._send_bytes(self._http.send(request) or b"")

    def _read_head(self) -> ResponseHead:
        while True:
            found = _head_in(self._next_event())
            if found is not None:
                return found

    def _find_head(self) -> ResponseHead | None:
        """Return the head of the response, if it has come already."""
        assert self._socket is not None
        while select.select([self._socket], [], [], 0)[0]:
            plain = self._receive_record(self._socket)
            if plain is None:
                continue
            self._http.receive_data(plain)
            while (event := self._http.next_event()) is not h11.NEED_DATA:
                found = _head_in(event)
                if found is not None:
                    return found
        return None

    def _read_last_head(self, error: HttpError) -> ResponseHead:
        """Return the head with which a server has refused the rest of a body and closed the connection. Raises
        `error` if there is none."""
        try:
            return self._read_head()
        except HttpError:
            raise error from None

    def read_body(self) -> Iterator[bytes]:
        """Yield the body of the response. Afterwards the connection can be used again, if the server agrees.

        Raises: HttpError, Cancelled.
        """
        try:
            while not isinstance(event := self._next_event(), h11.EndOfMessage):
                if isinstance(event, h11.Data):
                    yield bytes(event.data)
                elif isinstance(event, h11.ConnectionClosed):
                    raise HttpError("the server closed the connection")
            if self._http.our_state is h11.DONE and self._http.their_state is h11.DONE:
                self._http.start_next_cycle()
        except (h11.ProtocolError, tls.TlsError) as error:
            raise HttpError(str(error)) from error

    def _open_socket(self) -> None:
        target = self.target
        there = (target.host, target.port)
        seconds = min(target.connect_seconds, self._deadline - time.monotonic())
        try:
            if target.proxy is None:
                made = connect_to_host(*there, seconds, self._wakeup, lambda: self._cancelled, self._may_reach)
            else:
                made = proxy_dial.connect_through_proxy(
                    target.proxy, *there, seconds, self._wakeup, lambda: self._cancelled
                )
        except (DialError, proxy_dial.ProxyRefusal, OSError) as error:
            raise HttpError(str(error)) from error
        if made is None:
            raise Cancelled
        made.settimeout(_STEP_SECONDS)
        self._socket = made
        if target.tls:
            self._shake_hands(made)

    def _shake_hands(self, made: socket.socket) -> None:
        """Do TLS, and require the key of the target."""
        target = self.target
        try:
            handshake = Handshake(target.host, None, None)
            self._send_raw(made, handshake.end.send())
            while not handshake.end.established:
                data = self._receive_raw(made)
                if not data:
                    raise HttpError("the server closed the connection")
                handshake.end.receive(data)
                self._send_raw(made, handshake.end.take_outgoing())
        except tls.TlsError as error:
            raise HttpError(str(error)) from error
        certificate = handshake.peer_certificate()
        vouched = certificate is not None and (certificate.verified or certificate.fingerprint == target.pin)
        if (target.vouched and not vouched) or not is_meant(certificate, target.pin, exact=target.exact):
            raise DistrustError("the key of the server is another one")
        self._handshake = handshake

    def _next_event(self) -> object:
        while True:
            event = self._http.next_event()
            if event is not h11.NEED_DATA:
                return event
            self._http.receive_data(self._receive_bytes())

    def _receive_bytes(self) -> bytes:
        """Return the next plain bytes, b"" at the end of the connection."""
        assert self._socket is not None
        while (plain := self._receive_record(self._socket)) is None:
            pass
        return plain

    def _receive_record(self, connected: socket.socket) -> bytes | None:
        """Return plain bytes of what has come, b"" at the end of the connection; None if what has come is TLS's own."""
        if self._handshake is None:
            return self._receive_raw(connected)
        end = self._handshake.end
        data = b"" if end.ready else self._receive_raw(connected)
        if not data and not end.ready:
            return b""
        plain = end.receive(data)
        self._send_raw(connected, end.take_outgoing())
        return plain if plain or end.closed else None

    def _send_bytes(self, plain: bytes) -> None:
        assert self._socket is not None
        self._send_raw(self._socket, self._handshake.end.send(plain) if self._handshake is not None else plain)

    def _receive_raw(self, connected: socket.socket) -> bytes:
        ends = time.monotonic() + self.target.silence_seconds
        while True:
            if self._cancelled:
                raise Cancelled
            if time.monotonic() > self._deadline:
                raise HttpError("the server takes too long")
            try:
                return connected.recv(_READ_BYTES)
            except TimeoutError:
                if time.monotonic() > ends:
                    raise HttpError("the server does not answer") from None
            except OSError as error:
                raise HttpError(str(error)) from error

    def _send_raw(self, connected: socket.socket, data: bytes) -> None:
        view, ends = memoryview(data), time.monotonic() + self.target.silence_seconds
        while view:
            if self._cancelled:
                raise Cancelled
            try:
                view = view[connected.send(view) :]
            except TimeoutError:
                if time.monotonic() > ends:
                    raise HttpError("the server takes no data") from None
            except OSError as error:
                raise HttpError(str(error)) from error


def _head_in(event: object) -> ResponseHead | None:
    """Return the head in an event, None for an interim response.

    Raises: HttpError for the end of the connection.
    """
    if isinstance(event, h11.Response):
        found = {name.decode("ascii"): text.decode("latin-1") for name, text in event.headers}
        return ResponseHead(event.status_code, found)
    if not isinstance(event, h11.InformationalResponse):
        raise HttpError("the server closed the connection")
    return None
