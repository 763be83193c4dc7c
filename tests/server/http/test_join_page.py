"""The page says how to join, and shows nothing that a request has put into it."""

from __future__ import annotations

import pytest

from desktop_chat.net.fingerprints import KeyPin
from desktop_chat.server.http.exchange import HttpRequest
from desktop_chat.server.http.join_page import join_page
from desktop_chat.server.http.site_settings import SiteSettings

SETTINGS = SiteSettings(name="Tea <b>&", lobby="#tea room", fingerprint=KeyPin("ab12"))


def page(host: str, *, secure: bool = False) -> str:
    body = join_page(SETTINGS)(HttpRequest("GET", "/", {}, {"host": host}, "10.0.0.2", secure), b"").body
    assert isinstance(body, bytes)
    return body.decode()


def test_link_has_the_host_of_the_request() -> None:
    assert "irc://desk.example:80/#tea%20room" in page("desk.example")
    assert "ircs://desk.example:6697/#tea%20room?fp=ab12" in page("desk.example:6697", secure=True)


def test_name_is_escaped() -> None:
    assert "<h1>Tea &lt;b&gt;&amp;</h1>" in page("a")


@pytest.mark.parametrize("host", ['"><script>', "\xff", "a b", "[::1]:6697", ""])
def test_host_header_injects_nothing(host: str) -> None:
    assert "<script" not in page(host)
    assert "://" in page(host)
