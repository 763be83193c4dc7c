"""HOST:PORT texts, and from where addresses can be reached."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.net.addresses import (
    AddressError,
    ListenAddress,
    Reach,
    group_by_reach,
    is_loopback,
    is_numeric,
    parse_address,
    reach_of,
)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("127.0.0.1:6697", ListenAddress("127.0.0.1", 6697)),
        ("desk", ListenAddress("desk", 6697)),
        ("Desk.Example:0", ListenAddress("desk.example", 0)),
        ("[::]:7000", ListenAddress("::", 7000)),
        ("[::1]", ListenAddress("::1", 6697)),
        ("2001:DB8:0::1", ListenAddress("2001:db8::1", 6697)),
        ("fe80::1%eth0", ListenAddress("fe80::1%eth0", 6697)),
    ],
)
def test_addresses(text: str, address: ListenAddress) -> None:
    assert parse_address(text) == address
    assert parse_address(str(address)) == address


@pytest.mark.parametrize(("text", "host"), [("Bücher.example", "xn--bcher-kva.example"), ("faß.de", "xn--fa-hia.de")])
def test_international_name_becomes_ascii(text: str, host: str) -> None:
    assert parse_address(f"{text}:7000") == ListenAddress(host, 7000)


@pytest.mark.parametrize(
    "text",
    ["", ":", "a b", "1.2.3", "1.2.3.4.5", "[::1", "[desk]:1", "desk:x", "desk:-1", "desk:65536", "-x", "☃", "é..x"],
)
def test_no_addresses(text: str) -> None:
    with pytest.raises(AddressError) as caught:
        parse_address(text)
    assert str(caught.value).endswith(".")


@given(st.ip_addresses(), st.integers(0, 65535))
def test_round_trip(ip: ipaddress.IPv4Address | ipaddress.IPv6Address, port: int) -> None:
    address = ListenAddress(ip.compressed, port)
    assert parse_address(str(address)) == address


def test_reach() -> None:
    assert reach_of("127.0.0.1") is Reach.COMPUTER
    assert reach_of("192.168.1.5") is Reach.NETWORK
    assert reach_of("9.9.9.9") is Reach.INTERNET
    assert is_loopback("::ffff:127.0.0.1")
    assert not is_loopback("desk")


def test_an_address_is_told_from_a_name() -> None:
    assert all(is_numeric(host) for host in ("10.0.0.1", "::1", "fe80::1%eth0"))
    assert not any(is_numeric(host) for host in ("desk", "", "10.0.0", "guest/3f9a"))


def test_own_addresses_are_grouped_for_others() -> None:
    groups = group_by_reach([ListenAddress("0.0.0.0", 6697)], ["192.168.1.5", "127.0.0.1", "::1"])
    assert groups == {
        Reach.NETWORK: (ListenAddress("192.168.1.5", 6697),),
        Reach.COMPUTER: (ListenAddress("127.0.0.1", 6697),),
    }
