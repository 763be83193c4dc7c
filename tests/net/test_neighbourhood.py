"""Which addresses count as one place."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.net.neighbourhood import is_private, is_public, neighbourhood_of, numeric_network, plain_address


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("10.0.0.1", "10.0.0.1"),
        ("127.0.0.1", "127.0.0.1"),
        ("::1", "::1"),
        ("::", "::"),
        ("0:0:0:0:0:0:0:1", "::1"),
        ("::ffff:10.0.0.1", "10.0.0.1"),
        ("::FFFF:0a00:1", "10.0.0.1"),
        ("::10.0.0.1", "10.0.0.1"),
        ("::2", "::2"),
        ("64:ff9b::10.0.0.1", "10.0.0.1"),
        ("::ffff:127.0.0.1", "127.0.0.1"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("2001:DB8:1:2:ffff:ffff:ffff:ffff", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("fd00::5%eth0", "fd00::/64"),
        ("fe80::1%eth0", "fe80::1"),
        ("fe80::1%7", "fe80::1"),
        ("fe80::2", "fe80::2"),
        ("/run/chat.sock", "/run/chat.sock"),
        ("desk", "desk"),
        ("", ""),
    ],
)
def test_neighbourhood(address: str, place: str) -> None:
    assert neighbourhood_of(address) == place
    if "/" not in place:
        assert neighbourhood_of(place) == place


@given(st.ip_addresses(v=6), st.integers(0, 2**64 - 1))
def test_all_addresses_of_a_64_are_one_place(address: ipaddress.IPv6Address, below: int) -> None:
    other = ipaddress.IPv6Address(int(address) >> 64 << 64 | below)
    if "/" in neighbourhood_of(str(address)) and "/" in neighbourhood_of(str(other)):
        assert neighbourhood_of(str(address)) == neighbourhood_of(str(other))


@pytest.mark.parametrize("text", ["::127.0.0.1", "64:ff9b::127.0.0.1"])
def test_no_address_of_a_network_counts_as_this_computer(text: str) -> None:
    assert neighbourhood_of(text) not in ("127.0.0.1", "::1")
    assert plain_address(text) == str(ipaddress.ip_address(text))


def test_plain_address_is_the_shortest_form() -> None:
    assert plain_address("2001:DB8:0:0::1") == "2001:db8::1"
    assert plain_address("::ffff:10.0.0.1") == "10.0.0.1"
    assert plain_address("fe80:0::1%eth0") == "fe80::1%eth0"
    assert plain_address("desk") == "desk"


@pytest.mark.parametrize(
    ("text", "network"),
    [
        ("10.0.0.7", "10.0.0.7/32"),
        ("10.0.0.7/24", "10.0.0.0/24"),
        ("::ffff:10.0.0.7", "10.0.0.7/32"),
        ("::ffff:10.0.0.7/120", "10.0.0.0/24"),
        ("::10.0.0.0/104", "10.0.0.0/8"),
        ("::2", "::2/128"),
        ("::1", "::1/128"),
        ("::/0", "::/0"),
        ("::/96", "::/96"),
        ("2001:db8::5", "2001:db8::5/128"),
        ("fe80::5%eth0", "fe80::5/128"),
    ],
)
def test_networks(text: str, network: str) -> None:
    assert str(numeric_network(text)) == network


@pytest.mark.parametrize("text", ["", "desk", "10.0.0.0/33", "::/129", "10.0.0/8", "/24", "10.0.0.1/a"])
def test_other_texts_are_no_networks(text: str) -> None:
    assert numeric_network(text) is None


@pytest.mark.parametrize(
    ("host", "private"),
    [
        ("10.1.2.3", True),
        ("172.31.0.1", True),
        ("172.32.0.1", False),
        ("192.168.0.1", True),
        ("169.254.1.1", True),
        ("127.0.0.1", True),
        ("fe80::1%2", True),
        ("fd00::1", True),
        ("::ffff:10.0.0.1", True),
        ("100.64.0.1", False),
        ("203.0.113.5", False),
        ("2001:db8::1", False),
        ("8.8.8.8", False),
        ("chat.example", False),
        ("", False),
    ],
)
def test_private_addresses(host: str, private: bool) -> None:
    assert is_private(host) is private


def test_public_addresses() -> None:
    """What no link of a stranger may reach is not public."""
    others = ["127.0.0.1", "10.1.2.3", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "::1", "fe80::1"]
    others += ["fd00::1", "::ffff:10.0.0.1", "ff02::1", "localhost", ""]
    assert [host for host in others if is_public(host)] == []
    assert is_public("93.184.216.34")
    assert is_public("2606:2800:220:1:248:1893:25c8:1946")
