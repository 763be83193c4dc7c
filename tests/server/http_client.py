"""A client of HTTP for tests: the library's own, over TLS or without."""

from __future__ import annotations

import http.client
import ssl
from dataclasses import dataclass, field

from tests.patience import SECONDS


@dataclass(frozen=True, slots=True)
class Answer:
    """A response that was read whole."""

    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)
    """By names in lower case."""

    @property
    def text(self) -> str:
        return self.body.decode()


def connect(
    port: int, *, tls: bool = False, host: str = "127.0.0.1", seconds: float = SECONDS
) -> http.client.HTTPConnection:
    """Return a connection that the caller closes. `seconds`: the longest wait for an answer."""
    if not tls:
        return http.client.HTTPConnection(host, port, timeout=seconds)
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return http.client.HTTPSConnection(host, port, timeout=seconds, context=context)


def ask(port: int, method: str, path: str, body: bytes | None = None, *, tls: bool = False, **headers: str) -> Answer:
    """Send one request. `headers`: with `_` for `-`."""
    connection = connect(port, tls=tls)
    try:
        return ask_on(connection, method, path, body, **headers)
    finally:
        connection.close()


def ask_on(
    connection: http.client.HTTPConnection, method: str, path: str, body: bytes | None = None, **headers: str
) -> Answer:
    """Send one request on a connection that may be used again."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body, named)
    response = connection.getresponse()
    found = {name.lower(): value for name, value in response.getheaders()}
    return Answer(response.status, response.read(), found)
