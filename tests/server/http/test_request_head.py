"""From the event of h11 to a request."""

from __future__ import annotations

from http import HTTPStatus

import h11
import pytest

from desktop_chat.server.http.exchange import HttpRefusal, HttpRequest
from desktop_chat.server.http.request_head import MOST_QUERY_FIELDS, read_request_head


def read(target: str, *headers: tuple[str, str]) -> HttpRequest:
    event = h11.Request(method="GET", target=target, headers=[("Host", "a"), *headers])
    return read_request_head(event, "10.0.0.2", secure=True)


def test_head_is_decoded_and_joined() -> None:
    request = read("http://a/caf%C3%A9?q=1&r=", ("X", "one"), ("x", "two"))
    assert (request.method, request.path, dict(request.query)) == ("GET", "/café", {"q": "1", "r": ""})
    assert request.headers == {"host": "a", "x": "one, two"}
    assert (request.address, request.secure) == ("10.0.0.2", True)
    assert read("http://a").path == "/"


def test_limits() -> None:
    with pytest.raises(HttpRefusal) as refused:
        read("/", ("X", "x" * 20_000))
    assert refused.value.status is HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
    with pytest.raises(HttpRefusal) as refused:
        read("/?" + "&".join(f"a{number}=1" for number in range(MOST_QUERY_FIELDS + 1)))
    assert refused.value.status is HTTPStatus.BAD_REQUEST
