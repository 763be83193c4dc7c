"""The head of an HTTP request, from the event of h11 to the value for handlers."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import parse_qsl, unquote

import h11

from desktop_chat.server.http.exchange import HttpRefusal, HttpRequest

MOST_QUERY_FIELDS = 100
MOST_HEAD_BYTES = 16384


def read_request_head(event: h11.Request, address: str, *, secure: bool) -> HttpRequest:
    """Return the request of an event of h11. `address`: the client's. `secure`: whether the client speaks TLS.

    Raises: HttpRefusal for a head above the limits.
    """
    headers: dict[str, str] = {}
    if len(event.target) + sum(len(name) + len(value) for name, value in event.headers) > MOST_HEAD_BYTES:
        raise HttpRefusal(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "Bad request.")
    for raw_name, raw_value in event.headers:
        name, value = bytes(raw_name).decode("latin-1"), bytes(raw_value).decode("latin-1")
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    path, _, query = bytes(event.target).decode("latin-1").partition("?")
    if path.startswith(("http://", "https://")):  # the form for proxies
        path = "/" + path.split("/", 3)[3] if path.count("/") > 2 else "/"
    try:
        fields = dict(parse_qsl(query, keep_blank_values=True, max_num_fields=MOST_QUERY_FIELDS))
    except ValueError as error:
        raise HttpRefusal(HTTPStatus.BAD_REQUEST, "Bad request.") from error
    method = bytes(event.method).decode("latin-1")
    return HttpRequest(method, unquote(path), fields, headers, address, secure)
