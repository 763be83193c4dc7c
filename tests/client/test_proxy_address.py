"""Addresses of proxies."""

from __future__ import annotations

import pytest

from desktop_chat.client.proxy_address import ProxyAddress, ProxyKind, parse_proxy
from desktop_chat.net.addresses import AddressError


@pytest.mark.parametrize(
    ("text", "proxy"),
    [
        ("socks5://127.0.0.1", ProxyAddress(ProxyKind.SOCKS5, "127.0.0.1", 1080)),
        ("SOCKS5://[::1]:9050/", ProxyAddress(ProxyKind.SOCKS5, "::1", 9050)),
        ("http://proxy.example:3128", ProxyAddress(ProxyKind.HTTP, "proxy.example", 3128)),
        ("http://a%40b@proxy.example", ProxyAddress(ProxyKind.HTTP, "proxy.example", 8080, "a@b")),
    ],
)
def test_proxy_is_parsed_and_written(text: str, proxy: ProxyAddress) -> None:
    assert parse_proxy(text) == proxy
    assert parse_proxy(str(proxy)) == proxy


def test_password_is_no_part_of_the_text() -> None:
    proxy = ProxyAddress(ProxyKind.SOCKS5, "::1", 9050, "ann", "sesame")
    assert str(proxy) == "socks5://ann@[::1]:9050"
    assert proxy.place == "[::1]:9050"


@pytest.mark.parametrize("text", ["", "proxy.example", "ftp://x", "socks5://", "http://x:0", "http", "socks5://x y"])
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(AddressError):
        parse_proxy(text)
