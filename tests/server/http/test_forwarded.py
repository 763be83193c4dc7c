"""Only a trusted proxy tells who is behind it."""

from __future__ import annotations

import pytest

from desktop_chat.server.http.exchange import HttpRequest
from desktop_chat.server.http.forwarded import look_behind_proxy

PROXIES = ("127.0.0.1", "10.1.0.0/16")


@pytest.mark.parametrize(
    ("address", "told", "found"),
    [
        ("127.0.0.1", "203.0.113.5", "203.0.113.5"),
        ("127.0.0.1", "1.2.3.4, 203.0.113.5", "203.0.113.5"),
        ("127.0.0.1", "1.2.3.4, 203.0.113.5, 10.1.2.3", "203.0.113.5"),
        ("127.0.0.1", "[2001:db8::7]", "2001:db8::7"),
        ("127.0.0.1", "evil, 10.1.2.3", "10.1.2.3"),
        ("127.0.0.1", "unknown", "127.0.0.1"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("203.0.113.9", "1.2.3.4", "203.0.113.9"),
    ],
)
def test_newest_address_that_is_no_proxy_counts(address: str, told: str, found: str) -> None:
    request = HttpRequest("GET", "/", {}, {"x-forwarded-for": told}, address, secure=False)
    assert look_behind_proxy(request, PROXIES).address == found
    assert look_behind_proxy(request, ()) is request


@pytest.mark.parametrize(("address", "secure"), [("127.0.0.1", True), ("203.0.113.9", False)])
def test_proxy_tells_of_encryption(address: str, secure: bool) -> None:
    request = HttpRequest("GET", "/", {}, {"x-forwarded-proto": "HTTPS"}, address, secure=False)
    assert look_behind_proxy(request, PROXIES).secure is secure
