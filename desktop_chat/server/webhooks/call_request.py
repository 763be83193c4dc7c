"""A call of an outgoing webhook: the check of the address, and the request.

An https:// address may lead anywhere, an http:// address to this network only. The name is resolved once, the numeric
address is checked, and the connection goes to just this address. A redirect leads to https:// outside of this network
only, so no stranger can make the server call a neighbour.
Thread: any; blocks.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from urllib.parse import SplitResult, urljoin, urlsplit

from desktop_chat.net.neighbourhood import is_private, numeric_address
from desktop_chat.server.webhooks.call_payload import AddressForbidden, CallAnswer, CallError

STEP_SECONDS = 8.0
"""For each step of a connection."""
MOST_SECONDS = 20.0
"""For the whole answer."""
MOST_BYTES = 64 << 10
"""Bytes of an answer that are read."""
MOST_REDIRECTS = 3
_REDIRECTS = (307, 308)
"""The redirects that keep method and body."""


Watch = Callable[[HTTPConnection], None]
"""Is given each connection before it is used, so that another thread can close it."""


def send_call(
    address: str, body: bytes, headers: Mapping[str, str], watch: Watch, context: ssl.SSLContext | None = None
) -> CallAnswer:
    """POST the body to an address, and return the answer.

    `context`: the trusted authorities, by default of the system.
    Raises: CallError.
    """
    trusted = context or ssl.create_default_context()
    redirected = False
    try:
        for _ in range(MOST_REDIRECTS + 1):
            parts = urlsplit(address)
            with closing(_open(parts, trusted, redirected=redirected)) as connection:
                watch(connection)
                path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
                connection.request("POST", path, body, dict(headers))
                response = connection.getresponse()
                if response.status not in _REDIRECTS:
                    return CallAnswer(response.status, _read_bounded(response), response.getheader("Retry-After", ""))
                address, redirected = urljoin(address, response.getheader("Location", "")), True
    except (OSError, HTTPException, ValueError) as error:
        raise CallError(str(error) or type(error).__name__) from error
    raise CallError("it leads from one place to another")


def _open(parts: SplitResult, trusted: ssl.SSLContext, *, redirected: bool) -> HTTPConnection:
    """Return the connection to the address, not connected yet. Raises: CallError."""
    secure, host = parts.scheme == "https", parts.hostname or ""
    if not (secure or parts.scheme == "http") or not host or "@" in parts.netloc:
        raise AddressForbidden("the address cannot be used")
    port = parts.port or (443 if secure else 80)
    numeric = str(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][4][0])
    require_allowed(numeric, secure=secure, redirected=redirected)
    return _SecurePinned(host, port, numeric, trusted) if secure else _Pinned(host, port, numeric)


def require_allowed(numeric: str, *, secure: bool, redirected: bool) -> None:
    """Raises: AddressForbidden unless the numeric address may be called."""
    address = numeric_address(numeric)
    if address is None or address.is_multicast or address.is_unspecified:
        raise AddressForbidden("the address cannot be used")
    if redirected and (is_private(numeric) or not secure):
        raise AddressForbidden("it leads to a place that may not be called")
    if not secure and not is_private(numeric):
        raise AddressForbidden("http:// is allowed on this network only")


class _Pinned(HTTPConnection):
    """A connection to a numeric address. The name may mean another address later."""

    def __init__(self, host: str, port: int, numeric: str) -> None:
        super().__init__(host, port, timeout=STEP_SECONDS)
        self.pinned_place = (numeric, port)

    def connect(self) -> None:
        self.sock = socket.create_connection(self.pinned_place, STEP_SECONDS)


class _SecurePinned(HTTPSConnection):
    """The same with TLS, and a check of the certificate for the name."""

    def __init__(self, host: str, port: int, numeric: str, trusted: ssl.SSLContext) -> None:
        super().__init__(host, port, timeout=STEP_SECONDS, context=trusted)
        self.pinned_place = (numeric, port)
        self.trusted = trusted

    def connect(self) -> None:
        self.sock = self.trusted.wrap_socket(
            socket.create_connection(self.pinned_place, STEP_SECONDS), server_hostname=self.host
        )


def _read_bounded(response: HTTPResponse) -> bytes:
    """Return the body, or b"" for a body too large or too slow: answers are a courtesy."""
    ends, data = time.monotonic() + MOST_SECONDS, bytearray()
    while chunk := response.read1(MOST_BYTES):
        data += chunk
        if len(data) > MOST_BYTES or time.monotonic() > ends:
            return b""
    return bytes(data)
