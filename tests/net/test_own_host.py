"""This computer's own addresses, as the system tells them."""

from __future__ import annotations

import socket

from desktop_chat.net.addresses import is_loopback, is_numeric
from desktop_chat.net.own_host import family_of, local_addresses, own_address_towards, own_name


def test_own_addresses_end_with_loopback() -> None:
    found = local_addresses()
    assert "127.0.0.1" in found
    assert all(map(is_numeric, found))
    assert sorted(found, key=is_loopback) == list(found)


def test_a_way_to_nowhere_has_no_address() -> None:
    assert own_address_towards("127.0.0.1") == "127.0.0.1"
    assert own_address_towards("no address") == ""


def test_loopback_is_no_name_for_others() -> None:
    assert own_name(["127.0.0.1", "::1"]) == ""


def test_sockets_have_the_family_of_the_host() -> None:
    assert [family_of(host) for host in ("::1", "127.0.0.1", "desk")] == [
        socket.AF_INET6, socket.AF_INET, socket.AF_INET,
    ]  # fmt: skip
